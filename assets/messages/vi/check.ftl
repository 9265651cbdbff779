### The completeness check.

check-fine = đã đủ.
check-unreadable = { $detail } phần dữ liệu không đọc được, nên số liệu bị thiếu.
check-unreadable-do = Hãy khôi phục bản sao lưu gần nhất, hoặc để người phụ trách chủ động bỏ các phần đó.
check-file-lost = Tệp đính kèm “{ $detail }” bị mất hoặc bị sửa, nên nơi nhận sẽ từ chối cả gói.
check-file-lost-do = Hãy gỡ tệp đó khỏi bản ghi rồi đính kèm lại, hoặc khôi phục bản sao lưu gần nhất.
check-not-taken = { $detail }: mã bị trùng, hoặc ghi một đơn vị, mục, chỉ tiêu hay bản ghi không có, nên nơi nhận sẽ từ chối cả gói.
check-not-taken-do = Hãy sửa hoặc xóa bản ghi này. Bản ghi không hiện ở danh sách nào thì xóa bằng lệnh tienbo delete.
check-drafts = { $detail } biểu mẫu hoặc bài viết còn gõ dở, chưa lưu nên chưa vào báo cáo.
check-drafts-do = Hãy mở từng mục đang gõ dở rồi lưu hoặc bỏ, hoặc ghi lý do khi chốt.
draft-left = Đang gõ dở: { $what }, { $who } gõ lúc { $at }.
drafts-sealed = Người khác đang gõ dở { $count } biểu mẫu của vụ việc.
check-no-text = chưa có nội dung.
check-no-text-do = Hãy viết thuyết minh, hoặc ghi lý do khi chốt.
check-no-value = chưa nhập kết quả.
check-no-value-do = Nếu không phải của đơn vị mình, hãy ghi lý do khi chốt.
check-contradiction = thuyết minh viết { $detail } theo ghi chép.
check-contradiction-do = Hãy sửa, hoặc chèn số liệu thay cho số gõ tay.
check-unknown-figure = thuyết minh gọi số liệu "{ $detail }" không có.
check-unknown-figure-do = Hãy sửa tên số liệu trong ngoặc nhọn.
check-not-printed = có ký tự không in được, chỗ đó sẽ in ô vuông: { $detail }.
check-not-printed-do = Hãy mở bản ghi hoặc thuyết minh đó và thay ký tự.
check-old-font = chữ của phông cũ (TCVN3, VNI), in ra sẽ sai: { $detail }.
check-old-font-do = Hãy mở bản ghi hoặc thuyết minh đó và bấm “Đổi sang Unicode”.
check-cases-doubted = Có vụ việc mà các ô chưa khớp nhau hoặc còn thiếu, nên có thể đếm sai. Trang chính nêu số vụ việc cần xem lại.
