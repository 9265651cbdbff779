### The completeness check.

check-fine = đã đủ.
check-no-documents = chưa có văn bản nào.
check-no-documents-do = Nếu đúng là không ban hành, hãy ghi lý do khi chốt.
check-unreadable = { $detail } phần dữ kiện vụ việc không đọc được, nên số vụ việc bị thiếu.
check-unreadable-do = Hãy khôi phục bản sao lưu gần nhất, hoặc để người phụ trách chủ động bỏ các phần đó.
check-no-text = chưa có nội dung.
check-no-text-do = Hãy viết thuyết minh, hoặc ghi lý do khi chốt.
check-no-events = chưa có cuộc truyền thông nào.
check-unrecorded-sex = { $detail } người tham gia chưa ghi nhận giới tính.
check-no-value = chưa nhập kết quả.
check-no-value-do = Nếu không phải của đơn vị mình, hãy ghi lý do khi chốt.
check-no-head = không có Trưởng ban đang giữ chức vào ngày { $detail }.
check-no-head-do = Hãy nhập Trưởng ban ở phần thành viên.
check-many-heads = có { $detail } Trưởng ban cùng giữ chức.
check-many-heads-do = Hãy ghi ngày thôi giữ chức của người trước.
check-no-funding = chưa có số liệu kinh phí.
check-orphan-finding = { $detail } tồn tại, kiến nghị không thuộc cuộc kiểm tra nào trong kỳ.
check-orphan-finding-do = Hãy kiểm tra ngày và cuộc kiểm tra của các dòng đó.
check-no-inspections = chưa có cuộc kiểm tra nào.
check-contradiction = thuyết minh viết { $detail } theo ghi chép.
check-contradiction-do = Hãy sửa, hoặc chèn số liệu thay cho số gõ tay.
check-unknown-figure = thuyết minh gọi số liệu "{ $detail }" không có.
check-unknown-figure-do = Hãy sửa tên số liệu trong ngoặc nhọn.
check-not-printed = có ký tự không in được, chỗ đó sẽ in ô vuông: { $detail }.
check-not-printed-do = Hãy mở bản ghi hoặc thuyết minh đó và thay ký tự.
