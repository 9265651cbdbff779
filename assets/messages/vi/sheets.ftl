### Fixed sheets.

sheet-unit = Đơn vị
sheet-recovery-title = TIẾN BỘ – TỜ KHÔI PHỤC
sheet-recovery-key = Khóa khôi phục (khi gõ lại không cần dấu cách):
sheet-check-word = Từ kiểm tra
sheet-recovery-care = Ai có tờ này mở được toàn bộ dữ liệu của đơn vị. Cất ở nơi khóa kín, không chụp ảnh, không gửi qua mạng. Chương trình không giữ bản sao nào.
sheet-cover-title = PHIẾU BÌA GÓI BÁO CÁO
sheet-to = Nơi nhận
sheet-report = Báo cáo
sheet-revision = Lần nộp
sheet-package = Mã gói
sheet-hash = SHA-256
sheet-fingerprint = Dấu vân tay khóa
sheet-cover-note = Gói đã được ký và mã hóa; chỉ nơi nhận mở được. Nơi nhận có thể so mã SHA-256 của tệp với phiếu này.
sheet-not-drawn = Không vẽ được tờ này: chương trình gặp lỗi bên trong. Hãy thử lại; nếu vẫn vậy, hãy báo người hỗ trợ.
sheet-log = Nhật ký khi lập gói

# Giấy xác nhận đã xóa dữ liệu, giao cho người yêu cầu: không ghi tên, không nói hồ sơ về việc gì.
erased-sheet-kind = GIẤY XÁC NHẬN
sheet-who-asked = Người yêu cầu
sheet-number = Số: ……………
erased-sheet-title = Đã xóa dữ liệu cá nhân trong hồ sơ số { $number }
erased-sheet-what = Đã xóa
erased-sheet-at = Xóa lúc
erased-sheet-asked = Người yêu cầu, ngày
erased-sheet-name = Tên, ngày sinh, địa chỉ, điện thoại, số định danh, cách liên lạc của người số { $person }
erased-sheet-written = Lời kể, ghi chú và tệp
erased-sheet-kept = Cơ quan còn giữ những gì pháp luật buộc thống kê, không có tên. Cần hỏi thêm: mang giấy này đến cơ quan.
erased-sheet-copies = Bản sao lưu làm trước ngày xóa được hủy theo quy định lưu trữ.

# Những gì đang giữ về một người, in cho người đó xem.
held-sheet-kind = BẢN SAO DỮ LIỆU
held-sheet-title = Dữ liệu đang giữ về người số { $person }
held-sheet-field = Mục
held-sheet-held = Đang giữ
held-sheet-who = Danh tính và cách liên lạc
held-sheet-written = Lời kể, ghi chú và tệp
held-sheet-others = Đang giữ. Trong đó có cả lời của người khác: hỏi cơ quan để xem phần của mình.
held-sheet-blocked = Đang khóa
held-sheet-blocked-why = Còn giữ nhưng không ai mở xem được, vì chưa được đồng ý hoặc đã không được đồng ý. Sẽ xóa theo hạn của luật.
held-sheet-rights = Người có tên trong bản này được yêu cầu sửa, hạn chế dùng hoặc xóa. Giữ bản này ở nơi an toàn.
