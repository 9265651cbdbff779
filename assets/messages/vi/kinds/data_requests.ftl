### All that is said of data_requests.

kind-data-requests = Yêu cầu về dữ liệu

column-asked-about = Số của người có dữ liệu
column-request-kind = Yêu cầu
column-asked-by = Ai yêu cầu
column-requested-on = Ngày yêu cầu
column-answered-on = Ngày trả lời
column-request-answer = Trả lời
column-answer-form = Trả lời bằng cách nào

hint-data-requests-asked-by = Không trả lời cho người có thể là người gây bạo lực.
hint-data-requests-answered-on = Để trống khi chưa trả lời.

choice-request-kind-see = Xem
choice-request-kind-correct = Sửa
choice-request-kind-limit = Hạn chế dùng
choice-request-kind-erase = Xóa
choice-asked-by-person = Chính người đó
choice-asked-by-guardian = Cha mẹ, người giám hộ
choice-asked-by-representative = Người được ủy quyền
choice-asked-by-office = Cơ quan tự làm
choice-request-answer-done = Đã làm
choice-request-answer-partly = Đã làm một phần
choice-request-answer-law-forbids = Không làm: luật buộc giữ nguyên
choice-request-answer-others-safety = Không làm: của người khác, hoặc gây nguy hiểm cho người khác
choice-request-answer-not-theirs = Không làm: người yêu cầu không có quyền

ui-none-data-requests = Chưa có yêu cầu nào.
