### All that is said of violence_cases.

kind-violence-cases = Violence cases

column-found-on = Found on
column-incident-on = Incident on
column-staff-threat = How to visit, where staff are threatened
column-staff-threat-since = Threat known since
column-reported-on = Reported on

choice-visit-rule-two-go = Two go at least, nobody alone
choice-visit-rule-with-police = With the police alone
choice-visit-rule-no-visit = Nobody goes there, meet elsewhere
choice-case-outcome-safe = Safe, violence ended
choice-case-outcome-prosecution = Taken over by prosecution
choice-case-outcome-separated = Separated
choice-case-outcome-her-wish = Her wish
choice-case-outcome-moved = Moved, not reachable
choice-case-outcome-handed-over = Handed over
choice-case-outcome-died = Died
choice-case-outcome-other = Other
choice-void-reason-duplicate = Recorded twice
choice-void-reason-no-violence = No violence
choice-void-reason-other-unit = Another unit's
choice-void-reason-wrong-entry = Wrong entry

hint-violence-cases-number = The program draws a random number.
hint-violence-cases-days-to-report = Only where the days themselves are not known.
hint-violence-cases-gbv-type = Leave empty where the acts say it.

ui-empty-violence-cases = No cases yet. The register holds facts; names are kept apart, for case officers alone.

proposal-cases = In the period { $a } cases were found; { $b } persons received a basic service.

report-no-cases = No case of violence was found in the period.
report-cases = { $cases } cases were found in the period, { $survivors } survivors; received at least one basic service: { $served }.
report-masked = (Numbers from 1 to below { $below } print as “<{ $below }”, and numbers that would give one away as “…”, so that no survivor can be recognised.)
