"""What openpyxl reads in the cells of a workbook: for each sheet the kind and the value of each cell."""
import json
import sys

from openpyxl import load_workbook

book = load_workbook(sys.argv[1])
cells = {
    sheet.title: [
        [[cell.data_type, cell.value if cell.data_type in "sf" else str(cell.value)] for cell in row]
        for row in sheet.iter_rows()
    ]
    for sheet in book.worksheets
}
json.dump(cells, sys.stdout)
