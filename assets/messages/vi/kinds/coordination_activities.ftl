### All that is said of coordination_activities.

kind-coordination-activities = Hoạt động phối hợp liên ngành

column-dash = Mục của đề cương
column-partners = Đơn vị phối hợp
column-result = Kết quả

choice-outline-dash-I-2-1 = Đôn đốc, phối hợp chủ trương, chính sách
choice-outline-dash-I-2-2 = Phối hợp triển khai kế hoạch, chương trình
choice-outline-dash-I-2-3 = Lồng ghép bình đẳng giới
choice-outline-dash-I-2-4 = Việc làm, thu nhập, an sinh xã hội
choice-outline-dash-I-2-5 = Bảo vệ, hỗ trợ phụ nữ và trẻ em gái

hint-coordination-activities-dash = Gạch đầu dòng của mục I.2 mà hoạt động này báo cáo.

ui-empty-coordination-activities = Hoạt động phối hợp với các ngành, theo năm gạch đầu dòng của mục I.2.

figure-coordination = Hoạt động phối hợp

proposal-coordination = Trong kỳ, đã phối hợp thực hiện { $a } hoạt động.

report-partners = phối hợp
