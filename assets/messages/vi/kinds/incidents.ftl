### All that is said of incidents.

kind-incidents = Bạo lực mới

column-known-on = Ngày biết có bạo lực mới
column-happened-on = Ngày bạo lực mới xảy ra
column-injury = Thương tích

choice-injury-none = Không bị thương tích
choice-injury-light = Bị thương, không phải điều trị
choice-injury-treated = Phải khám, điều trị
choice-injury-severe = Phải nằm viện, hoặc để lại di chứng

hint-incidents-known-on = Nếu vụ việc được phát hiện từ năm trước, người bị bạo lực được đếm thêm vào năm của ngày này.
hint-incidents-gbv-type = Để trống nếu hành vi đã nói rõ.

ui-none-incidents = Chưa ghi bạo lực mới nào sau khi phát hiện vụ việc.
ui-incident-now = Ghi bạo lực mới
