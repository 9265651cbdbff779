### All that is said of plan_steps.

kind-plan-steps = Kế hoạch

column-plan-what = Việc
column-planned-on = Ngày thống nhất
column-plan-by = Ai làm
column-plan-end = Kết quả
column-result-on = Ngày có kết quả

choice-plan-what-way-out = Biết lối ra khỏi nhà, cả ban đêm
choice-plan-what-place-to-go = Nơi đến khi phải đi ngay
choice-plan-what-signal = Dấu hiệu hẹn trước để người khác gọi giúp
choice-plan-what-bag = Túi đồ gửi sẵn ở chỗ tin cậy
choice-plan-what-papers = Giấy tờ, bản sao để ở chỗ an toàn
choice-plan-what-money = Tiền dự phòng
choice-plan-what-phone = Điện thoại sạc sẵn, nhớ số cần gọi
choice-plan-what-rooms = Khi căng thẳng: tránh bếp, tránh phòng không có lối ra
choice-plan-what-weapons = Cất vật có thể gây thương tích
choice-plan-what-children = Trẻ em biết đi đâu, gọi ai
choice-plan-what-work-or-school = Báo trước nơi làm việc, trường học
choice-plan-what-accounts = Mật khẩu, định vị, tin nhắn trên điện thoại
choice-plan-what-evidence = Ảnh, giấy khám cất ở chỗ an toàn
choice-plan-what-ban-at-hand = Mang theo bản quyết định cấm tiếp xúc
choice-plan-what-treatment = Khám, điều trị
choice-plan-what-counselling = Tham vấn tâm lý
choice-plan-what-shelter = Nơi tạm lánh
choice-plan-what-police = Trình báo, làm việc với công an
choice-plan-what-contact-ban = Đề nghị cấm tiếp xúc
choice-plan-what-legal-help = Trợ giúp pháp lý, thủ tục ở tòa
choice-plan-what-documents = Giấy tờ tùy thân, hộ tịch
choice-plan-what-housing = Chỗ ở lâu dài
choice-plan-what-livelihood = Việc làm, sinh kế, vay vốn
choice-plan-what-schooling = Việc học, trông trẻ
choice-plan-what-review = Gặp lại, xem lại kế hoạch
choice-plan-by-survivor = Người bị bạo lực
choice-plan-by-officer = Cán bộ vụ việc
choice-plan-by-together = Cùng làm
choice-plan-by-trusted = Người được tin cậy
choice-plan-by-provider = Nơi cung cấp dịch vụ
choice-plan-end-done = Đã làm
choice-plan-end-not-needed = Không cần nữa
choice-plan-end-not-safe = Làm thì không an toàn
choice-plan-end-not-wanted = Người bị bạo lực không muốn
choice-plan-end-not-possible = Chưa có cách làm

plan-safety = Kế hoạch an toàn
plan-case = Kế hoạch hỗ trợ

hint-plan-steps-plan-what = Bước không ghi tên, không ghi nơi chốn: những điều ấy viết ở phần “Kế hoạch bằng lời”, chỉ cán bộ vụ việc đọc được.

ui-none-safety-plan = Chưa có kế hoạch an toàn.
ui-none-case-plan = Chưa có kế hoạch hỗ trợ.
ui-lacks-safety-plan = Đang có nguy hiểm mà chưa có kế hoạch an toàn. Hãy lập cùng người bị bạo lực, từng bước một.
ui-plan-begin = Lập kế hoạch an toàn
ui-plan-card = In thẻ mang theo
ui-plan-card-lead = Thẻ chỉ có những dòng ngắn, không ghi tên, không ghi của ai hay nơi nào cấp. Hỏi xem mang thẻ về nhà có an toàn không; nếu không, đọc cho nhớ và không in.
ui-plan-card-lines = Ghi thêm lên thẻ: số cần gọi, mỗi dòng một số
ui-plan-card-hint = Những dòng này chỉ nằm trên thẻ, không được lưu.
ui-plan-card-save = Lưu thẻ để in
ui-steps-due = Việc trong kế hoạch

card-title = Việc cần nhớ
card-way-out = Xem lại lối đi, cả buổi tối
card-place-to-go = Chỗ ghé khi cần
card-signal = Câu hẹn với hàng xóm
card-bag = Đồ gửi nhà quen
card-papers = Giấy tờ, bản sao cất riêng
card-money = Để riêng ít tiền
card-phone = Sạc máy, nhớ số
card-rooms = Ngồi chỗ gần cửa
card-weapons = Dọn gọn trong nhà
card-children = Dặn các cháu
card-work-or-school = Dặn chỗ làm, nhà trường
card-accounts = Xem lại máy
card-evidence = Cất giấy hẹn
card-ban-at-hand = Mang theo giấy
card-treatment = Đi khám
card-counselling = Buổi gặp
card-shelter = Chỗ nghỉ
card-police = Hẹn ở xã
card-contact-ban = Hỏi giấy ở xã
card-legal-help = Hỏi giấy tờ
card-documents = Làm giấy tờ
card-housing = Hỏi chỗ ở
card-livelihood = Hỏi việc làm
card-schooling = Việc học của cháu
card-review = Gặp lại
