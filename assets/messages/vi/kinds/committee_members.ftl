### All that is said of committee_members.

kind-committee-members = Thành viên Ban VSTBPN

column-position = Chức vụ
column-role = Vai trò trong Ban
column-since = Từ ngày
column-until = Đến hết ngày

choice-committee-role-head = Trưởng ban
choice-committee-role-deputy = Phó Trưởng ban
choice-committee-role-standing = Ủy viên thường trực
choice-committee-role-member = Ủy viên
choice-committee-role-secretary = Thư ký

hint-committee-members-until = Để trống khi còn giữ chức.
hint-committee-members-role = Trưởng ban đang giữ chức sẽ ký báo cáo.

ui-empty-committee-members = Thành viên Ban VSTBPN. Trưởng ban đang giữ chức sẽ ký báo cáo.

figure-members = Thành viên Ban
figure-part-heads = Trưởng ban
figure-part-appointed = mới kiện toàn

check-no-head = không có Trưởng ban đang giữ chức vào ngày { $detail }.
check-no-head-do = Hãy nhập Trưởng ban ở phần thành viên.
check-many-heads = có { $detail } Trưởng ban cùng giữ chức.
check-many-heads-do = Hãy ghi ngày thôi giữ chức của người trước.

proposal-committee = Ban VSTBPN hiện có { $a } thành viên, trong đó có { $b } nữ.

report-members = Ban VSTBPN hiện có { $members } thành viên, trong đó { $women } nữ.
report-appointed = { $name }, { $position }, { $role }, từ ngày { $since }{ $decision }.
