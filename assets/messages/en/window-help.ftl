### Help.

ui-help-begin = Begin with “To do”: each line is a section of the report and leads to its place. When the records are complete, read the “Report”, then “Close and submit”. Drafts need no saving: what is being typed is always kept.
ui-keys-title = Keys
ui-key-help = open or close this help
ui-key-add = add a record
ui-key-next = save and begin the next (in a field of several lines: Ctrl+Enter)
ui-key-save = save and close
ui-key-close = close the record; what was typed is kept
ui-key-calendar = in a day: open the calendar
ui-key-pin = pin the value of the field for the next records, or unpin it
ui-key-copy = copy the last record into a new one
ui-key-delete = delete the chosen row; it can be undone
ui-key-paste = paste a block of cells from Excel into the table
ui-key-search = search the table
ui-key-table = choose and open a row
ui-key-screens = go to a part
ui-key-kinds = go to a kind of record
ui-key-hide = hide the screen at once and lock
ui-key-lock = lock
ui-help-law = This help is no legal advice.
