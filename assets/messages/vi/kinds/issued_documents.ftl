### All that is said of issued_documents.

kind-issued-documents = Văn bản ban hành

column-symbol = Ký hiệu văn bản
column-issuer = Cơ quan ban hành
column-summary = Trích yếu
column-topic = Chủ đề

choice-document-kind-decision = Quyết định
choice-document-kind-plan = Kế hoạch
choice-document-kind-letter = Công văn
choice-document-kind-report = Báo cáo
choice-document-kind-guidance = Hướng dẫn
choice-document-kind-notice = Thông báo
choice-document-kind-programme = Chương trình
choice-document-kind-proposal = Tờ trình
choice-document-kind-other = Khác

hint-issued-documents-symbol = Ví dụ: 05/KH-BVSTBPN.
hint-issued-documents-date = Gõ 5/3/24, hoặc chọn trên lịch.

ui-empty-issued-documents = Mỗi văn bản Ban VSTBPN tham mưu hoặc ban hành là một dòng; mục I.1 của báo cáo in từ đây.

figure-documents = Văn bản ban hành

check-no-documents = chưa có văn bản nào.
check-no-documents-do = Nếu đúng là không ban hành, hãy ghi lý do khi chốt.

proposal-documents = Trong kỳ, Ban VSTBPN đã tham mưu, ban hành { $a } văn bản chỉ đạo, hướng dẫn.

report-no-documents = Trong kỳ không ban hành văn bản.
