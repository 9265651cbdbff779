### All that is said of follow_ups.

kind-follow-ups = Theo dõi

column-due-on = Ngày hẹn
column-follow-up-form = Cách theo dõi
column-said-safe = Chính người bị bạo lực nói hôm đó cách này an toàn
column-done-on = Ngày thực hiện
column-follow-up-result = Tình trạng
column-goes-along = Ai cùng đi
column-debriefed-on = Ngày trao đổi sau khi đến nhà
column-review = Xem lại sau khi kết thúc

choice-companion-colleague = Cán bộ khác của xã
choice-companion-police = Công an
choice-companion-womens-union = Hội Phụ nữ
choice-companion-hamlet = Trưởng thôn, Mặt trận
choice-companion-health = Trạm y tế
choice-follow-up-form-visit = Đến thăm
choice-follow-up-form-telephone = Gọi điện
choice-follow-up-form-office = Người bị bạo lực đến cơ quan
choice-follow-up-form-trusted-person = Qua người được tin cậy
choice-follow-up-result-safe = An toàn
choice-follow-up-result-at-risk = Còn nguy cơ
choice-follow-up-result-new-violence = Bị bạo lực trở lại
choice-follow-up-result-not-reached = Không liên lạc được

ui-none-follow-ups = Chưa có lần theo dõi nào.
