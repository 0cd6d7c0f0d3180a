#!/usr/bin/env bash
# Software: duckdb 1.5.6 and 2.0.1 (PyPI).
# Expected: con.execute("select count(*) from t").fetchone() has read the only row; the next statement on the connection works, as it does
#   in every 1.x and with sqlite3.
# Instead: since 2.0 the result stays open until a fetch returns no row, and con.sql(...) and the module's duckdb.sql(...) raise
#   ResourceInUseException. con.execute(...) instead closes it silently, fetchall() does too, and an INSERT or CREATE leaves nothing open, so
#   the error depends on how the NEXT statement is sent, and appears far from the fetchone() that caused it.
# Matters: the commonest way to read one number out of a lake (fetchone()[0]) breaks the following query once duckdb is upgraded. Use
#   fetchall()[0][0], which works in both (relations, con.sql(...), have no fetchone() any more).
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
cat > t.py <<'P'
import duckdb
def run(first, then):
    c = duckdb.connect(); c.execute("create table t as select range r from range(3)"); first(c)
    try: return then(c)
    except Exception as e: return type(e).__name__
one = lambda c: c.execute("select count(*) from t").fetchone()
all_ = lambda c: c.execute("select count(*) from t").fetchall()
ins = lambda c: c.execute("insert into t values (9)")
sql = lambda c: c.sql("select 1").fetchall()
exe = lambda c: c.execute("select 1").fetchall()
got = {"execute+fetchone, sql": run(one, sql), "execute+fetchone, execute": run(one, exe), "execute+fetchall, sql": run(all_, sql),
       "insert, sql": run(ins, sql)}
print("duckdb", duckdb.__version__)
for k, v in got.items(): print(f"  {k}: {v}")
ok = [(1,)]; new = duckdb.__version__ == "2.0.1"
assert got == {"execute+fetchone, sql": "ResourceInUseException" if new else ok, "execute+fetchone, execute": ok, "execute+fetchall, sql": ok,
               "insert, sql": ok}, got
P
python3 -m venv v >/dev/null
for n in 1.5.6 2.0.1; do
  v/bin/pip -q --disable-pip-version-check install --no-compile duckdb==$n; v/bin/python t.py
done
echo "still so: fetchone() holds the connection since 2.0"
