### All that is said of survivor_facts.

kind-survivor-facts = Người bị bạo lực (phần gửi đi)

column-first-basic = Tháng nhận dịch vụ cơ bản đầu tiên
column-first-service = Tháng nhận hỗ trợ đầu tiên
column-days-to-service = Số ngày đến lần hỗ trợ đầu tiên

figure-survivors = Người bị bạo lực
figure-part-served = đã nhận dịch vụ
