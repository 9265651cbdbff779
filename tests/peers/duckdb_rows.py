"""The rows of a Parquet file as JSON, without what a row does not say."""
import json
import sys

import duckdb

found = duckdb.sql(f"SELECT * FROM '{sys.argv[1]}'")
rows = [dict(zip(found.columns, row)) for row in found.fetchall()]
said = [{name: cell for name, cell in row.items() if cell is not None} for row in rows]
print(json.dumps({"columns": found.columns, "rows": said}))
