### Values: what can be wrong with one, yes and no.

problem-required = chưa nhập.
problem-too-long = dài quá { $detail } ký tự.
problem-control-character = có ký tự điều khiển không in được; hãy xóa và gõ lại.
problem-not-a-date = "{ $detail }" không phải là ngày; hãy nhập dạng 05/12/2024.
problem-not-a-month = "{ $detail }" không phải là tháng; hãy nhập dạng 5/2024.
problem-not-a-month-day = "{ $detail }" không phải là ngày và tháng; hãy viết dạng MM-DD, như 06-05.
problem-not-a-moment = "{ $detail }" không phải là thời điểm; cách ghi là 2024-12-05T08:30:00+07:00.
problem-not-a-period = "{ $detail }" không phải là kỳ báo cáo; hãy nhập 2024-6t (sáu tháng) hoặc 2024 (cả năm).
problem-not-a-number = "{ $detail }" không phải là số; hãy nhập dạng 1.234,5.
problem-out-of-range = số { $detail } nằm ngoài khoảng cho phép.
problem-not-a-choice = "{ $detail }" không có trong danh sách chọn.
problem-range-backwards = ngày cuối đứng trước ngày đầu.
problem-no-head-count = chưa có số người: hãy nhập số nam, số nữ hoặc số chưa ghi nhận giới tính.
problem-part-larger-than-whole = lớn hơn tổng số.
problem-sum-differs = các phần cộng lại là { $detail }, không bằng tổng số.
problem-no-value = cần một giá trị, hoặc cả tử số và mẫu số.
problem-unknown-reference = không tìm thấy "{ $detail }".
problem-not-in-catalogue = "{ $detail }" không có trong danh mục.
problem-not-a-case-ref = phải là 1 đến 8 chữ số, không phải tên hay số định danh.
problem-wrong-type = sai kiểu dữ liệu.
problem-contradicts = trái với trường khác của cùng bản ghi.
problem-no-consent = không ghi được: người này không đồng ý ghi nhận. Để trống tên và nội dung, hoặc sửa căn cứ ghi nhận.
problem-unknown-field = không phải là trường của bản ghi này.
word-yes = Có
word-no = Không
