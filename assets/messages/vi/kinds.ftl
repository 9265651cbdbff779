### Kinds of records.

kind-issued-documents = Văn bản ban hành
kind-coordination-activities = Hoạt động phối hợp liên ngành
kind-communication-events = Cuộc truyền thông
kind-communication-products = Sản phẩm truyền thông
kind-training-courses = Lớp tập huấn, bồi dưỡng
kind-inspections = Cuộc kiểm tra
kind-inspection-findings = Tồn tại, kiến nghị
kind-committee-members = Thành viên Ban VSTBPN
kind-funding-lines = Kinh phí
kind-indicator-values = Kết quả chỉ tiêu
kind-violence-cases = Vụ việc bạo lực
kind-narratives = Nội dung thuyết minh
kind-attachments = Tệp đính kèm
kind-case-facts = Vụ việc (phần gửi đi)
kind-survivor-facts = Người bị bạo lực (phần gửi đi)
kind-perpetrator-facts = Người gây bạo lực (phần gửi đi)
kind-survivors = Người bị bạo lực
kind-perpetrators = Người gây bạo lực
kind-services = Dịch vụ hỗ trợ
kind-referrals = Chuyển gửi
kind-measures = Biện pháp xử lý
kind-follow-ups = Theo dõi
kind-risk-checks = Đánh giá nguy cơ
