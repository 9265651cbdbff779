### All that is said of consent_acts.

kind-consent-acts = Sự đồng ý

column-consent-purpose = Hỏi về việc
column-consent-unit = Chuyển cho đơn vị
column-consent-answer = Trả lời
column-consent-by = Ai đồng ý
column-guardian = Người giám hộ là
column-no-guardian = Vì sao không hỏi người giám hộ
column-law-ground = Luật yêu cầu vì
column-consent-form = Cách hỏi
column-told-first = Đã nói trước việc phải báo theo luật
column-asked-on = Ngày hỏi
column-consent-until = Đồng ý đến hết ngày

hint-consent-acts-consent-unit = Chỉ khi hỏi về việc chuyển vụ việc.
hint-consent-acts-consent-by = Trẻ từ 7 tuổi: hỏi cả trẻ và người giám hộ. Không để người có thể là người gây bạo lực trả lời thay.
hint-consent-acts-law-ground = Chỉ khi luật yêu cầu mà không ai đồng ý. Lãnh đạo được báo để xem lại.
hint-consent-acts-told-first = Trước khi người bị bạo lực kể: nói rõ điều gì phải báo theo luật, báo cho ai.
hint-consent-acts-consent-until = Để trống nếu không đặt hạn.

choice-consent-purpose-name = Giữ tên và cách liên hệ
choice-consent-purpose-account = Ghi diễn biến, ghi chú, giữ tệp
choice-consent-purpose-share = Gửi dữ kiện không có tên trong báo cáo
choice-consent-purpose-transfer = Chuyển vụ việc cho đơn vị khác
choice-consent-answer-given = Đồng ý
choice-consent-answer-refused = Không đồng ý
choice-consent-answer-withdrawn = Rút lại lời đồng ý
choice-consent-by-herself = Chính người đó
choice-consent-by-child-and-guardian = Trẻ và người giám hộ
choice-consent-by-guardian = Người giám hộ (trẻ dưới 7 tuổi, người không tự quyết được)
choice-consent-by-best-interest = Vì lợi ích tốt nhất, không hỏi được người giám hộ
choice-consent-by-law = Luật yêu cầu
choice-guardian-mother = Mẹ
choice-guardian-father = Cha
choice-guardian-spouse = Vợ hoặc chồng
choice-guardian-other-family = Người khác trong gia đình
choice-guardian-protection = Người làm công tác bảo vệ trẻ em, cơ sở trợ giúp
choice-no-guardian-may-harm = Người giám hộ có thể là người gây bạo lực hoặc che chở người đó
choice-no-guardian-not-reached = Không có hoặc không liên lạc được
choice-law-ground-danger = Tính mạng, sức khỏe đang nguy hiểm
choice-law-ground-child = Phải bảo vệ trẻ em
choice-law-ground-authority = Tòa án, công an hoặc cơ quan có thẩm quyền yêu cầu theo luật
choice-consent-form-spoken = Nói trực tiếp
choice-consent-form-written = Bằng văn bản
choice-consent-form-telephone = Qua điện thoại

ui-none-consent-acts = Chưa hỏi thêm điều gì sau khi mở vụ việc.
