### Keys of offices.

key-state-known = chưa đối chiếu
key-state-trusted = tin cậy
key-state-revoked = đã thu hồi
key-way-telephone = Qua điện thoại
key-way-in-person = Gặp trực tiếp
key-way-video = Gọi video
key-way-letter = Công văn, thư niêm phong
key-event-card = Nhận thẻ
key-event-introduced = Khóa cũ giới thiệu
key-event-compared = Đã đối chiếu dấu vân tay
key-event-roster = Theo danh bạ
key-event-replaced = Bị khóa mới thay
key-event-revoked = Thu hồi
key-event-forked = Có hai gói cùng số thứ tự ký bằng khóa này
key-event-log-went-back = Nhật ký của đơn vị không nối tiếp nhật ký đã giữ
key-event-register-key = Thẻ ghi khóa sổ vụ việc khác, chờ đối chiếu
key-event-contradicted = Danh bạ nói khác; khóa đã đối chiếu được giữ
roster-key-new = Khóa mới của { $unit }: { $fingerprint }
roster-key-replaces = { $unit } có khóa khác thay khóa đang tin cậy: { $fingerprint }
roster-key-revokes = Thu hồi khóa của { $unit }: { $fingerprint }
roster-key-register-key = { $unit } có khóa sổ vụ việc khác: { $fingerprint }
roster-key-contradicts = Khác với khóa của { $unit } đã đối chiếu trực tiếp; khóa đó được giữ. Danh bạ ghi: { $fingerprint }
roster-catalogue-new = Danh mục mới { $id }: { $units } đơn vị, che số vụ dưới { $below }
roster-catalogue-replaces = Danh mục { $id } thay { $before }: { $units } đơn vị thêm hoặc bớt, che số vụ dưới { $below }
roster-catalogue-masks-less = Danh mục { $id } CHE ÍT SỐ NHỎ HƠN mức của chương trình (dưới { $below }): người bị bạo lực có thể bị nhận ra
