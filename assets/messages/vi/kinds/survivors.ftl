### All that is said of survivors.

kind-survivors = Người bị bạo lực

column-identification = Xác định nạn nhân

hint-survivors-person = Để trống: chương trình cấp số mới. Người đã có trong sổ: nhập số của người đó (tìm ở “Tìm người”).
hint-survivors-consent = Không đồng ý ghi nhận thì không lưu tên hay nội dung.
hint-survivors-share = Không đồng ý thì chỉ gửi đi phần tối thiểu để đếm.

choice-identification-identified = Đã được xác định là nạn nhân
choice-identification-in-process = Đang trong quá trình xác định là nạn nhân

ui-none-survivors = Chưa ghi người bị bạo lực.
