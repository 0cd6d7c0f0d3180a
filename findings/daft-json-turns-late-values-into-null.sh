#!/usr/bin/env bash
# Software: daft 0.7.26 and duckdb 1.5.5 (PyPI), on JSON lines.
# Expected: a value that does not fit the type guessed from the first rows is an error or text; read_json of DuckDB raises on the same file and names the line.
# Instead: daft guesses the types from the front of the file and gives null for what comes later and does not fit: a text in a column of numbers, a time
#   that is "n/a", an id above 2^63; 1.5 becomes 1. Within the front such a column is text for all rows. And of times of different precision the
#   coarsest wins: one time without a fraction cuts the fractions of the whole column to seconds, before and after it. No error.
# Matters: an IntOrString (maxUnavailable: 1, "25%") or an id that is rare is missing from a large export and right in a small one, and
#   microseconds of events are gone because creationTimestamp has none.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile daft==0.7.26 duckdb==1.5.5
cat > t.py <<'P'
import json
from importlib.metadata import version
import daft, duckdb
print({n: version(n) for n in ("daft", "duckdb")})
LATE = ["25%", 1.5, 13668033151171901709]
def read(rows):
    with open("x.json", "w") as f: f.writelines(json.dumps(r) + "\n" for r in rows)
    d = daft.read_json("x.json"); return str(d.schema()["v"].dtype), d.to_pydict()["v"][-3:]
few, many = read([{"v": 1}] * 5 + [{"v": x} for x in LATE]), read([{"v": 1}] * 200000 + [{"v": x} for x in LATE])
print("   after 5 rows:     ", few); print("   after 200000 rows:", many)
assert few == ("String", ["25%", "1.5", "13668033151171901709"]) and many == ("Int64", [None, 1, None]), (few, many)
try: r = duckdb.sql("from read_json('x.json')").fetchall()[-3:]
except duckdb.Error as e: r = str(e).splitlines()[0][:130]
print("   DuckDB:", r); assert isinstance(r, str) and "200001" in r, r
times = read([{"v": f"2026-03-01T12:00:0{i}{f}Z"} for i, f in enumerate((".123456", ".5", ".999"))]), read([{"v": f"2026-03-01T12:00:0{i}{f}Z"} for i, f in enumerate((".123456", ".5", ""))])
for t, x in times: print("  ", t, [str(y)[17:26] for y in x])
assert times[0][0] == "Timestamp[ms; +00:00]" and [y.microsecond for y in times[0][1]] == [123000, 500000, 999000], times
assert times[1][0] == "Timestamp[s; +00:00]" and [y.microsecond for y in times[1][1]] == [0, 0, 0], times
print("still so")
P
v/bin/python t.py
