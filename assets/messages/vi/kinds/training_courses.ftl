### All that is said of training_courses.

kind-training-courses = Lớp tập huấn, bồi dưỡng

column-title = Tên lớp
column-audience = Đối tượng
column-classes = Số lớp

choice-training-purpose-gender-equality = Bình đẳng giới và vì sự tiến bộ của phụ nữ
choice-training-purpose-mainstreaming = Lồng ghép giới
choice-training-purpose-women-leaders = Kỹ năng cho nữ lãnh đạo, quản lý
choice-training-purpose-women-councillors = Nữ đại biểu HĐND

hint-training-courses-classes = Để trống là một lớp.
hint-training-courses-date-to = Để trống nếu học trong một ngày.

ui-empty-training-courses = Lớp tập huấn về bình đẳng giới và lớp bồi dưỡng nữ lãnh đạo (mục I.3, I.4).

figure-courses = Khóa tập huấn, bồi dưỡng
figure-part-classes = số lớp

proposal-leaders = Trong kỳ, đã tổ chức { $a } khóa bồi dưỡng cho { $b } nữ lãnh đạo, quản lý và nữ trong diện quy hoạch.
proposal-training = Trong kỳ, đã tổ chức { $a } khóa tập huấn về bình đẳng giới cho { $b } người.

report-no-courses = Trong kỳ không tổ chức lớp.
report-courses = { $purpose }: { $courses } khóa với { $classes } lớp, { $total } người tham gia ({ $people }).
report-course = Tên và nội dung lớp
report-classes = Số lớp
