### All that is said of directory_entries.

kind-directory-entries = Danh bạ dịch vụ

column-place-name = Tên nơi hỗ trợ
column-gives = Hỗ trợ được gì
column-hours = Giờ làm việc
column-service-cost = Chi phí
column-cost-note = Ghi chú về chi phí
column-woman-officer = Có cán bộ nữ
column-wheelchair = Xe lăn vào được
column-languages = Ngôn ngữ, phiên dịch
column-place-note = Điều cần biết thêm
column-confirmed-on = Ngày kiểm tra lại
column-retired-on = Ngừng từ ngày

choice-service-cost-free = Miễn phí
choice-service-cost-charged = Có thu phí

hint-directory-entries-place-name = Tên cơ quan, cơ sở. Không ghi gì về người đã được hỗ trợ ở đó.
hint-directory-entries-address = Để trống nếu địa chỉ phải giữ kín, ví dụ nhà tạm lánh.
hint-directory-entries-confirmed-on = Ngày gọi đến hỏi lại lần gần nhất. Quá một năm, danh bạ nhắc kiểm tra lại.
hint-directory-entries-retired-on = Nơi không còn nữa được ghi ngừng, không xóa: các lần chuyển gửi cũ còn nhắc đến.
