#!/usr/bin/env bash
# Software: sqlglot 30.30.0 (PyPI), from SQLite to DuckDB 2.0.1 (PyPI), which runs what comes out; SQLite is that of Python's sqlite3.
# Expected: date() and strftime() of SQLite subtract a zone that is written behind the time (sqlite.org/lang_datefunc.html, "Time Values", forms 2 to 10 may end in
#   [+-]HH:MM), and %f is "fractional seconds: SS.SSS".
# Instead: date(x) becomes CAST(x AS DATE), which takes the day as it is written and drops the zone, so what happened at 23:30-05:00 is on the day
#   before; strftime with %f keeps its %f, which are the microseconds alone in DuckDB: 00.123 is 123000, and the second is gone. Neither is an error.
# Matters: audit and application logs with local offsets, grouped by day in SQLite, have other counts per day after the move, and a time of the form
#   %Y-%m-%dT%H:%M:%fZ, SQLite's usual way to write milliseconds, loses its seconds and sorts wrongly.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip -q --disable-pip-version-check install --no-compile sqlglot==30.30.0 duckdb==2.0.1
cat > t.py <<'P'
import sqlite3
import duckdb, sqlglot
print("sqlglot", sqlglot.__version__, "DuckDB", duckdb.__version__, "SQLite", sqlite3.sqlite_version); s, d = sqlite3.connect(":memory:"), duckdb.connect(); got = []
for q in ("select date('2026-03-01T12:00:00Z')", "select date('2026-03-01T23:30:00-05:00')", "select strftime('%Y-%m-%d', '2026-03-01T23:30:00-05:00')", "select strftime('%H:%M:%f', '2026-03-01 12:00:07.123')"):
    t = sqlglot.transpile(q, read="sqlite", write="duckdb", unsupported_level=sqlglot.ErrorLevel.RAISE)[0]; a, b = s.execute(q).fetchone()[0], str(d.execute(t).fetchone()[0]); got.append((a, b)); print("  " + q + "\n    " + t + "\n    SQLite", a, "| DuckDB", b)
assert got[0] == ("2026-03-01",) * 2 and got[1] == ("2026-03-02", "2026-03-01") and got[3] == ("12:00:07.123", "12:00:123000"), got
P
timeout 50 v/bin/python t.py
echo "still so"
