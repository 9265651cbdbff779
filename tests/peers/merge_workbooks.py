"""What an office does today: the rows of many units' workbooks copied under one another."""

import sys
from openpyxl import Workbook, load_workbook

target, *sources = sys.argv[1:]
merged = Workbook(write_only=True)
sheets = {}
for source in sources:
    book = load_workbook(source, read_only=True, data_only=True)
    for sheet in book.worksheets:
        rows = sheet.iter_rows(values_only=True)
        head = next(rows, None)
        if head is None:
            continue
        if sheet.title not in sheets:
            sheets[sheet.title] = merged.create_sheet(sheet.title)
            sheets[sheet.title].append(head)
        for row in rows:
            sheets[sheet.title].append(row)
    book.close()
merged.save(target)
