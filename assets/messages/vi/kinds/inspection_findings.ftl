### All that is said of inspection_findings.

kind-inspection-findings = Tồn tại, kiến nghị

column-inspection = Cuộc kiểm tra
column-addressed-to = Gửi đến
column-settled-on = Ngày giải quyết

choice-finding-shortcoming = Tồn tại, vướng mắc
choice-finding-recommendation = Kiến nghị, đề xuất

hint-inspection-findings-settled-on = Để trống khi chưa giải quyết.

ui-empty-inspection-findings = Tồn tại và kiến nghị của từng cuộc kiểm tra, và ngày đã giải quyết.

figure-findings = Kết quả kiểm tra
figure-part-settled = đã giải quyết

check-finding-of-another-period = { $detail } tồn tại, kiến nghị ghi trong kỳ là của cuộc kiểm tra ngoài kỳ này; báo cáo in thành dòng riêng.
check-finding-of-another-period-do = Nếu không phải vậy, hãy sửa ngày hoặc cuộc kiểm tra của các dòng đó.

report-settled = đã giải quyết ngày { $day }
report-open = chưa giải quyết
report-findings-of-another-period = Ghi trong kỳ, của các cuộc kiểm tra ngoài kỳ báo cáo: { $found }
