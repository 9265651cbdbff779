### All that is said of risk_checks.

kind-risk-checks = Đánh giá nguy cơ

column-checked-on = Ngày đánh giá
column-signs = Dấu hiệu nguy hiểm
column-signs-no = Đã hỏi, không có
column-signs-unsaid = Đã hỏi, không muốn nói
column-asked-of = Hỏi ai
column-own-view = Tự thấy nguy hiểm đến đâu
column-suicide-steps = Khi có ý nghĩ tự tử: đã làm

choice-risk-sign-fears-for-life = Lo sợ cho tính mạng
choice-risk-sign-threat-to-kill = Bị dọa giết
choice-risk-sign-weapon = Vũ khí, dao, xăng
choice-risk-sign-strangled = Bị bóp cổ
choice-risk-sign-injured = Đang bị thương
choice-risk-sign-sexual = Bạo lực tình dục
choice-risk-sign-worse = Nặng hơn, nhiều hơn
choice-risk-sign-controlled = Bị nhốt, kiểm soát
choice-risk-sign-children = Trẻ em gặp nguy hiểm
choice-risk-sign-pregnant = Mang thai, mới sinh
choice-risk-sign-suicidal = Nghĩ đến tự tử
choice-risk-sign-substances = Người gây bạo lực nghiện
choice-risk-sign-separation = Đang chia tay
choice-risk-sign-no-safe-place = Không có nơi an toàn
choice-risk-sign-sexual-recent = Tình dục trong 72 giờ
choice-risk-sign-jealous = Ghen dữ dội
choice-risk-sign-his-suicide = Người gây bạo lực dọa tự tử
choice-risk-sign-threat-to-children = Dọa làm hại con
choice-risk-sign-stepchild = Có con riêng trong nhà
choice-risk-sign-out-of-work = Người gây bạo lực không việc làm
choice-risk-sign-avoided-police = Trốn tránh công an
choice-risk-sign-weapon-near = Dễ lấy được vũ khí
choice-risk-sign-stalked = Bị theo dõi, rình rập
choice-risk-sign-pregnancy-violence = Bị đánh khi mang thai
choice-risk-sign-destroyed = Đập phá, đánh giết vật nuôi
choice-risk-sign-reported-before = Đã báo mà còn tiếp diễn
choice-risk-sign-with-perpetrator = Ở cùng người gây bạo lực
choice-risk-sign-no-protector = Không có ai che chở
choice-risk-sign-care-withheld = Bị bỏ đói, không cho chữa bệnh
choice-risk-sign-money-taken = Bị lấy tiền, giấy tờ
choice-risk-sign-traffickers-near = Kẻ mua bán biết nơi ở
choice-risk-sign-debt = Bị đòi nợ của kẻ mua bán

choice-asked-of-woman = Phụ nữ
choice-asked-of-man = Nam giới
choice-asked-of-child = Trẻ em
choice-asked-of-elder = Người cao tuổi
choice-asked-of-returnee = Người bị mua bán trở về
choice-own-view-safe = Thấy an toàn
choice-own-view-afraid = Sợ bị bạo lực nữa
choice-own-view-in-danger = Thấy nguy hiểm đến tính mạng
choice-own-view-unsaid = Không muốn nói
choice-suicide-step-not-alone = Có người ở cạnh
choice-suicide-step-means-away = Đã cất thuốc, hóa chất, dao
choice-suicide-step-trusted-told = Đã báo người mà người bị bạo lực tin cậy
choice-suicide-step-health-told = Đã báo trạm y tế, bác sĩ
choice-suicide-step-line-given = Đã đưa số để gọi
choice-suicide-step-taken-to-care = Đã đưa đến bệnh viện

hint-risk-checks-signs = Hỏi riêng, không có người gây bạo lực bên cạnh. Câu nào chưa hỏi thì để “Chưa hỏi”: chưa hỏi không phải là không có.
hint-risk-checks-suicide-steps = Chỉ ghi khi có ý nghĩ tự tử.

ui-none-risk-checks = Chưa đánh giá nguy cơ.
