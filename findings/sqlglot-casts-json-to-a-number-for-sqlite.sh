#!/usr/bin/env bash
# Software: sqlglot 30.30.0 (PyPI), from DuckDB 2.0.1 (PyPI; PostgreSQL's form is the same) to SQLite, that of Python's sqlite3, which runs what comes out.
# Expected: value::JSON ->> '$.kind' is value ->> '$.kind' for SQLite, whose operators take text; there is no type JSON.
# Instead: the cast is kept, CAST(value AS JSON). A type name that SQLite does not know has NUMERIC affinity (sqlite.org/datatype3.html, section 3.1), so every
#   object is the number 0 and each field of it NULL: no row matches, and there is no error, with unsupported_level=RAISE either.
# Matters: the cast is how both DuckDB and PostgreSQL ask for JSON in a text column; a kine table in SQLite is then without any object of any kind.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip -q --disable-pip-version-check install --no-compile sqlglot==30.30.0 duckdb==2.0.1
cat > t.py <<'P'
import sqlite3
import duckdb, sqlglot
print("sqlglot", sqlglot.__version__, "DuckDB", duckdb.__version__, "SQLite", sqlite3.sqlite_version); s, d = sqlite3.connect(":memory:"), duckdb.connect(); got = []
for c in (s, d): c.execute("create table kine (id integer, value text)"); c.execute("""insert into kine values (1, '{"kind":"Pod"}'), (2, '{"kind":"Node"}')""")
for read in ("duckdb", "postgres"):
    for q in ("select id, value::json ->> 'kind' as kind from kine order by id", "select count(*) from kine where (value::json ->> 'kind') = 'Pod'"):
        t = sqlglot.transpile(q, read=read, write="sqlite", unsupported_level=sqlglot.ErrorLevel.RAISE)[0]; a, b = d.execute(q).fetchall(), s.execute(t).fetchall(); got.append((a, b)); print(f"  {read}: {q}\n    {t}\n    DuckDB {a} | SQLite {b}")
plain = s.execute("select id, value ->> '$.kind' from kine order by id").fetchall(); print("  without the cast, SQLite:", plain)
assert got == [([(1, "Pod"), (2, "Node")], [(1, None), (2, None)]), ([(1,)], [(0,)])] * 2 and plain == [(1, "Pod"), (2, "Node")], got
P
timeout 50 v/bin/python t.py
echo "still so"
