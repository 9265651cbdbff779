### All that is said of inspections.

kind-inspections = Inspections

column-units = Units inspected
column-results = Results

hint-inspections-units = One unit a line; the report counts the lines.

ui-empty-inspections = Inspections: by which plan, at which units (section I.5.2).

figure-inspections = Inspections
figure-part-units = units inspected

check-no-inspections = no inspection yet.

proposal-inspections = In the period { $a } inspections were held, with { $b } recommendations, { $c } of them settled.

report-no-inspections = No inspection was held in the period.
report-inspections = { $inspections } inspections of { $units } units; { $shortcomings } shortcomings; { $recommendations } recommendations, { $settled } of them settled.
