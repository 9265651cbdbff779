### The window: report.

ui-report-tools = Tools
ui-save-pdf = Save PDF…
ui-print-how = To print, save the PDF and open it.
ui-report-number = Number
ui-report-date = Date
ui-report-date-hint = Empty: today.
ui-zoom = Zoom
ui-zoom-in = Zoom in
ui-zoom-out = Zoom out
ui-outline = Outline
ui-pages = Pages of the report
ui-page = Page { $page } of { $pages }
ui-report-closed = The period is closed: these are the numbers of its closing.
ui-follow-figure = { $text }: see its records
ui-follow-place = { $text }: change the text
ui-follow-record = { $text }: open the record
ui-under-records = { $kind }: { $count }
ui-under-none = No record is under this number.
ui-scope = Units
ui-scope-own = This unit alone
ui-scope-all = All units added up
ui-scope-below = { $name } and the units below it
ui-scope-chosen = Chosen units…
