### All that is said of services.

kind-services = Dịch vụ hỗ trợ

column-offered-on = Ngày giới thiệu
column-answer = Trả lời
column-received-on = Ngày nhận
column-ended-on = Ngày kết thúc dịch vụ

ui-none-services = Chưa giới thiệu dịch vụ nào.
