### All that is said of funding_lines.

kind-funding-lines = Kinh phí

column-granted = Số được cấp (đồng)
column-used = Số đã sử dụng (đồng)

choice-funding-source-state-budget = Ngân sách nhà nước
choice-funding-source-target-programme = Chương trình mục tiêu quốc gia
choice-funding-source-contribution = Xã hội hóa, tài trợ
choice-funding-source-other = Nguồn khác

hint-funding-lines-granted = Số tiền bằng đồng, ví dụ 12.500.000.

ui-empty-funding-lines = Kinh phí được cấp và đã sử dụng, theo nguồn (mục I.5.1).

figure-funding = Kinh phí (đồng)
figure-part-granted = được cấp
figure-part-used = đã sử dụng

check-no-funding = chưa có số liệu kinh phí.

proposal-funding = Kinh phí được cấp là { $a } đồng, đã sử dụng { $b } đồng.

report-no-funding = Chưa có số liệu kinh phí.
report-funding-source = { $source }: cấp { $granted } đồng, sử dụng { $used } đồng
report-funding = Tổng kinh phí được cấp: { $granted } đồng; đã sử dụng: { $used } đồng. Trong đó: { $sources }.
