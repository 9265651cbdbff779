### All that is said of violence_cases.

kind-violence-cases = Vụ việc bạo lực

column-found-on = Ngày phát hiện
column-incident-on = Ngày xảy ra
column-staff-threat = Khi đến nhà, vì cán bộ bị đe dọa
column-staff-threat-since = Biết bị đe dọa từ ngày
column-reported-on = Ngày trình báo

choice-visit-rule-two-go = Đi hai người trở lên, không ai đi một mình
choice-visit-rule-with-police = Chỉ đến cùng công an
choice-visit-rule-no-visit = Không đến nhà, gặp ở nơi khác
choice-case-outcome-safe = An toàn, bạo lực chấm dứt
choice-case-outcome-prosecution = Cơ quan tố tụng thụ lý
choice-case-outcome-separated = Ly thân, ly hôn
choice-case-outcome-her-wish = Theo mong muốn của người bị bạo lực
choice-case-outcome-moved = Chuyển đi, không liên lạc được
choice-case-outcome-handed-over = Đơn vị khác tiếp nhận
choice-case-outcome-died = Qua đời
choice-case-outcome-other = Khác
choice-void-reason-duplicate = Ghi trùng
choice-void-reason-no-violence = Không phải bạo lực
choice-void-reason-other-unit = Thuộc đơn vị khác
choice-void-reason-wrong-entry = Nhập nhầm

hint-violence-cases-number = Chương trình tự cấp số ngẫu nhiên.
hint-violence-cases-days-to-report = Chỉ ghi khi không rõ ngày xảy ra và ngày trình báo.
hint-violence-cases-gbv-type = Để trống nếu hành vi đã nói rõ.

ui-empty-violence-cases = Chưa có vụ việc nào. Sổ chỉ ghi dữ kiện bằng con số và mã; tên người ghi riêng, chỉ người phụ trách vụ việc xem được.

proposal-cases = Trong kỳ, phát hiện { $a } vụ việc; { $b } người đã nhận dịch vụ hỗ trợ cơ bản.

report-no-cases = Trong kỳ không phát hiện vụ việc bạo lực.
report-cases = Trong kỳ phát hiện { $cases } vụ việc, { $survivors } người bị bạo lực, xâm hại; số người đã nhận ít nhất một dịch vụ hỗ trợ cơ bản: { $served }.
report-masked = (Số từ 1 đến dưới { $below } được in dạng “<{ $below }”, và số có thể suy ra số nhỏ được in dạng “…”, để không nhận ra người bị bạo lực.)
