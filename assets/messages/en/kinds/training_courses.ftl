### All that is said of training_courses.

kind-training-courses = Training courses

column-title = Title
column-audience = Audience
column-classes = Classes

choice-training-purpose-gender-equality = Gender equality
choice-training-purpose-mainstreaming = Gender mainstreaming
choice-training-purpose-women-leaders = Women leaders
choice-training-purpose-women-councillors = Women councillors

hint-training-courses-classes = Empty is one.
hint-training-courses-date-to = Empty where it took one day.

ui-empty-training-courses = Courses on gender equality and for women leaders (sections I.3, I.4).

figure-courses = Courses
figure-part-classes = classes

proposal-leaders = In the period { $a } courses were held for { $b } women leaders and candidates.
proposal-training = In the period { $a } courses on gender equality were held for { $b } participants.

report-no-courses = No course was held in the period.
report-courses = { $purpose }: { $courses } courses with { $classes } classes, { $total } participants ({ $people }).
report-course = Title and content
report-classes = Classes
