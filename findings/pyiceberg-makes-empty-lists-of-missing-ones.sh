#!/usr/bin/env bash
# Software: pyiceberg 0.12.0 with pyarrow 25.0.1 and sqlalchemy (PyPI, a catalog in SQLite).
# Expected: a list that is null and a list without elements are two values in Arrow, Parquet and Iceberg; append() writes what it was given.
# Instead: a null list of structs, or a null map with structs as values, is written as an empty one; lists and maps of plain values and null structs are
#   right, so a table has both kinds beside each other. The same is done in reading: files that pyarrow wrote and add_files took over have null in
#   Parquet and [] in the scan, also for large_list and for a list inside a struct. No error.
# Matters: conditions, containers, tolerations, ownerReferences are lists of structs: "the object has no such field" and "the list is empty" cannot be told
#   apart any more.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile 'pyiceberg[sql-sqlite]==0.12.0' pyarrow==25.0.1
cat > t.py <<'P'
import os, warnings; warnings.filterwarnings("ignore")
from importlib.metadata import version
import pyarrow as pa, pyarrow.parquet as pq
from pyiceberg.catalog.sql import SqlCatalog
print({n: version(n) for n in ("pyiceberg", "pyarrow")})
os.mkdir("wh"); cat = SqlCatalog("c", uri="sqlite:///:memory:", warehouse="file://" + os.path.abspath("wh")); cat.create_namespace("k8s")
S = pa.struct([("type", pa.string())]); strs = pa.list_(pa.string()); cond = pa.list_(S)
cases = {"finalizers": (strs, [["a"], [], None]), "conditions": (cond, [[{"type": "Ready"}], [], None]), "labels": (pa.map_(pa.string(), pa.string()), [[("k", "v")], [], None]), "by_name": (pa.map_(pa.string(), S), [[("k", {"type": "a"})], [], None]),
    "status": (pa.struct([("conditions", cond)]), [{"conditions": [{"type": "Ready"}]}, {"conditions": None}, None])}
lost = {"conditions": [[{"type": "Ready"}], [], []], "by_name": [[("k", {"type": "a"})], [], []], "status": [{"conditions": [{"type": "Ready"}]}, {"conditions": []}, None]}
for name, (kind, values) in cases.items():
    t = pa.table({name: pa.array(values, kind)}); assert t.column(0).to_pylist() == values
    a = cat.create_table(f"k8s.{name}", schema=t.schema); a.append(t); file = [x.file.file_path for x in a.scan().plan_files()][0].removeprefix("file://")
    pq.write_table(t, f"wh/{name}.parquet"); b = cat.create_table(f"k8s.{name}_added", schema=t.schema); b.add_files(["file://" + os.path.abspath(f"wh/{name}.parquet")])
    written, added, raw = pq.read_table(file).column(0).to_pylist(), b.scan().to_arrow().column(0).to_pylist(), pq.read_table(f"wh/{name}.parquet").column(0).to_pylist()
    want = lost.get(name, values); print("  ", name, values, "-> written", written, "| pyarrow's file read", added)
    assert raw == values and written == want and added == want and a.scan().to_arrow().column(0).to_pylist() == want, (written, added)
print("still so")
P
v/bin/python t.py
