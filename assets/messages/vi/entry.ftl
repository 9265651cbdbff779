### Forms: help of fields, what can go wrong with an entry, likely slips.

entry-fields = Chưa lưu được: còn { $count } ô cần sửa.
entry-row = Dòng { $row }: { $detail }.
entry-nothing-pasted = Không có dòng nào để dán. Hãy chọn các ô trong Excel, bấm Ctrl+C rồi dán lại.
entry-too-much-pasted = Dán tối đa { $detail } dòng mỗi lần. Hãy chia nhỏ, hoặc nhập cả tệp Excel.
entry-not-entered = Tệp đính kèm được gắn vào bản ghi của nó, không thêm như bản ghi (lệnh tienbo attach).
entry-no-version = Không ghi gì: không biết bản ghi cần sửa đang ở phiên bản nào. Hãy mở lại bản ghi rồi lưu lại.
entry-text-changed = Mục này đã được sửa sau khi bạn bắt đầu viết, nên chưa ghi đè. Phần bạn viết vẫn được giữ: hãy chọn giữ phần đó hoặc lấy bản đang lưu.
entry-file-too-large = Tệp { $detail } byte vượt giới hạn 20 MiB. Hãy nén hoặc tách tệp.
entry-case-file = Tệp của vụ việc được gắn trong sổ vụ việc, dưới lớp khóa riêng.
entry-case-stays = Vụ việc không xóa được: hãy ghi là “ghi nhầm” kèm lý do.
entry-answer-stays = Lời trả lời đã ghi thì giữ nguyên. Trả lời khác đi, hoặc ghi nhầm: ghi một lời trả lời mới.
entry-derived = Bản ghi này do chương trình lập từ sổ vụ việc, không nhập tay.
slip-in-future = ngày này chưa đến. Hãy xem lại năm.
slip-outside-period = ngày này ngoài kỳ đang làm ({ $detail }), nên không vào báo cáo kỳ này.
slip-long-range = kéo dài { $detail } ngày. Hãy xem lại ngày cuối.
slip-nobody = không có người nào tham gia.
slip-near-duplicate = gần giống một bản ghi đã có cùng ngày: "{ $detail }".
slip-old-font-tcvn3 = chữ theo bảng mã cũ TCVN3 (ABC), sẽ in sai. Đổi sang Unicode là: "{ $detail }"
slip-old-font-vni = chữ theo bảng mã cũ VNI, sẽ in sai. Đổi sang Unicode là: "{ $detail }"
slip-hidden-row = dòng này đang bị ẩn (hoặc bị lọc) trong Excel.
slip-unmarked-day = ô này là số, không phải ngày; chương trình hiểu là { $detail }.
slip-swapped-day = có thể Excel đã đảo ngày và tháng; ngày đúng có thể là { $detail }.
slip-hidden-column = cột này đang bị ẩn trong Excel, có { $detail } ô chứa nội dung.
