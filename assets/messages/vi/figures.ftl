### Figures, and how the register is counted.

count-measure = người
count-survivors = Mẫu số: người bị bạo lực trong vụ việc loại “{ $category }” theo cách tính bên cạnh
count-perpetrators = Mẫu số: người gây bạo lực trong vụ việc loại “{ $category }” theo cách tính bên cạnh
figure-participants = Người tham gia mọi hoạt động
figure-part-men = nam
figure-part-women = nữ
figure-part-unrecorded = chưa ghi nhận giới tính
figure-part-total = tổng số người
rule-survivors = Người bị bạo lực trong vụ việc loại “{ $category }” được phát hiện trong năm. { $counted } Mỗi người một lần dù có mấy vụ việc; tính theo ngày phát hiện. Bạo lực mới trong vụ việc của năm trước cũng tính, theo ngày biết. Người đã chết cũng tính. Không tính vụ việc nơi khác đã báo cáo, vụ việc ghi nhầm, vụ việc đơn vị khác đã tiếp nhận.
rule-perpetrators = Người gây bạo lực trong vụ việc loại “{ $category }” được phát hiện trong năm. { $counted } Vụ việc có nhiều người gây bạo lực thì mỗi người tính theo quan hệ của mình với người bị bạo lực. Mỗi người một lần dù có mấy vụ việc; tính theo ngày phát hiện. Bạo lực mới trong vụ việc của năm trước cũng tính, theo ngày biết. Không tính vụ việc nơi khác đã báo cáo, vụ việc ghi nhầm, vụ việc đơn vị khác đã tiếp nhận.
rule-category-domestic = Gồm cả trẻ em và người bị mua bán trở về mà người gây bạo lực là người trong gia đình. Chỉ bị người trong gia đình mua bán thì không tính ở đây.
rule-category-gender-based = Gồm cả trẻ em bị người ngoài gia đình xâm hại tình dục; không gồm ai chỉ bị người trong gia đình gây bạo lực. Vừa bị người trong gia đình, vừa bị người ngoài gia đình gây bạo lực thì tính ở cả hai loại.
rule-category-child-abuse = Dưới 16 tuổi, dù vụ việc còn thuộc loại khác.
rule-category-trafficking-returnee = Gồm cả người đang trong quá trình xác định là nạn nhân.
rule-served = Trong số đó, người đã nhận (không chỉ được giới thiệu) ít nhất một dịch vụ cơ bản đến hết ngày cuối kỳ. Phát hiện tháng 12 mà tháng 1 mới nhận thì chưa tính, trừ khi danh mục cho thêm tháng. Hòa giải không phải dịch vụ cơ bản; dịch vụ có trước vụ việc không tính.
rule-needs-support = Trong số đó, người có nhu cầu hỗ trợ.
rule-supported = Trong số đó, người đã nhận ít nhất một hỗ trợ đến hết ngày cuối kỳ.
rule-below-threshold = Trong số đó, người ghi rõ là chưa bị truy cứu hình sự và không bị truy cứu trong vụ việc nào của năm. Chưa rõ thì không tính.
rule-counselled = Trong số đó, người đã được tư vấn, tham vấn đến hết ngày cuối kỳ; tư vấn có trước vụ việc không tính.
rule-ratio = Tử số chia mẫu số. Mẫu số bằng 0 thì để trống, “không phát sinh”.
