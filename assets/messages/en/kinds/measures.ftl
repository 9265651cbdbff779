### All that is said of measures.

kind-measures = Measures

column-measure = Measure
column-taken-on = Taken on

ui-none-measures = No measure yet.
