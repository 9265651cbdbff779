### All that is said of measures.

kind-measures = Measures

column-measure = Measure
column-taken-on = Taken on
column-decided-by = Decided by
column-ends-on = Ends on

hint-measures-decided-by = Who decided it: by that the law limits how long it may last.
hint-measures-ends-on = Last day of the measure. Home reminds of it beforehand.

choice-measure-issuer-chair = Chair of the commune
choice-measure-issuer-court = Court
choice-measure-issuer-police = Police
choice-measure-issuer-other = Elsewhere

ui-none-measures = No measure yet.
