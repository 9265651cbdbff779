### All that is said of child_tracks.

kind-child-tracks = Bảo vệ trẻ em

column-heard-on = Ngày nhận thông tin
column-heard-hour = Nhận lúc mấy giờ
column-heard-by = Nhận qua
column-carer = Ai đang chăm sóc trẻ
column-child-worker = Đã báo cho ai ở xã
column-worker-told-on = Ngày báo cho xã
column-line-told-on = Ngày báo Tổng đài 111
column-school-told = Nhà trường
column-school-told-on = Ngày báo nhà trường
column-best-interest = Lợi ích tốt nhất của trẻ
column-child-heard = Đã nghe ý kiến của trẻ

hint-child-tracks-heard-hour = Từ 0 đến 23. Thời hạn 12 giờ tính từ lúc nhận thông tin.
hint-child-tracks-child-worker = Không ghi tên ai; cần nhớ tên thì ghi ở ghi chú của vụ việc.
hint-child-tracks-school-told = Chỉ báo nhà trường khi an toàn cho trẻ: người gây bạo lực có thể biết qua thầy cô, bạn bè.
hint-child-tracks-no-guardian = Chỉ khi không hỏi cha mẹ, người giám hộ.
hint-child-tracks-best-interest = Vì sao việc đang làm là tốt nhất cho trẻ. Bắt buộc khi không hỏi người giám hộ.
hint-child-tracks-child-heard = Hỏi trẻ theo lứa tuổi, không bắt kể lại nhiều lần.

choice-heard-by-telephone = Điện thoại
choice-heard-by-in-person = Gặp trực tiếp
choice-heard-by-another-person = Người khác báo
choice-carer-parents = Cha và mẹ
choice-carer-mother = Mẹ
choice-carer-father = Cha
choice-carer-relatives = Ông bà, người thân khác
choice-carer-other-family = Gia đình khác
choice-carer-facility = Cơ sở trợ giúp
choice-carer-nobody = Không có ai
choice-child-worker-worker = Người làm công tác bảo vệ trẻ em cấp xã
choice-child-worker-collaborator = Cộng tác viên ở thôn, tổ dân phố
choice-child-worker-office = Phòng Văn hóa - Xã hội
choice-child-worker-chair = Chủ tịch Ủy ban nhân dân cấp xã
choice-child-worker-police = Công an cấp xã
choice-school-told-told = Đã báo
choice-school-told-unsafe = Không báo, vì an toàn của trẻ
choice-school-told-childs-wish = Không báo, theo ý của trẻ
choice-school-told-no-school = Trẻ không đi học
choice-best-interest-away-from-harm = Ở xa người gây hại
choice-best-interest-care = Được chăm sóc, điều trị ngay
choice-best-interest-stays-with-protector = Được ở với người che chở
choice-best-interest-schooling = Được tiếp tục đi học
choice-best-interest-childs-view = Đúng ý trẻ, theo lứa tuổi

ui-none-child-tracks = Chưa ghi ai đã được báo.
ui-children = Trẻ em
ui-children-lead = Ghi những gì đã làm và những ai đã được báo; không ghi tên ai ở đây.
ui-children-open = Còn phải làm hoặc phải ghi
ui-children-done = Đã ghi đủ những gì phải ghi.
ui-children-hours = Có việc phải làm theo giờ: xem “Phải làm theo giờ” ở trên.
ui-child-track-add = Ghi việc đã báo
ui-child-assessment-add = Ghi đánh giá
ui-child-form-lead = In ra giấy: có tên của trẻ nếu đã được đồng ý giữ tên. Lần in này được ghi nhật ký như một lần xem danh tính. Chỗ chấm để điền tay.
ui-child-form-01 = In Mẫu số 01
ui-child-form-02 = In Mẫu số 02
ui-child-form-03 = In Mẫu số 03
ui-child-forms = In mẫu của nghị định
