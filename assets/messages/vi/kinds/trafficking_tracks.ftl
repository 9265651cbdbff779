### All that is said of trafficking_tracks.

kind-trafficking-tracks = Mua bán người

column-noted-on = Ngày biết
column-victim-paper = Giấy tờ
column-paper-on = Ngày của giấy tờ
column-paper-by = Cơ quan của giấy tờ
column-came-back = Trở về bằng cách nào
column-brought-by = Ai giải cứu, bàn giao
column-came-from = Trở về từ đâu
column-nationality = Quốc tịch
column-stays-with = Đang ở với ai
column-safe-there = Ở đó có an toàn
column-children-along = Số người dưới 18 tuổi đi cùng
column-needs = Cần hỗ trợ gì

hint-trafficking-tracks-identification = Để trống nếu lần này không có gì mới. Đã xác định, hoặc được trả lời không phải nạn nhân: cần giấy tờ, ngày và cơ quan.
hint-trafficking-tracks-brought-by = Khi được giải cứu hoặc bàn giao.
hint-trafficking-tracks-safe-there = Hỏi riêng. Kẻ mua bán có thể là người quen, người nhà.
hint-trafficking-tracks-needs = Chọn những hỗ trợ người đó cần: được đếm là có nhu cầu hỗ trợ, trừ khi đã ghi là không cần.

choice-victim-paper-certificate = Giấy xác nhận nạn nhân
choice-victim-paper-agency = Văn bản của cơ quan giải cứu hoặc cơ quan tố tụng
choice-victim-paper-foreign = Giấy tờ của cơ quan nước ngoài
choice-victim-paper-answer = Văn bản trả lời không phải là nạn nhân
choice-victim-paper-other = Khác
choice-victim-authority-police = Công an
choice-victim-authority-border-guard = Bộ đội Biên phòng
choice-victim-authority-coast-guard = Cảnh sát biển
choice-victim-authority-mission = Cơ quan đại diện Việt Nam ở nước ngoài
choice-victim-authority-court = Tòa án, Viện kiểm sát
choice-victim-authority-foreign = Cơ quan nước ngoài, tổ chức quốc tế
choice-victim-authority-facility = Cơ sở trợ giúp xã hội, cơ sở hỗ trợ nạn nhân
choice-victim-authority-commune = Ủy ban nhân dân xã, phường khác
choice-came-back-rescued = Được giải cứu
choice-came-back-by-herself = Tự trở về
choice-came-back-handed-over = Được bàn giao
choice-came-from-abroad = Từ nước ngoài
choice-came-from-inland = Trong nước
choice-came-from-still-abroad = Còn ở nước ngoài
choice-nationality-vietnamese = Việt Nam, hoặc không quốc tịch thường trú ở Việt Nam
choice-nationality-foreign = Nước ngoài
choice-stays-with-alone = Một mình hoặc với con
choice-stays-with-family = Với gia đình
choice-stays-with-relatives = Với người thân, bạn bè
choice-stays-with-facility = Ở cơ sở trợ giúp

ui-none-trafficking-tracks = Chưa ghi gì về việc xác định nạn nhân và việc trở về.
ui-trafficking = Mua bán người
ui-trafficking-unsaid = Chưa ghi đã được xác định là nạn nhân hay chưa: được đếm như trước.
ui-trafficking-add = Ghi việc xác định, trở về
ui-trafficking-supports = Hỗ trợ
ui-trafficking-no-supports = Luật của ngày đó không nói chế độ hỗ trợ nào cho người này.
ui-trafficking-along = Người đi cùng
ui-support-received = đã nhận { $day }
ui-support-needed = cần, chưa nhận
ui-support-owed = được hưởng, chưa hỏi có cần không
ui-support-beside = cần, không thuộc chế độ theo luật
