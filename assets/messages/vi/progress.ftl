### Long work.

progress-copy = Đang sao chép dữ liệu
progress-check = Đang kiểm tra
progress-read = Đang đọc tệp
progress-write = Đang ghi
progress-seal = Đang ký và mã hóa
progress-import = Đang nhận gói
progress-stopped = Đã dừng theo yêu cầu.
