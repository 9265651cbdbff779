### The window: narrative.

ui-narrative-closed = Kỳ đã chốt: chỉ xem. Muốn sửa thì mở lại kỳ ở phần Chốt và nộp.
ui-text-old-font = Mục này viết bằng chữ của phông cũ (TCVN3, VNI), in ra sẽ sai. Đổi sang Unicode thì đọc là:
ui-text-changed-meanwhile = Mục này đã được người khác sửa sau khi bạn bắt đầu viết, nên phần bạn viết chưa được lưu vào báo cáo. Chọn giữ phần bạn viết, hoặc lấy bản đang lưu và bỏ phần đó.
ui-what-is-asked = Đề cương yêu cầu
ui-propose = Chèn câu gợi ý từ số liệu
ui-insert-figure = Chèn số liệu vào đây
ui-text-before = Nội dung kỳ trước
ui-take-over = Chép sang kỳ này
ui-figures = Số liệu
ui-figures-hint = Bấm để chèn vào mục { $place }. Số tự cập nhật theo ghi chép.
ui-search-figures = Tìm số liệu
ui-quote-title = Các đơn vị viết ở mục này
ui-quote-lead = Báo cáo tổng hợp in nguyên lời từng đơn vị; khi tỉnh viết lời của mình ở mục này thì chỉ in lời đó. Trích dẫn giữ liên kết: đơn vị sửa thì báo cáo đổi theo.
ui-quote = Trích dẫn
ui-quote-none = Chưa đơn vị nào viết ở mục này.
ui-quote-total = Chèn tổng của các đơn vị
ui-quoted = { $unit }: { $what }
