### All that is said of indicator_values.

kind-indicator-values = Indicator values

column-indicator = Indicator
column-value = Value
column-numerator = Numerator
column-denominator = Denominator
column-note = Note

hint-indicator-values-indicator = The row of Annex 01, for example I.1.
hint-indicator-values-value = A value, or a numerator and a denominator.

ui-empty-indicator-values = Values of the indicators of Annex 01.
