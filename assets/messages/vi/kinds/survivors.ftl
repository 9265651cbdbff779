### All that is said of survivors.

kind-survivors = Người bị bạo lực

column-may-call = Gọi điện được
column-may-visit = Đến thăm được
column-may-write = Gửi thư được
column-identification = Xác định nạn nhân

hint-survivors-may-call = Hỏi riêng, trước các câu khác. Chưa hỏi thì để trống: không gọi.
hint-survivors-may-visit = Người gây bạo lực thấy cán bộ đến có thể nguy hiểm. Chưa hỏi thì để trống: không đến.
hint-survivors-may-write = Chưa hỏi thì để trống: không gửi.
hint-survivors-disability-kinds = Theo Luật Người khuyết tật 51/2010/QH12, Điều 3 khoản 1. Có thể chọn nhiều. Ghi một dạng là đã ghi có khuyết tật.
hint-survivors-interpreter = Người phiên dịch không được là người trong gia đình hay người quen của người gây bạo lực. Chưa hỏi thì để trống.
hint-survivors-ethnicity = Theo Danh mục 54 dân tộc (Quyết định 121-TCTK/PPCĐ). Người bị bạo lực tự nói; không muốn nói thì chọn “Không muốn nói”.
hint-survivors-person = Để trống: chương trình cấp số mới. Người đã có trong sổ: nhập số của người đó (tìm ở “Tìm người”).
hint-survivors-consent = Không đồng ý ghi nhận thì không lưu tên hay nội dung.
hint-survivors-share = Không đồng ý thì chỉ gửi đi phần tối thiểu để đếm.

choice-identification-identified = Đã được xác định là nạn nhân
choice-identification-in-process = Đang trong quá trình xác định là nạn nhân
choice-identification-not-identified = Không phải là nạn nhân

contact-call-safe = Gọi điện được
contact-call-not-asked = Chưa hỏi có gọi điện được không: chưa gọi
contact-call-never = Không gọi điện
contact-visit-safe = Đến thăm được
contact-visit-not-asked = Chưa hỏi có đến thăm được không: chưa đến
contact-visit-never = Không đến thăm
contact-write-safe = Gửi thư được
contact-write-not-asked = Chưa hỏi có gửi thư được không: chưa gửi
contact-write-never = Không gửi thư

ui-none-survivors = Chưa ghi người bị bạo lực.
