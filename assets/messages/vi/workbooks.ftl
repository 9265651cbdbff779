### Workbooks.

note-required = Bắt buộc.
note-text = Nhập chữ, tối đa { $max } ký tự.
note-day = Nhập ngày, ví dụ 05/12/2024.
note-month = Nhập tháng, ví dụ 5/2024.
note-number = Nhập số, ví dụ 1.234 hoặc 1.234,5.
note-yes-no = Chọn Có hoặc Không; để trống nếu không rõ.
note-choice = Chọn trong danh sách.
note-choices = Nhập một hay nhiều mục, cách nhau bằng dấu chấm phẩy: { $choices }
note-reference = Nhập đúng kế hoạch, quyết định đã ghi ở sheet Cuộc kiểm tra.
note-unit = Nhập mã đơn vị trong danh mục, ví dụ 09163.
note-error-title = Không có trong danh sách
workbook-not-a-workbook = Tệp không phải là bảng tính Excel (.xlsx) đọc được ({ $detail }).
workbook-protected = Bảng tính có mật khẩu nên không đọc được. Hãy mở bằng Excel, bỏ mật khẩu (Tệp → Thông tin → Bảo vệ sổ làm việc → Mã hóa bằng mật khẩu, xóa trắng), lưu rồi nhập lại.
workbook-old-excel = Đây là tệp Excel đời cũ (.xls). Hãy mở bằng Excel hoặc LibreOffice, lưu thành Sổ làm việc Excel (.xlsx) rồi nhập lại.
workbook-binary-excel = Đây là tệp Excel dạng nhị phân (.xlsb). Hãy mở bằng Excel, lưu thành Sổ làm việc Excel (.xlsx) rồi nhập lại.
workbook-open-document = Đây là bảng tính của LibreOffice (.ods). Hãy lưu thành Excel 2007–365 (.xlsx) rồi nhập lại.
workbook-text = Đây là tệp văn bản (như .csv hay trang web), không phải bảng tính Excel. Hãy mở bằng Excel, chép các dòng vào tệp mẫu (.xlsx) rồi nhập lại.
workbook-too-large = Bảng tính quá lớn: nhiều nhất 64 MiB (256 MiB khi giải nén), 100.000 dòng, 256 cột, 32.767 ký tự trong một ô. Hãy xóa phần thừa hoặc chia thành nhiều tệp.
workbook-no-sheet = Bảng tính không có sheet nào của chương trình. Hãy dùng tệp mẫu.
workbook-no-column = Sheet { $sheet }: thiếu cột { $column }.
workbook-not-written = Không ghi được bảng tính: { $detail }.
workbook-cells = Có { $detail } ô sai; chưa nhập dòng nào.
workbook-unchanged = Đã có sẵn, không đổi: { $count }
