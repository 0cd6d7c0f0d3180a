#!/usr/bin/env bash
# Software: hyparquet-writer 0.17.0 (npm) writes; duckdb 2.0.1, polars 2.1.0, datafusion 55.0.0 and pyarrow 26.0.1 (PyPI) read.
# Expected: TIMESTAMP_MILLIS, the converted type that files without logical types carry, is UTC by the format's definition ("isAdjustedToUTC =
#   true" in its compatibility table), so every reader gives a UTC column.
# Instead: pyarrow and DataFusion do, DuckDB and Polars give a column without zone. The instants are equal, the types are not: in DuckDB the
#   comparison of such a column with a TIMESTAMPTZ takes it as local time, so in a session with another zone the same row is hours off:
#   equal to 12:00+00 for TZ UTC, and to 06:30+00 for Asia/Kolkata. hyparquet-writer and parquetjs write their times so.
# Matters: times from a JavaScript program joined with a lake's UTC columns shift by the zone of the reader's machine. Cast with
#   AT TIME ZONE 'UTC' first.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts hyparquet-writer@0.17.0 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile duckdb==2.0.1 polars==2.1.0 datafusion==55.0.0 pyarrow==26.0.1
cat > w.mjs <<'J'
import fs from 'fs'; import { parquetWriteBuffer } from 'hyparquet-writer';
fs.writeFileSync('millis.parquet', Buffer.from(parquetWriteBuffer({ columnData: [{ name: 't', data: [new Date('2026-03-01T12:00:00Z')] }] })));
J
node w.mjs
cat > r.py <<'P'
from importlib.metadata import version
import datafusion, duckdb, polars as pl, pyarrow.parquet as pq
print({n: version(n) for n in ("duckdb", "polars", "datafusion", "pyarrow")})
def stored(f): return duckdb.connect().execute(f"select type, converted_type, logical_type from parquet_schema('{f}') where name = 't'").fetchall()[0]
def zone(x): return "UTC" if x in ("UTC", "TIMESTAMP WITH TIME ZONE") else "none"
def read(f):
    c = datafusion.SessionContext(); c.register_parquet("t", f)
    dd = duckdb.connect().execute(f"from '{f}'"); pp = pl.read_parquet(f)
    values = [str(dd.fetchall()[0][0])[:19], str(pp["t"][0])[:19], str(c.table("t").to_pylist()[0]["t"])[:19], str(pq.read_table(f)["t"][0])[:19]]
    assert values == ["2026-03-01 12:00:00"] * 4, values
    return {"duckdb": zone(str(duckdb.connect().sql(f"from '{f}'").types[0])), "polars": zone(pp.schema["t"].time_zone),
            "datafusion": zone(c.table("t").schema().field("t").type.tz), "pyarrow": zone(pq.read_schema(f).field("t").type.tz)}
f = "millis.parquet"; got = read(f); print(f, stored(f), got)
assert stored(f) == ("INT64", "TIMESTAMP_MILLIS", None), stored(f)
assert got == {"duckdb": "none", "polars": "none", "datafusion": "UTC", "pyarrow": "UTC"}, got
at = {}
for tz in ("UTC", "Asia/Kolkata"):
    c = duckdb.connect(); c.execute(f"set timezone = '{tz}'").fetchall()
    at[tz] = [h for h in ("12:00", "06:30") if c.execute(f"select count(*) from '{f}' where t = timestamptz '2026-03-01 {h}:00+00'").fetchall()[0][0]]
print("duckdb, equal to (UTC), by session zone:", at)
assert at == {"UTC": ["12:00"], "Asia/Kolkata": ["06:30"]}, at
print("still so")
P
TZ=UTC v/bin/python r.py
