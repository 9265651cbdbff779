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

check-orphan-finding = { $detail } findings belong to no inspection of the period.
check-orphan-finding-do = Check their dates and inspections.

report-settled = settled on { $day }
report-open = open
