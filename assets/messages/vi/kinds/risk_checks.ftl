### All that is said of risk_checks.

kind-risk-checks = Đánh giá nguy cơ

column-checked-on = Ngày đánh giá
column-signs = Dấu hiệu nguy hiểm

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

hint-risk-checks-signs = Hỏi riêng chị, không có người gây bạo lực bên cạnh.

ui-none-risk-checks = Chưa đánh giá nguy cơ.
