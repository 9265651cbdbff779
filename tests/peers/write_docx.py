"""Writes a report's text, given as JSON, as the DOCX that an office would type."""

import json
import sys
from docx import Document

source, target = sys.argv[1:]
with open(source, encoding="utf-8") as file:
    report = json.load(file)
document = Document()
for line in (*report["head"].values(), report["kind"], report["summary"]):
    document.add_paragraph(line)
for block in report["blocks"]:
    if block["type"] == "table":
        columns = [column["head"] for column in block["columns"]]
        rows = [row for row in block["rows"] if isinstance(row, list)]
        table = document.add_table(rows=len(rows) + 1, cols=len(columns), style="Table Grid")
        for line, cells in zip(table.rows, [columns, *rows]):
            for cell, text in zip(line.cells, cells):
                cell.text = text
    elif block["type"] == "heading":
        document.add_heading(block["text"], block["level"])
    else:
        document.add_paragraph(block["text"])
for line in (*report["recipients"], *report["signature"]["role"], report["signature"]["name"]):
    document.add_paragraph(line)
document.save(target)
