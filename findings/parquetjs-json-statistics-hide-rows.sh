#!/usr/bin/env bash
# Software: @dsnp/parquetjs 1.8.8 (npm) writes; duckdb 2.0.1, datafusion 55.0.0 and polars 2.1.0 (PyPI) read.
# Expected: a column of type JSON keeps the objects it is given, and WHERE object = '...' finds a row that a full read shows.
# Instead: the writer compares the objects themselves, not their text, for the column's minimum and maximum; two JavaScript objects are never
#   smaller or greater, so both bounds stay the first row's text. Readers that skip by statistics skip every row group that starts with
#   another object: DuckDB and DataFusion count 0 rows, Polars 1, of the same file and without a word. A LIKE on the same
#   column finds the row in all of them.
# Matters: objects saved next to a lake's tables by a JavaScript program look deleted to an exact match. Compare a cast or LIKE, or write the
#   column as UTF8 text, whose bounds are right.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @dsnp/parquetjs@1.8.8 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile duckdb==2.0.1 datafusion==55.0.0 polars==2.1.0 pyarrow==26.0.1
cat > w.mjs <<'J'
import p from '@dsnp/parquetjs';
const x = await p.ParquetWriter.openFile(new p.ParquetSchema({ name: { type: 'UTF8' }, object: { type: 'JSON' } }), 'a.parquet');
for (const name of ['api', 'web', 'db']) await x.appendRow({ name, object: { kind: 'Pod', name } });
await x.close();
J
node w.mjs
export HOME=$T
cat > r.py <<'P'
from importlib.metadata import version
import datafusion, duckdb, polars as pl, pyarrow.parquet as pq
f = "a.parquet"; want = '{"kind":"Pod","name":"web"}'
print({n: version(n) for n in ("duckdb", "datafusion", "polars")})
rows = pq.read_table(f).to_pylist(); print("rows:", rows)
assert [r["object"] for r in rows] == ['{"kind":"Pod","name":"%s"}' % n for n in ("api", "web", "db")]
stats = duckdb.connect().execute(f"select stats_min_value, stats_max_value from parquet_metadata('{f}') where path_in_schema = 'object'").fetchall()
print("bounds of the column:", stats)
c = datafusion.SessionContext(); c.register_parquet("t", f)
df = lambda w: c.sql(f"select count(*) n from t where {w}").collect()[0].to_pydict()["n"][0]
dd = lambda w: duckdb.connect().execute(f"select count(*) from '{f}' where {w}").fetchall()[0][0]
eq, like = f"object = '{want}'", "object like '%web%'"
got = {"duckdb": dd(eq), "datafusion": df(eq),
       "polars": pl.scan_parquet(f).filter(pl.col("object") == want.encode()).collect().height}
print("equal:", got); print("like: ", {"duckdb": dd(like), "datafusion": df(like)})
assert stats == [('{"kind":"Pod","name":"api"}',) * 2], stats
assert got == {"duckdb": 0, "datafusion": 0, "polars": 1}, got
assert dd(like) == df(like) == 1
print("still so")
P
v/bin/python r.py
