### Figures, and how the register is counted.

count-measure = người
count-domestic-perpetrators-below = Mẫu số: người gây bạo lực gia đình ở mức chưa bị truy cứu hình sự
count-gender-perpetrators-below = Mẫu số: người gây bạo lực trên cơ sở giới ở mức chưa bị truy cứu hình sự
count-returnees-needing = Mẫu số: nạn nhân bị mua bán trở về có nhu cầu hỗ trợ
figure-participants = Người tham gia mọi hoạt động
figure-part-men = nam
figure-part-women = nữ
figure-part-unrecorded = chưa ghi nhận giới tính
figure-part-total = tổng số người
rule-domestic-survivors = Người bị bạo lực gia đình được phát hiện trong năm, mỗi người một lần dù có mấy vụ việc; tính theo ngày phát hiện. Không tính vụ việc nơi khác đã báo cáo, vụ việc ghi nhầm, vụ việc đơn vị khác đã tiếp nhận.
rule-domestic-survivors-served = Trong số đó, người đã nhận (không chỉ được giới thiệu) ít nhất một dịch vụ cơ bản đến hết ngày cuối kỳ. Phát hiện tháng 12 mà tháng 1 mới nhận thì chưa tính, trừ khi danh mục cho thêm tháng.
rule-gender-survivors = Như trên, với bạo lực trên cơ sở giới ngoài gia đình, để không ai bị tính hai lần.
rule-gender-survivors-served = Trong số đó, người đã nhận ít nhất một dịch vụ cơ bản đến hết ngày cuối kỳ.
rule-domestic-perpetrators = Người gây bạo lực gia đình được phát hiện trong năm, mỗi người một lần.
rule-domestic-perpetrators-below = Trong số đó, người ghi rõ là chưa bị truy cứu hình sự và không bị truy cứu trong vụ việc nào của năm. Chưa rõ thì không tính.
rule-domestic-perpetrators-counselled = Trong số người chưa bị truy cứu, người đã được tư vấn, tham vấn đến hết ngày cuối kỳ.
rule-gender-perpetrators = Người gây bạo lực trên cơ sở giới ngoài gia đình được phát hiện trong năm, mỗi người một lần.
rule-gender-perpetrators-below = Trong số đó, người ghi rõ là chưa bị truy cứu hình sự. Chưa rõ thì không tính.
rule-gender-perpetrators-counselled = Trong số người chưa bị truy cứu, người đã được tư vấn, tham vấn đến hết ngày cuối kỳ.
rule-returnees = Nạn nhân bị mua bán trở về được phát hiện trong năm, mỗi người một lần.
rule-returnees-needing = Trong số đó, người có nhu cầu hỗ trợ.
rule-returnees-supported = Trong số người có nhu cầu, người đã nhận ít nhất một hỗ trợ đến hết ngày cuối kỳ.
rule-ratio = Tử số chia mẫu số. Mẫu số bằng 0 thì để trống, “không phát sinh”.
