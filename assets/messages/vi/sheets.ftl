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

# Mẫu của Nghị định 56/2017/NĐ-CP về trẻ em. Mẫu số 01 theo nguyên văn đã thấy.
child-form-by-01 = Mẫu số 01, Nghị định 56/2017/NĐ-CP
child-form-by-02 = Mẫu số 02, Nghị định 56/2017/NĐ-CP
child-form-by-03 = Mẫu số 03, Nghị định 56/2017/NĐ-CP
child-form-kind = BÁO CÁO
child-form-title-01 = TIẾP NHẬN THÔNG TIN TRẺ EM BỊ XÂM HẠI
child-form-title-02 = ĐÁNH GIÁ NGUY CƠ BAN ĐẦU, MỨC ĐỘ TỔN HẠI CỦA TRẺ EM
child-form-title-03 = THU THẬP THÔNG TIN, ĐÁNH GIÁ NGUY CƠ CỤ THỂ
child-form-signs-01 =
    Cán bộ tiếp nhận thông tin
    (Ký, ghi rõ họ tên)
child-form-signs-02 =
    Cán bộ đánh giá
    (Ký, ghi rõ họ tên)
child-form-signs-03 =
    Cán bộ thực hiện
    (Ký, ghi rõ họ tên)
child-form-unseen = Các mục của mẫu này chưa đối chiếu với nguyên văn: xem lại Phụ lục của Nghị định 56/2017/NĐ-CP trước khi ký.
child-form-general = A. Thông tin chung
child-form-source = 1. Nguồn nhận thông tin
child-form-heard-by = Thông qua (điện thoại/gặp trực tiếp/người khác báo):
child-form-time = Thời gian (mấy giờ): { $hour } giờ, ngày { $day }
child-form-child = 2. Thông tin về trẻ em
child-form-name = Họ và tên trẻ em:
child-form-born = Ngày tháng năm sinh: { $born } hoặc ước lượng tuổi: { $age }
child-form-sex = Giới tính: Nam: { $male } Nữ: { $female } Không biết: { $unknown }
child-form-place = Địa điểm xảy ra vụ việc:
child-form-state = Tình trạng hiện tại của trẻ em:
child-form-outcome = Phỏng đoán hậu quả có thể sẽ xảy ra cho trẻ em nếu không có được hỗ trợ, can thiệp?
child-form-father = Họ và tên cha, tuổi, nghề nghiệp:
child-form-mother = Họ và tên mẹ, tuổi, nghề nghiệp:
child-form-family = Hoàn cảnh gia đình:
child-form-carer = Hiện ai là người chăm sóc trẻ em (nếu biết):
child-form-before = Những hành động hỗ trợ, can thiệp đã thực hiện đối với trẻ em trước khi nhận được thông tin:
child-form-teller = 3. Thông tin về người cung cấp thông tin (nếu đồng ý cung cấp)
child-form-teller-name = Họ và tên:
child-form-teller-reach = Số điện thoại, địa chỉ:
child-form-more = Ghi thêm:
child-form-assessor = Họ và tên cán bộ thực hiện:
child-form-assessed-on = Ngày, tháng, năm thực hiện:
child-form-first-danger = 1. Đánh giá nguy cơ ban đầu, mức độ tổn hại
child-form-harm = a) Đánh giá mức độ tổn hại của trẻ em
child-form-protection = b) Đánh giá khả năng tự bảo vệ của trẻ em
child-form-question = Nội dung
child-form-levels = Cao, Trung bình, Thấp
child-form-level = Mức độ
child-form-sum = Tổng số: Cao: { $high } Trung bình: { $medium } Thấp: { $low }
child-form-harm-level = Cao (tổn hại rất nghiêm trọng, đe dọa tính mạng, sự phát triển); Trung bình (ít nghiêm trọng); Thấp (ít hoặc không bị tổn hại)
child-form-access-level = Cao (tiếp cận được trẻ em và thường xuyên); Trung bình (có cơ hội tiếp cận, nhưng không thường xuyên); Thấp (ít hoặc không có khả năng tiếp cận)
child-form-impact-level = Cao (ảnh hưởng rất nghiêm trọng); Trung bình (có một số ảnh hưởng); Thấp (ít hoặc không ảnh hưởng)
child-form-obstacle-level = Cao (có nhiều trở ngại đáng kể); Trung bình (có một vài trở ngại, nhưng trẻ em vẫn có được sự bảo vệ nhất định); Thấp (ít hoặc không có trở ngại)
child-form-defence-level = Cao (có khả năng bảo vệ được mình); Trung bình (có một số khả năng); Thấp (không thể tự bảo vệ)
child-form-knows-level = Cao (biết rõ ai bảo vệ được mình); Trung bình (biết ít); Thấp (không biết)
child-form-bonds-level = Cao (sẵn sàng gắn bó với người bảo vệ được mình); Trung bình (còn ngần ngại); Thấp (không muốn hoặc không thể)
child-form-seeks-level = Cao (biết và muốn nhờ người lớn bảo vệ); Trung bình (có phần biết, có phần muốn); Thấp (không nhờ được người lớn)
child-form-watched-level = Cao (luôn có người theo dõi, bảo vệ); Trung bình (có lúc có); Thấp (không có ai)
child-form-conclusion = Kết luận về tình trạng, mức độ nguy cơ của trẻ em:
child-form-urgent = 2. Nhu cầu an toàn trước mắt và biện pháp can thiệp khẩn cấp
child-form-need = Nhu cầu của trẻ em
child-form-help = Dịch vụ cung cấp
child-form-provider = Đơn vị cung cấp dịch vụ
child-form-need-shelter = Chỗ ở và các điều kiện sinh hoạt an toàn
child-form-need-health = Chăm sóc sức khỏe, điều trị
child-form-need-mind = Tâm lý, tình cảm
child-form-need-law = Pháp lý, học tập
child-form-gathered = 1. Thông tin thu thập
child-form-body = Thể chất:
child-form-mind = Tâm lý, tình cảm:
child-form-bonds = Các mối quan hệ của trẻ em:
child-form-care = Môi trường chăm sóc:
child-form-helped = Dịch vụ trẻ em đã nhận:
child-form-detailed-danger = 2. Đánh giá nguy cơ cụ thể
child-form-needs = 3. Nhu cầu cần hỗ trợ, can thiệp
# Tờ hỏi ý kiến người bị bạo lực, lời dễ hiểu. begins là chữ you viết hoa, đứng đầu câu.
sheet-you-anybody = bạn
sheet-you-child = cháu
sheet-you-young = em
sheet-you-woman = chị
sheet-you-man = anh
sheet-you-old-woman = bà
sheet-you-old-man = ông
consent-sheet-kind-keep = TỜ HỎI Ý KIẾN
consent-sheet-kind-pass-on = TỜ HỎI Ý KIẾN
consent-sheet-kind-take-back = GIẤY ĐỔI Ý
consent-sheet-title-keep = Giữ lại những gì được kể
consent-sheet-title-pass-on = Chuyển đến nơi khác để được giúp
consent-sheet-title-take-back = Rút lại lời đồng ý
consent-sheet-dots = ……………………
consent-sheet-who = Người được hỏi: số { $number }.
consent-sheet-named = Người được hỏi: { $name }, số { $number }.
consent-sheet-lead-keep = Cán bộ hỏi { $you } từng việc một. { $begins } muốn trả lời có hay không đều được. Chưa rõ thì hỏi lại.
consent-sheet-lead-pass-on = Có nơi khác giúp được { $you } việc này. Cán bộ chỉ chuyển khi { $you } đồng ý. Mỗi nơi hỏi một lần riêng.
consent-sheet-lead-take-back = { $begins } từng đồng ý, nay đổi ý. Đánh dấu vào việc không đồng ý nữa:
consent-sheet-head-asked = Hỏi việc gì
consent-sheet-head-means = Nghĩa là gì
consent-sheet-head-answer = Trả lời
consent-sheet-head-answer-here = Trả lời
consent-sheet-head-back = Không đồng ý nữa với việc
consent-sheet-head-signs-herself = Người được hỏi ký hoặc điểm chỉ
consent-sheet-head-signs-child = Trẻ tự trả lời (từ 7 tuổi), ký hoặc điểm chỉ
consent-sheet-head-signs-guardian = Cha mẹ, người giám hộ, không phải người gây bạo lực
consent-sheet-head-signs-guardian-if = Cha mẹ, người giám hộ (nếu là trẻ em), không phải người gây bạo lực
consent-sheet-head-signs-officer = Cán bộ hỏi
consent-sheet-ask-name = Giữ tên và cách liên lạc
consent-sheet-ask-account = Ghi lại chuyện đã xảy ra
consent-sheet-ask-share = Đưa vào số liệu báo cáo
consent-sheet-ask-transfer = Chuyển hồ sơ cho nơi khác
consent-sheet-means-name = Tên, số máy của { $you } được cất kín. Chỉ cán bộ phụ trách mở xem, lần nào cũng bị ghi lại. Nếu không: hồ sơ chỉ có một con số.
consent-sheet-means-account = Để { $you } không phải kể lại nhiều lần. Nếu không: không ghi chuyện, không giữ giấy tờ.
consent-sheet-means-share = Gửi lên trên là chuyện gì, đã giúp gì; không có tên, không có địa chỉ. Nếu không: chỉ đếm là có một người.
consent-sheet-means-transfer = Nơi đó chỉ biết những gì đánh dấu dưới đây.
consent-sheet-to = Chuyển đến đâu
consent-sheet-for = Để được giúp việc gì
consent-sheet-along = Gửi kèm những gì
consent-sheet-answer = Trả lời
consent-sheet-boxes = ☐ Đồng ý
    ☐ Không đồng ý
consent-sheet-on = ngày { $day }
consent-sheet-if-no = Không đồng ý cũng không mất gì: { $you } vẫn được giúp như mọi người.
consent-sheet-law = Có việc luật buộc báo dù { $you } không muốn: phát hiện bạo lực gia đình, có người nguy hiểm tính mạng, trẻ em bị hại. Cán bộ nói trước sẽ báo cho ai.
consent-sheet-change = Đổi ý lúc nào cũng được: nói, viết hoặc nhờ người đưa giấy đến { $office }. Những gì đang giữ được xóa trong { $days } ngày.
consent-sheet-no-reason = Không phải nói lý do. Đổi ý không làm mất sự giúp đỡ: { $you } vẫn được giúp như mọi người.
consent-sheet-erased-in = { $office } xóa những gì đang giữ trong { $days } ngày từ ngày nhận giấy này, và báo lại cho { $you }.
consent-sheet-safe = Mang tờ này về nhà không an toàn thì không cần mang: cơ quan giữ hộ { $you }.
consent-sheet-signed-on = Ngày ……/……/………
