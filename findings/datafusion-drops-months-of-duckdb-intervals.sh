#!/usr/bin/env bash
# Software: duckdb 2.0.1 writes; datafusion 55.0.0 (both PyPI) and parquet-wasm 0.8.0 (npm) read. Both readers use the Rust parquet crate.
# Expected: the format's INTERVAL is three numbers, months, days and milliseconds. A reader gives all three, or refuses the column as pyarrow
#   (raw bytes) and hyparquet (error) do.
# Instead: without an Arrow schema in the file both type the column as day-time interval and leave the months out, silently:
#   "1 month 2 days 3 seconds" is 2 days 3 seconds, and "1 year" is zero.
# Matters: DuckDB's age(now, created), the natural way to store how old an object was, yields months; the ages of all objects come out below
#   31 days. Store a number of seconds (epoch(...)) or the two times instead.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile duckdb==2.0.1 datafusion==55.0.0 pyarrow==26.0.1
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts parquet-wasm@0.8.0 apache-arrow@21.2.0 >/dev/null 2>&1
cat > t.py <<'P'
from importlib.metadata import version
import datafusion, duckdb
print({n: version(n) for n in ("duckdb", "datafusion")})
rows = "('p', interval '1 month 2 days 3 seconds'), ('q', age(timestamp '2026-03-01', timestamp '2025-03-01')), ('r', interval '40 days')"
d = duckdb.connect(); d.execute(f"copy (select * from (values {rows}) v(name, age)) to 'a.parquet'").fetchall()
dd = d.execute("select name, age::varchar from 'a.parquet'").fetchall()
c = datafusion.SessionContext(); c.register_parquet("t", "a.parquet")
r = c.sql("select name, arrow_typeof(age) t, cast(age as varchar) s from t").collect()[0].to_pydict()
df = list(zip(r["name"], r["s"]))
print("duckdb:    ", dd); print("datafusion:", r["t"][0], df)
assert dd == [("p", "1 month 2 days 00:00:03"), ("q", "1 year"), ("r", "40 days")], dd
assert r["t"] == ["Interval(DayTime)"] * 3 and [x[:8].strip() for _, x in df] == ["2 days 3", "0 secs", "40 days"], df
P
v/bin/python t.py
cat > t.mjs <<'J'
import assert from 'assert'; import fs from 'fs'; import { createRequire } from 'module';
const { readParquet } = createRequire(import.meta.url)('parquet-wasm'); import { tableFromIPC } from 'apache-arrow';
const t = tableFromIPC(readParquet(new Uint8Array(fs.readFileSync('a.parquet'))).intoIPCStream());
const got = [...t.getChild('age')].map((x) => [...x]);
console.log('parquet-wasm:', String(t.schema.fields[1].type), JSON.stringify(got), '(days, milliseconds)');
assert.deepEqual(got, [[2, 3000], [0, 0], [40, 0]]);
console.log('still so');
J
node t.mjs
