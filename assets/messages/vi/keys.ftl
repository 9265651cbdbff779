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
