"""Every cell of the Parquet files in a folder, and how many rows they have."""
import sys
from pathlib import Path

import duckdb

rows = 0
for path in sorted(Path(sys.argv[1]).glob("*.parquet")):
    for row in duckdb.sql(f"SELECT * FROM '{path}'").fetchall():
        rows += 1
        print(path.name, *row)
print("rows", rows)
