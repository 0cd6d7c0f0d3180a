#!/usr/bin/env bash
# Software: deltalake 1.6.6, polars 2.1.0, pyarrow 26.0.1, datafusion 55.0.0 (all PyPI); pyiceberg 0.12.0 for comparison.
# Expected: a table partitioned by namespace keeps '' (a cluster-wide object) and NULL apart, or refuses ''. The Delta protocol says that an empty
#   text among the partition values stands for NULL, so a writer cannot keep '' there, and a reader has to give NULL.
# Instead: write_deltalake takes '' and logs it as '', beside a partition for NULL. Then the answer depends on the way in, within one package:
#   to_pyarrow_table shows NULL for both and finds nothing for ns = ''; QueryBuilder, DataFusion and polars.scan_delta show and find '';
#   polars.read_delta(use_pyarrow=True) shows NULL; file_uris([("ns", "=", "")]) names the file of the NULL partition, and delete("ns = ''")
#   removes the other one.
# Matters: count nodes by namespace with two tools and get two tables. Partition by a column that is never empty. Iceberg has no such trap.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"; export HOME=$T
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile deltalake==1.6.6 polars==2.1.0 pyarrow==26.0.1 datafusion==55.0.0 "pyiceberg[sql-sqlite]==0.12.0"
cat > t.py <<'P'
import glob, json, os, warnings
from importlib.metadata import version
import datafusion, polars as pl, pyarrow as pa
from deltalake import DeltaTable, QueryBuilder, write_deltalake
from pyiceberg.catalog.sql import SqlCatalog
warnings.simplefilter("ignore")
print({n: version(n) for n in ("deltalake", "polars", "pyarrow", "datafusion", "pyiceberg")})
rows = pa.table({"ns": ["prod", "", None], "name": ["web", "node-1", "unknown"]})
write_deltalake("t", rows, partition_by=["ns"]); d = DeltaTable("t")
logged = [json.loads(l)["add"]["partitionValues"]["ns"] for l in open(glob.glob("t/_delta_log/*.json")[0]) if '"add"' in l]
print("partition values in the log:", sorted(logged, key=str)); assert sorted(logged, key=str) == ["", None, "prod"]
x = datafusion.SessionContext(); x.register_table("t", d)
sql = lambda q: pa.table(QueryBuilder().register("t", d).execute(q)).to_pylist()
ways = {
    "to_pyarrow_table": (lambda: d.to_pyarrow_table().to_pylist(), lambda: d.to_pyarrow_table(filters=[("ns", "=", "")]).to_pylist()),
    "QueryBuilder": (lambda: sql("select * from t"), lambda: sql("select * from t where ns = ''")),
    "DataFusion": (lambda: [r for b in x.sql("select * from t").collect() for r in b.to_pylist()], lambda: [r for b in x.sql("select * from t where ns = ''").collect() for r in b.to_pylist()]),
    "polars.scan_delta": (lambda: pl.scan_delta("t").collect().to_dicts(), lambda: pl.scan_delta("t").filter(pl.col("ns") == "").collect().to_dicts()),
    "polars, use_pyarrow": (lambda: pl.read_delta("t", use_pyarrow=True).to_dicts(), lambda: pl.read_delta("t", use_pyarrow=True).filter(pl.col("ns") == "").to_dicts()),
}
got = {}
for n, (every, empty) in ways.items():
    got[n] = ({r["name"]: r["ns"] for r in every()}["node-1"], [r["name"] for r in empty()]); print(f"  {n}: node-1 has ns {got[n][0]!r}; ns = '' finds {got[n][1]}")
null, kept = (None, []), ("", ["node-1"])
assert list(got.values()) == [null, kept, kept, kept, null], got
[file] = d.file_uris([("ns", "=", "")]); print("  file_uris of ns = '':", os.path.basename(os.path.dirname(file))); assert "ns=__HIVE_DEFAULT_PARTITION__" in file
d.delete("ns = ''"); left = sorted(r["name"] for r in DeltaTable("t").to_pyarrow_table().to_pylist()); print("  left after delete of ns = '':", left); assert left == ["unknown", "web"]
os.mkdir("w"); c = SqlCatalog("c", uri="sqlite:///w/c.db", warehouse="file://" + os.path.abspath("w")); c.create_namespace("k")
i = c.create_table("k.t", schema=rows.schema)
with i.update_spec() as u: u.add_identity("ns")
i.append(rows); names = i.scan(row_filter="ns == ''").to_arrow()["name"].to_pylist(); print("  pyiceberg: ns == '' finds", names); assert names == ["node-1"]
print("still so")
P
v/bin/python t.py 2>err || { cat err; exit 1; }
