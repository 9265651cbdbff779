### The completeness check.

check-fine = complete.
check-unreadable = { $detail } parts of what is kept cannot be read, so that numbers lack them.
check-unreadable-do = Restore the last backup, or have a head take them out knowingly.
check-file-lost = The attachment "{ $detail }" is missing or changed, so the receiver would refuse the whole package.
check-file-lost-do = Take the file off its record and attach it again, or restore the latest backup.
check-not-taken = { $detail }: its id is another's, or it names a unit, section, indicator or record that is not there, so the receiver would refuse the whole package.
check-not-taken-do = Change or delete this record. One that no list shows is deleted by the command tienbo delete.
check-drafts = { $detail } forms or texts were typed and not saved, so they are not in the report.
check-drafts-do = Open each that is not finished and save or discard it, or give a reason when closing.
draft-left = Not finished: { $what }, typed by { $who } at { $at }.
drafts-sealed = Others have { $count } forms of cases not finished.
check-no-text = nothing yet.
check-no-text-do = Write a text, or give a reason when closing.
check-no-value = no result entered yet.
check-no-value-do = If it is not this unit's to give, say so when closing.
check-contradiction = the text says { $detail } in the records.
check-contradiction-do = Correct it, or insert the figure instead of a typed number.
check-unknown-figure = the text names a figure "{ $detail }" that does not exist.
check-unknown-figure-do = Correct the name in braces.
check-not-printed = a character that cannot be printed, a square will stand in its place: { $detail }.
check-not-printed-do = Open that record or text and replace the character.
check-old-font = letters of an old font (TCVN3, VNI), which print wrongly: { $detail }.
check-old-font-do = Open that record or text and press “Đổi sang Unicode”.
check-cases-doubted = There are cases whose fields do not fit together or are not filled in, so that somebody may be counted wrongly. Home names the cases to look at again.
