#!/usr/bin/env bash
# Software: sqlglot 30.30.0 (PyPI), from SQLite to DuckDB 2.0.1 (PyPI), which runs what comes out; SQLite is that of Python's sqlite3.
# Expected: LIKE of SQLite "is case insensitive" for ASCII (sqlite.org/lang_expr.html, "The LIKE ... operators"), so it is ILIKE for DuckDB, which sqlglot writes
#   from other dialects' ILIKE; and CAST to INTEGER of SQLite cuts the fraction off (section "CAST expressions"), where DuckDB rounds.
# Instead: LIKE stays LIKE and CAST stays CAST: both run, and the rows are fewer and the numbers others. No warning, with unsupported_level=RAISE as well.
# Matters: a query over kine or over an audit table in SQLite, moved to a lake: `user like 'system:%'` or `message like '%oomkilled%'` has lost the rows that are
#   written in another case, and hours of cast(seconds / 3600.0 as integer) are one too many for every second row.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip -q --disable-pip-version-check install --no-compile sqlglot==30.30.0 duckdb==2.0.1
cat > t.py <<'P'
import sqlite3
import duckdb, sqlglot
print("sqlglot", sqlglot.__version__, "DuckDB", duckdb.__version__, "SQLite", sqlite3.sqlite_version)
s, d = sqlite3.connect(":memory:"), duckdb.connect()
for c in (s, d): c.execute("create table events (id integer, message text, seconds integer)"); c.execute("insert into events values (1, 'Container web OOMKilled', 3599), (2, 'oomkilled by the kernel', 3600), (3, 'Started', 5401)")
got = []
for q in ("select id from events where message like '%oomkilled%' order by id", "select id, cast(seconds / 3600.0 as integer) from events order by id", "select id from events where message glob '*OOM*' order by id"):
    t = sqlglot.transpile(q, read="sqlite", write="duckdb", unsupported_level=sqlglot.ErrorLevel.RAISE)[0]; a, b = s.execute(q).fetchall(), d.execute(t).fetchall(); got.append((a, b))
    print("  " + q + "\n    " + t + "\n    SQLite", a, "| DuckDB", b)
print("  ILIKE of PostgreSQL:", sqlglot.transpile("select a ilike 'x'", read="postgres", write="duckdb")[0])
assert got == [([(1,), (2,)], [(2,)]), ([(1, 0), (2, 1), (3, 1)], [(1, 1), (2, 1), (3, 2)]), ([(1,)], [(1,)])], got
assert "ILIKE" in sqlglot.transpile("select a ilike 'x'", read="postgres", write="duckdb")[0]
P
timeout 50 v/bin/python t.py
echo "still so"
