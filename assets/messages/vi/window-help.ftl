### Help.

ui-help-begin = Bắt đầu từ “Việc cần làm”: mỗi dòng là một mục của báo cáo, bấm vào để đến chỗ điền. Ghi chép đủ rồi thì đọc “Báo cáo”, sau đó “Chốt và nộp”. Không cần bấm lưu bản nháp: những gì đang gõ luôn được giữ.
ui-keys-title = Phím tắt
ui-key-help = mở, đóng trợ giúp
ui-key-add = thêm bản ghi
ui-key-next = lưu và nhập bản ghi tiếp theo (ở ô nhiều dòng: Ctrl+Enter)
ui-key-save = lưu và đóng
ui-key-close = đóng bản ghi; phần gõ dở được giữ
ui-key-calendar = ở ô ngày: mở lịch để chọn
ui-key-pin = ghim, bỏ ghim giá trị của ô đang gõ cho các bản ghi sau
ui-key-copy = chép bản ghi trước thành bản ghi mới
ui-key-delete = xóa dòng đang chọn, hoàn tác được
ui-key-paste = dán một khối ô từ Excel vào bảng
ui-key-search = tìm trong bảng, không cần dấu
ui-key-table = chọn và mở dòng trong bảng
ui-key-screens = đến các phần
ui-key-kinds = đến từng loại ghi chép
ui-key-hide = che màn hình ngay và khóa
ui-key-lock = khóa
ui-help-law = Trợ giúp này không phải là tư vấn pháp luật.
