### All that is said of committee_members.

kind-committee-members = Committee members

column-position = Position
column-role = Role
column-since = Since
column-until = Until

choice-committee-role-head = Head
choice-committee-role-deputy = Deputy head
choice-committee-role-standing = Standing member
choice-committee-role-member = Member
choice-committee-role-secretary = Secretary

hint-committee-members-until = Empty while she serves.
hint-committee-members-role = The head in office signs the report.

ui-empty-committee-members = Members of the committee. The head in office signs the report.

figure-members = Committee members
figure-part-heads = heads
figure-part-appointed = newly appointed

check-no-head = nobody is head of the committee on { $detail }.
check-no-head-do = Enter the head among the members.
check-many-heads = { $detail } heads serve at the same time.
check-many-heads-do = Enter until when the earlier one served.

proposal-committee = The committee has { $a } members, { $b } of them women.

report-members = The committee has { $members } members, { $women } of them women.
report-appointed = { $name }, { $position }, { $role }, since { $since }{ $decision }.
