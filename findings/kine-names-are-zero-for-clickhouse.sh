#!/usr/bin/env bash
# Software: chdb-core 26.9.0 (ClickHouse 26.9), connectorx 0.4.6 (also behind polars.read_database_uri), ibis-framework 12.0.0, pandas 3.1.1 with
#   SQLAlchemy 2.1.9; ADBC's SQLite driver 1.13.0 and Python's sqlite3 read the same file right.
# Expected: kine's table has "name INTEGER" for the keys, which are text like /registry/pods/a/web. SQLite stores the text as it is (Datatypes In SQLite,
#   section 3: an INTEGER column keeps text that is no number), and the cell says so itself.
# Instead: ClickHouse's sqlite() trusts the declaration and gives 0 for every key, without an error, beside right ids and values. connectorx,
#   pandas.read_sql_table and ibis' to_pyarrow raise.
# Matters: the database of every k3s server with one node has this table: GROUP BY name finds one key in the whole cluster, a join on name all rows.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v && v/bin/pip -q install chdb==4.4.0 chdb-core==26.9.0 connectorx==0.4.6 "ibis-framework[sqlite]==12.0.0" pandas==3.1.1 sqlalchemy==2.1.9 \
  adbc-driver-sqlite==1.13.0 pyarrow==26.0.1 2>/dev/null
cat > t.py <<'P'
import json, os, sqlite3
path = os.path.abspath("kine.db"); con = sqlite3.connect(path)
con.execute("""CREATE TABLE kine (id INTEGER PRIMARY KEY AUTOINCREMENT, name INTEGER, created INTEGER, deleted INTEGER, create_revision INTEGER,
  prev_revision INTEGER, lease INTEGER, value BLOB, old_value BLOB)""")
for name in ("compact_rev_key", "/registry/pods/a/web", "/registry/pods/b/web"):
    con.execute("INSERT INTO kine (name, created, deleted, create_revision, prev_revision, lease, value) VALUES (?, 1, 0, 0, 0, 0, ?)", (name, name.upper().encode()))
con.commit()
want = [[i, n] for i, n in con.execute("SELECT id, name FROM kine ORDER BY id")]; print("  sqlite3:", want)
import adbc_driver_sqlite.dbapi as adbc
with adbc.connect("file:" + path) as c, c.cursor() as cur:
    cur.execute("SELECT id, name FROM kine ORDER BY id"); got = [list(r) for r in cur.fetchall()]
print("  ADBC:", got); assert got == want
import chdb
def click(q): return [json.loads(x) for x in chdb.query(q, "JSONCompactEachRow").bytes().decode().splitlines()]
print("  ClickHouse", click("SELECT version()")[0][0])
rows = click(f"SELECT id, name, value FROM sqlite('{path}', 'kine') ORDER BY id"); print("   ", rows)
assert [r[1] for r in rows] == [0, 0, 0] and rows[1][2] == "/REGISTRY/PODS/A/WEB", rows
groups = click(f"SELECT name, count() FROM sqlite('{path}', 'kine') GROUP BY name"); print("    GROUP BY name:", groups); assert len(groups) == 1
import connectorx, ibis, pandas
def fails(what, f):
    try: r = f()
    except Exception as e: print(" ", what, "->", type(e).__name__, str(e)[:110])
    else: raise AssertionError((what, r))
fails("connectorx", lambda: connectorx.read_sql("sqlite://" + path, "SELECT id, name FROM kine", return_type="arrow"))
fails("pandas.read_sql_table", lambda: pandas.read_sql_table("kine", "sqlite:///" + path))
fails("ibis to_pyarrow", lambda: ibis.sqlite.connect(path).table("kine").to_pyarrow())
P
v/bin/python t.py
echo "still so"
