#!/usr/bin/env bash
# Software: pyiceberg 0.12.0 with pyarrow 25.0.1 (PyPI, a catalog in SQLite); DuckDB 1.5.5 on the same rows as the SQL standard has it.
# Expected: a filter treats rows without a value in one way: `ns not in ('a')`, `ns not in ('a', 'b')` and `ns != 'a'` all leave them out, as in SQL.
# Instead: with one value in the list rows with null are left out, with two they are in the result. != and `not (ns in ...)` follow: one value out,
#   two values in. delete() with the same filter leaves the row without a namespace where it is, so what a scan showed is not what is deleted.
# Matters: cluster-wide objects have no namespace: "all but kube-system" is without them, "all but kube-system and default" with them, and a count
#   before a delete is not the count of what it removes.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile 'pyiceberg[sql-sqlite]==0.12.0' pyarrow==25.0.1 duckdb==1.5.5
cat > t.py <<'P'
import os, warnings; warnings.filterwarnings("ignore")
from importlib.metadata import version
import duckdb, pyarrow as pa
from pyiceberg.catalog.sql import SqlCatalog
print({n: version(n) for n in ("pyiceberg", "pyarrow", "duckdb")})
os.mkdir("wh"); cat = SqlCatalog("c", uri="sqlite:///:memory:", warehouse="file://" + os.path.abspath("wh")); cat.create_namespace("k8s")
rows = pa.table({"name": ["node-1", "dns", "web", "db"], "ns": [None, "kube-system", "default", "team"]})
def table(n): t = cat.create_table("k8s." + n, schema=rows.schema); t.append(rows); return t
t = table("t")
want = {"ns != 'kube-system'": ["web", "db"], "ns not in ('kube-system')": ["web", "db"], "ns not in ('kube-system', 'default')": ["node-1", "db"], "not (ns in ('kube-system'))": ["web", "db"], "not (ns in ('kube-system', 'default'))": ["node-1", "db"]}
for q, w in want.items():
    got = t.scan(row_filter=q).to_arrow()["name"].to_pylist(); sql = [r[0] for r in duckdb.sql(f"select name from rows where {q}").fetchall()]
    print(f"   {q}: pyiceberg {got}, SQL {sql}"); assert got == w and sql == [x for x in w if x != "node-1"], got
for i, (q, left) in enumerate([("ns not in ('kube-system')", ["node-1", "dns"]), ("ns not in ('kube-system', 'default')", ["node-1", "dns", "web"])]):
    d = table(f"d{i}"); d.delete(q); got = d.scan().to_arrow()["name"].to_pylist(); print(f"   after delete(\"{q}\"):", got); assert got == left, got
print("still so")
P
v/bin/python t.py
