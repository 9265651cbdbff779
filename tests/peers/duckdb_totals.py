"""What DuckDB adds up of the Parquet files in a folder, as JSON by period."""
import json
import sys

import duckdb

folder = sys.argv[1]


def ask(sql):
    return duckdb.sql(sql.replace("$", folder)).fetchall()


totals = {}


def put(period, name, value):
    totals.setdefault(period, {})[name] = int(value or 0)


for period, count, men, women in ask(
    "SELECT period, count(*), sum(record_men), sum(record_women)"
    " FROM '$/communication_events.parquet' GROUP BY period"
):
    put(period, "events", count)
    put(period, "events.men", men)
    put(period, "events.women", women)
for period, count in ask(
    "SELECT period, count(DISTINCT id) FROM '$/issued_documents.parquet'"
    " WHERE record_date BETWEEN DATE '2024-01-01' AND DATE '2024-12-31' GROUP BY period"
):
    put(period, "documents", count)
for period, granted in ask(
    "SELECT period, sum(record_granted) FROM '$/funding_lines.parquet' GROUP BY period"
):
    put(period, "funding.granted", granted)
for period, numerator in ask(
    "SELECT period, sum(record_numerator * 10000) FROM '$/indicator_values.parquet'"
    " WHERE record_indicator = 'I.1' GROUP BY period"
):
    put(period, "I.1", numerator)
names = {
    name
    for (file,) in ask("SELECT DISTINCT file FROM glob('$/*.parquet')")
    for (name, *_) in duckdb.sql(f"DESCRIBE SELECT * FROM '{file}'").fetchall()
}
print(json.dumps({"totals": totals, "columns": sorted(names)}))
