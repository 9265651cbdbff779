### The window: narrative.

ui-narrative-closed = The period is closed: open it again to change its text.
ui-text-old-font = This text is in the letters of an old font (TCVN3, VNI) and would print wrongly. In Unicode it says:
ui-text-changed-meanwhile = Somebody changed this text after you began to write, so yours is not in the report yet. Keep what you wrote, or take what is saved and give yours up.
ui-what-is-asked = What the outline asks for
ui-propose = Insert a sentence from the records
ui-insert-figure = Insert a figure here
ui-text-before = Text of the period before
ui-take-over = Take it over
ui-figures = Figures
ui-figures-hint = Press to insert into { $place }. The number follows the records.
ui-search-figures = Search figures
ui-quote-title = What units write here
ui-quote-lead = The consolidated report prints what each unit says; where you write a text of your own, that alone is printed. A quotation stays linked: when the unit corrects it, the report changes.
ui-quote = Quote
ui-quote-none = No unit has written here.
ui-quote-total = Insert a total of all units
ui-quoted = { $unit }: { $what }
