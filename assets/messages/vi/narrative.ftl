### Sentences proposed for a narrative.

proposal-documents = Trong kỳ, Ban VSTBPN đã tham mưu, ban hành { $a } văn bản chỉ đạo, hướng dẫn.
proposal-coordination = Trong kỳ, đã phối hợp thực hiện { $a } hoạt động.
proposal-cases = Trong kỳ, phát hiện { $a } vụ việc; { $b } người đã nhận dịch vụ hỗ trợ cơ bản.
proposal-leaders = Trong kỳ, đã tổ chức { $a } khóa bồi dưỡng cho { $b } nữ lãnh đạo, quản lý và nữ trong diện quy hoạch.
proposal-communication = Trong kỳ, đã tổ chức { $a } cuộc truyền thông với { $b } lượt người tham gia, trong đó có { $c } lượt nữ.
proposal-months = Tháng hành động phòng, chống bạo lực gia đình có { $a } cuộc truyền thông; Tháng hành động vì bình đẳng giới có { $b } cuộc.
proposal-training = Trong kỳ, đã tổ chức { $a } khóa tập huấn về bình đẳng giới cho { $b } người.
proposal-committee = Ban VSTBPN hiện có { $a } thành viên, trong đó có { $b } nữ.
proposal-funding = Kinh phí được cấp là { $a } đồng, đã sử dụng { $b } đồng.
proposal-inspections = Trong kỳ, đã tổ chức { $a } cuộc kiểm tra, có { $b } kiến nghị, trong đó { $c } kiến nghị đã được giải quyết.
