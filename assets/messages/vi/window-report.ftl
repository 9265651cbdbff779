### The window: report.

ui-report-tools = Công cụ báo cáo
ui-save-pdf = Lưu PDF…
ui-print-how = In: lưu PDF rồi mở bằng chương trình xem.
ui-report-number = Số báo cáo
ui-report-date = Ngày báo cáo
ui-report-date-hint = Để trống: hôm nay.
ui-zoom = Phóng to, thu nhỏ
ui-zoom-in = Phóng to
ui-zoom-out = Thu nhỏ
ui-outline = Đề cương
ui-pages = Các trang của báo cáo
ui-page = Trang { $page } / { $pages }
ui-report-closed = Kỳ đã chốt: đây là số liệu lúc chốt.
ui-follow-figure = { $text }: xem các bản ghi
ui-follow-place = { $text }: sửa nội dung
ui-follow-record = { $text }: mở bản ghi
ui-under-records = { $kind }: { $count }
ui-under-none = Không có bản ghi nào dưới số này.
ui-scope = Phạm vi
ui-scope-own = Riêng đơn vị này
ui-scope-all = Tổng hợp tất cả đơn vị
ui-scope-below = { $name } và các đơn vị trực thuộc
ui-scope-chosen = Các đơn vị được chọn…
