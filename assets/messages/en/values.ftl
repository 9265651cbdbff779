### Values: what can be wrong with one, yes and no.

problem-required = missing.
problem-too-long = longer than { $detail } characters.
problem-control-character = contains a control character.
problem-not-a-date = "{ $detail }" is not a date; enter it as 05/12/2024.
problem-not-a-month = "{ $detail }" is not a month; enter it as 5/2024.
problem-not-a-month-day = "{ $detail }" is no day of a year; write it as MM-DD, as 06-05.
problem-not-a-moment = "{ $detail }" is no moment; it is written as 2024-12-05T08:30:00+07:00.
problem-not-a-period = "{ $detail }" is not a period; write 2024-6t (six months) or 2024 (year).
problem-not-a-number = "{ $detail }" is not a number; enter it as 1.234,5.
problem-out-of-range = { $detail } is out of range.
problem-not-a-choice = "{ $detail }" is not in the list.
problem-range-backwards = ends before it begins.
problem-no-head-count = no head count: enter men, women, or those not recorded by sex.
problem-part-larger-than-whole = larger than its whole.
problem-sum-differs = the parts add up to { $detail }, not to the total.
problem-no-value = needs a value, or a numerator with its denominator.
problem-unknown-reference = "{ $detail }" was not found.
problem-not-in-catalogue = "{ $detail }" is not in the catalogue.
problem-not-a-case-ref = must be 1 to 8 digits, never a name or an identity number.
problem-wrong-type = has the wrong type.
problem-contradicts = contradicts another field of the record.
problem-no-consent = cannot be kept: the person refused to be recorded. Leave names and texts empty, or correct the ground for recording.
problem-unknown-field = is no field of this record.
word-yes = Yes
word-no = No
