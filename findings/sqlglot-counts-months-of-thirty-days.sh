#!/usr/bin/env bash
# Software: sqlglot 30.30.0 (PyPI), from DuckDB 2.0.1 (PyPI) to SQLite, that of Python's sqlite3, which runs what comes out.
# Expected: date_diff(part, a, b) of DuckDB is "the number of part boundaries between" the two (DuckDB, Date Functions), so it is 1 month from 31 January to
#   1 February and 1 year from New Year's Eve to New Year's Day.
# Instead: for SQLite it is the difference of the Julian days divided by 30.0 or 365.0 and cut: 0 in both cases, and from 1 January 2026 to 1 January 2036
#   it is 121 months. Hours across a full hour are 0, too. No warning, with unsupported_level=RAISE as well.
# Matters: a rule for retention ("older than 3 months") or the age of a certificate, moved between the two, chooses other backups; for days, the usual
#   test, both say the same.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip -q --disable-pip-version-check install --no-compile sqlglot==30.30.0 duckdb==2.0.1
cat > t.py <<'P'
import sqlite3
import duckdb, sqlglot
print("sqlglot", sqlglot.__version__, "DuckDB", duckdb.__version__, "SQLite", sqlite3.sqlite_version); s, d = sqlite3.connect(":memory:"), duckdb.connect(); got = []
for q in ("select date_diff('day', date '2026-01-31', date '2026-02-01')", "select date_diff('month', date '2026-01-31', date '2026-02-01')", "select date_diff('month', date '2026-01-01', date '2036-01-01')",
          "select date_diff('year', date '2025-12-31', date '2026-01-01')", "select date_diff('hour', timestamp '2026-03-01 12:59:00', timestamp '2026-03-01 13:01:00')"):
    t = sqlglot.transpile(q, read="duckdb", write="sqlite", unsupported_level=sqlglot.ErrorLevel.RAISE)[0]; a, b = d.execute(q).fetchone()[0], s.execute(t).fetchone()[0]; got.append((a, b)); print("  " + q + "\n    " + t + "\n    DuckDB", a, "| SQLite", b)
assert got == [(1, 1), (1, 0), (120, 121), (1, 0), (1, 0)], got
P
timeout 50 v/bin/python t.py
echo "still so"
