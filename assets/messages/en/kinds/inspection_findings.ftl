### All that is said of inspection_findings.

kind-inspection-findings = Inspection findings

column-inspection = Inspection
column-addressed-to = Addressed to
column-settled-on = Settled on

choice-finding-shortcoming = Shortcoming
choice-finding-recommendation = Recommendation

hint-inspection-findings-settled-on = Empty while it is open.

ui-empty-inspection-findings = What inspections found and recommended, and when it was settled.

figure-findings = Findings
figure-part-settled = settled

check-finding-of-another-period = { $detail } findings of the period belong to inspections of another; the report prints them on a line of their own.
check-finding-of-another-period-do = If that is not so, correct their dates or inspections.

report-settled = settled on { $day }
report-open = open
report-findings-of-another-period = Found in the period by inspections outside it: { $found }
