### The office: its folder, database, users.

passphrase-changed = Đã đổi mật khẩu.
store-no-record = Không có bản ghi { $detail }, hoặc bản ghi đã bị xóa.
store-changed = Bản ghi { $detail } vừa được người khác sửa. Hãy xem lại rồi sửa tiếp.
user-put = Đã đặt mật khẩu và vai trò cho { $detail }.
vault-no-office = Không có cơ sở dữ liệu nào trong thư mục { $detail }. Hãy chọn đúng thư mục hoặc tạo mới bằng "tienbo init".
vault-office-exists = Thư mục { $detail } đã có cơ sở dữ liệu; không ghi đè.
vault-in-use = Cơ sở dữ liệu trong { $detail } đang được mở ở chương trình khác. Hãy đóng chương trình đó.
vault-wrong-passphrase = Không mở được: mật khẩu hoặc khóa khôi phục không đúng.
vault-no-user = Không có người dùng { $detail }.
vault-user-exists = Người dùng { $detail } đã có.
vault-bad-user-name = "{ $detail }" không dùng làm tên người dùng được: chỉ dùng a–z, 0–9 và dấu gạch nối.
vault-short-passphrase = Mật khẩu quá ngắn: cần ít nhất { $detail } ký tự.
vault-unknown-unit = Danh mục không có đơn vị { $detail }.
vault-not-allowed = Người dùng này không có quyền làm việc đó ({ $detail }).
vault-bad-backup = Tệp sao lưu { $detail } không dùng được; dữ liệu hiện có vẫn nguyên.
vault-io = Không đọc hoặc ghi được { $detail }.
vault-key = Lỗi khóa: { $detail }.
vault-store = Lỗi cơ sở dữ liệu: { $detail }.
vault-too-new = Cơ sở dữ liệu do chương trình mới hơn tạo ra ({ $detail }): chỉ xem được, không sửa được. Hãy cập nhật chương trình.
vault-package-lost = Tệp gốc của gói { $detail } không còn nguyên trên máy này. Hãy khôi phục từ bản sao lưu, hoặc đề nghị nơi gửi đưa lại.
verify-fine = Mọi thứ nguyên vẹn; nhật ký có { $detail } dòng.
verify-audit-broken = Nhật ký bị sửa ở dòng { $detail }.
verify-attachment-broken = Tệp đính kèm "{ $detail }" bị mất hoặc bị sửa.
verify-package-broken = Gói đã nhận { $detail } bị mất hoặc bị sửa.
