### Workbooks.

note-required = Required.
note-text = Text, at most { $max } characters.
note-day = A date, as 05/12/2024.
note-month = A month, as 5/2024.
note-number = A number, as 1.234 or 1.234,5.
note-yes-no = Có or Không; empty if unknown.
note-choice = Choose from the list.
note-choices = One or more, separated by semicolons: { $choices }
note-reference = The plan or decision exactly as on the inspections' sheet.
note-unit = A unit's code, as 09163.
note-error-title = Not in the list
workbook-not-a-workbook = Not an Excel workbook (.xlsx) that can be read ({ $detail }).
workbook-protected = The workbook has a password and cannot be read. Open it in Excel, take the password away (File → Info → Protect Workbook → Encrypt with Password, leave it empty), save, and import again.
workbook-old-excel = This is a file of old Excel (.xls). Open it in Excel or LibreOffice, save it as Excel Workbook (.xlsx), and import again.
workbook-binary-excel = This is a binary Excel file (.xlsb). Open it in Excel, save it as Excel Workbook (.xlsx), and import again.
workbook-open-document = This is a LibreOffice spreadsheet (.ods). Save it as Excel 2007–365 (.xlsx) and import again.
workbook-text = This is a text file (such as .csv, or a web page), not an Excel workbook. Open it in Excel, copy its rows into the template (.xlsx), and import again.
workbook-too-large = The workbook is too large: at most 64 MiB (256 MiB unpacked), 100,000 rows, 256 columns, 32,767 characters in a cell. Delete what is not needed or divide it.
workbook-no-sheet = The workbook has none of the program's sheets. Use the template.
workbook-no-column = Sheet { $sheet }: column { $column } is missing.
workbook-not-written = The workbook could not be written: { $detail }.
workbook-cells = { $detail } wrong cells; nothing was imported.
workbook-unchanged = Here already, unchanged: { $count }
