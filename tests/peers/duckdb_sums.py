"""Sums of one period's Parquet files in a folder at every level of the units, and how long it took."""

import json
import sys
import time

import duckdb

folder = sys.argv[1]
began = time.time()
events = duckdb.sql(
    "SELECT unit_above, unit, sum(record_women), sum(record_men), count(*)"
    f" FROM '{folder}/communication_events.parquet' GROUP BY ROLLUP (unit_above, unit)"
).fetchall()
duckdb.sql(
    "SELECT unit_above, unit, count(*)"
    f" FROM '{folder}/issued_documents.parquet' GROUP BY ROLLUP (unit_above, unit)"
).fetchall()
duckdb.sql(
    "SELECT unit_above, unit, sum(record_granted)"
    f" FROM '{folder}/funding_lines.parquet' GROUP BY ROLLUP (unit_above, unit)"
).fetchall()
seconds = time.time() - began
women = next(row[2] for row in events if row[0] is None and row[1] is None)
print(json.dumps({"women": int(women), "seconds": seconds}))
