### All that is said of inspections.

kind-inspections = Cuộc kiểm tra

column-units = Đơn vị được kiểm tra
column-results = Kết quả kiểm tra

hint-inspections-units = Mỗi đơn vị một dòng; báo cáo đếm số dòng.

ui-empty-inspections = Cuộc kiểm tra theo kế hoạch, quyết định nào, tại đơn vị nào (mục I.5.2).

figure-inspections = Cuộc kiểm tra
figure-part-units = đơn vị được kiểm tra

check-no-inspections = chưa có cuộc kiểm tra nào.

proposal-inspections = Trong kỳ, đã tổ chức { $a } cuộc kiểm tra, có { $b } kiến nghị, trong đó { $c } kiến nghị đã được giải quyết.

report-no-inspections = Trong kỳ không tổ chức kiểm tra.
report-inspections = Đã tổ chức { $inspections } cuộc kiểm tra tại { $units } đơn vị; phát hiện { $shortcomings } tồn tại, vướng mắc; có { $recommendations } kiến nghị, trong đó { $settled } kiến nghị đã được giải quyết.
