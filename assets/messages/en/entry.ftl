### Forms: help of fields, what can go wrong with an entry, likely slips.

entry-fields = Not saved: { $count } fields need correcting.
entry-row = Row { $row }: { $detail }.
entry-nothing-pasted = There is no row to paste. Select the cells in Excel, press Ctrl+C and paste again.
entry-too-much-pasted = At most { $detail } rows can be pasted at once. Paste in parts, or import the workbook.
entry-not-entered = Files are attached to the record they belong to, not added as records (command tienbo attach).
entry-no-version = Nothing was saved: it is not known which version of the record was to be changed. Open the record again and save once more.
entry-text-changed = This text was changed after you began to write, so nothing was written over it. What you wrote is kept: choose it, or take what is saved.
entry-file-too-large = A file of { $detail } bytes is above the limit of 20 MiB. Compress or split it.
entry-case-file = Files of a case are attached in the case register, under its own key.
entry-case-stays = A case is not deleted: mark it as recorded wrongly, with the reason.
entry-answer-stays = An answer stays as it was recorded. Where it was another, or is another now, record a new one.
entry-derived = This record is made from the case register and is not entered.
slip-in-future = this day has not come yet. Check the year.
slip-outside-period = this day is outside the period in work ({ $detail }), so its report does not have it.
slip-long-range = lasts { $detail } days. Check the last day.
slip-nobody = nobody took part.
slip-near-duplicate = much like a record of the same day: "{ $detail }".
slip-old-font-tcvn3 = text in the old font TCVN3 (ABC), which would print wrong. In Unicode it is: "{ $detail }"
slip-old-font-vni = text in the old font VNI, which would print wrong. In Unicode it is: "{ $detail }"
slip-hidden-row = this row is hidden (or filtered out) in Excel.
slip-unmarked-day = this cell is a number, not a date; it is taken as { $detail }.
slip-swapped-day = Excel may have swapped day and month; the right day may be { $detail }.
slip-hidden-column = this column is hidden in Excel, and { $detail } of its cells hold something.
