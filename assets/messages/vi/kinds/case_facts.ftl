### All that is said of case_facts.

kind-case-facts = Vụ việc (phần gửi đi)

column-handed-over = Đã chuyển đơn vị khác

figure-cases = Vụ việc bạo lực
figure-part-closed = đã kết thúc
