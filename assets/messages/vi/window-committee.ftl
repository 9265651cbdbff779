### The window: committee.

ui-serving-on = Đang giữ chức ngày { $day }
ui-on-day = Xem vào ngày
ui-serving-count = { $members } thành viên, trong đó { $women } nữ.
ui-head-on = Trưởng ban: { $name }, { $position }.
ui-no-head = Không có Trưởng ban vào ngày này; báo cáo sẽ không có tên người ký.
ui-many-heads = Có hơn một Trưởng ban vào ngày này. Hãy ghi ngày thôi giữ chức của người trước.
ui-former = Đã thôi hoặc chưa giữ chức: { $count }
ui-add-inspection = Thêm cuộc kiểm tra
ui-add-finding = Thêm tồn tại, kiến nghị
ui-open-findings = Chưa giải quyết: { $count }
ui-no-open-findings = Không còn tồn tại, kiến nghị nào chưa giải quyết.
ui-open = chưa giải quyết
