#!/usr/bin/env bash
# Software: duckdb 2.0.1 (PyPI).
# Expected: what `etcdctl endpoint status -w json` prints is read by read_json and saved as Parquet with its ids intact: DuckDB has UBIGINT, and
#   Parquet has an unsigned 64-bit type that DuckDB writes.
# Instead: read_json never guesses UBIGINT. A column of ids below 2^63 is BIGINT; one id above makes the column HUGEINT, which shows right in
#   every query, and COPY TO writes HUGEINT as DOUBLE without a word: member 18249187646912138824 is 18249187646912139264 in the file, and two
#   ids that differ in the last digits are one.
# Matters: half of all member and cluster ids are above 2^63, so the loss is there in one cluster and not in the next. Cast to UBIGINT before
#   writing, or keep ids as text.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile duckdb==2.0.1
cat > t.py <<'P'
import json, duckdb
def run(ids, column="*"):
    open("a.json", "w").write(json.dumps([{"member_id": i} for i in ids])); c = duckdb.connect()
    read = c.execute("select typeof(member_id), member_id from 'a.json'").fetchall()
    c.execute(f"copy (select {column} from 'a.json') to 'a.parquet'").fetchall()
    return read[0][0], [r[1] for r in read] == ids, c.execute("select typeof(member_id) from 'a.parquet'").fetchall()[0][0], [int(r[0]) for r in c.execute("from 'a.parquet'").fetchall()]
low, high = [7587883094427541507, 1], [18249187646912138824, 18249187646912138825, 1]
print("duckdb", duckdb.__version__)
a, b, u = run(low), run(high), run(high, "member_id::ubigint as member_id")
for n, r in (("ids below 2^63", a), ("one above", b), ("with a cast", u)): print(f"  {n}: read as {r[0]}, right: {r[1]}; stored as {r[2]}: {r[3]}")
assert a == ("BIGINT", True, "BIGINT", low), a
assert b == ("HUGEINT", True, "DOUBLE", [18249187646912139264, 18249187646912139264, 1]), b
assert u == ("HUGEINT", True, "UBIGINT", high), u
print("still so")
P
v/bin/python t.py
