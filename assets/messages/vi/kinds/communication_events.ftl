### All that is said of communication_events.

kind-communication-events = Cuộc truyền thông

column-organiser-name = Tên đơn vị thành viên
column-sessions = Số buổi
column-effect = Hiệu quả
column-action-month = Tháng hành động

choice-event-form-discussion = Tọa đàm
choice-event-form-workshop = Hội thảo
choice-event-form-conference = Hội nghị
choice-event-form-talk = Nói chuyện chuyên đề
choice-event-form-rally = Mít tinh, diễu hành
choice-event-form-contest = Hội thi
choice-event-form-club = Sinh hoạt câu lạc bộ
choice-event-form-broadcast = Phát thanh, truyền thanh
choice-event-form-other = Hình thức khác
choice-organiser-committee = Ban VSTBPN
choice-organiser-member = Đơn vị thành viên
choice-action-month-domestic-violence = Phòng, chống bạo lực gia đình (tháng 6)
choice-action-month-gender-equality = Vì bình đẳng giới (15/11–15/12)
choice-action-month-none = Không thuộc tháng hành động

hint-communication-events-date-to = Để trống nếu diễn ra trong một ngày.
hint-communication-events-organiser-name = Chỉ điền khi đơn vị thành viên tổ chức.
hint-communication-events-action-month = Để trống: tự tính theo ngày.
hint-communication-events-sessions = Để trống là một buổi.

ui-empty-communication-events = Tọa đàm, hội thảo, nói chuyện chuyên đề…, do Ban hoặc đơn vị thành viên tổ chức, với số nam và nữ tham gia (mục I.4).

figure-events = Cuộc truyền thông
figure-action-month = Tháng hành động

check-no-events = chưa có cuộc truyền thông nào.
check-unrecorded-sex = { $detail } người tham gia chưa ghi nhận giới tính.

proposal-communication = Trong kỳ, đã tổ chức { $a } cuộc truyền thông với { $b } lượt người tham gia, trong đó có { $c } lượt nữ.
proposal-months = Tháng hành động phòng, chống bạo lực gia đình có { $a } cuộc truyền thông; Tháng hành động vì bình đẳng giới có { $b } cuộc.

report-form = Hình thức
report-events-head = Số cuộc
report-no-events = Trong kỳ không tổ chức cuộc truyền thông.
report-events = Tổ chức { $events } cuộc truyền thông, trong đó Ban VSTBPN tổ chức { $committee } cuộc, các đơn vị thành viên tổ chức { $member } cuộc, với { $total } lượt người tham gia ({ $people }).
report-contents = Nội dung truyền thông: { $contents }.
report-month = { $month }: { $events } cuộc truyền thông, { $total } lượt người tham gia ({ $people }).
report-no-month = { $month }: chưa ghi nhận hoạt động.
report-no-months-yet = Trong kỳ chưa đến tháng hành động nào.
