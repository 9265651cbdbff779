"""Writes a document, given as JSON blocks of plain text, as the DOCX that an office would type."""

import json
import sys
from docx import Document

source, target = sys.argv[1:]
with open(source, encoding="utf-8") as file:
    blocks = json.load(file)
document = Document()
for block in blocks:
    if "heading" in block:
        document.add_heading(block["text"], block["heading"])
    elif "table" in block:
        rows = block["table"]
        table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
        for line, cells in zip(table.rows, rows):
            for cell, text in zip(line.cells, cells):
                cell.text = text
    else:
        document.add_paragraph(block["text"])
document.save(target)
