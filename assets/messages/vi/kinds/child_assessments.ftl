### All that is said of child_assessments.

kind-child-assessments = Đánh giá nguy cơ đối với trẻ em

column-stage = Lần đánh giá
column-assessed-on = Ngày đánh giá
column-harm-level = Mức độ tổn hại của trẻ
column-access-level = Khả năng tiếp cận trẻ của người gây hại
column-impact-level = Ảnh hưởng đến sự phát triển của trẻ
column-obstacle-level = Trở ngại trong môi trường chăm sóc đối với an toàn của trẻ
column-defence-level = Khả năng tự bảo vệ trước người gây hại
column-knows-level = Khả năng biết ai bảo vệ được mình
column-bonds-level = Khả năng gắn bó với người bảo vệ được mình
column-seeks-level = Khả năng tìm sự bảo vệ của người lớn
column-watched-level = Khả năng có người khác theo dõi, bảo vệ
column-danger-level = Kết luận về mức độ nguy cơ

hint-child-assessments-stage = Đánh giá ban đầu chỉ hỏi những mục của Mẫu số 02.
hint-child-assessments-danger-level = Tổn hại cao, khả năng tự bảo vệ thấp: nguy cơ cao.

choice-child-assessment-stage-first = Ban đầu (Mẫu số 02)
choice-child-assessment-stage-detailed = Cụ thể (Mẫu số 03)
choice-child-level-high = Cao
choice-child-level-medium = Trung bình
choice-child-level-low = Thấp

ui-none-child-assessments = Chưa có đánh giá nào.
