### All that is said of child_assessments.

kind-child-assessments = Assessments of a child's danger

column-stage = Assessment
column-assessed-on = Assessed on
column-harm-level = How much the child is harmed
column-access-level = How easily who harms it comes to it
column-impact-level = How much it impairs the child's development
column-obstacle-level = What in its surroundings keeps it from being safe
column-defence-level = How well it protects itself from who harms it
column-knows-level = How well it knows who can protect it
column-bonds-level = How well it can bind itself to who protects it
column-seeks-level = How well it can find protection with adults
column-watched-level = How well others watch over it
column-danger-level = Conclusion: how great the danger is

hint-child-assessments-stage = The first assessment asks what form 02 asks.
hint-child-assessments-danger-level = Great harm and little protection make a great danger.

choice-child-assessment-stage-first = First (form 02)
choice-child-assessment-stage-detailed = Detailed (form 03)
choice-child-level-high = High
choice-child-level-medium = Medium
choice-child-level-low = Low

ui-none-child-assessments = No assessment yet.
