#!/usr/bin/env bash
# Software: duckdb 2.0.1, pyarrow 26.0.1, polars 2.1.0, datafusion 55.0.0, pandas 3.1.1 (all PyPI).
# Expected: readers guess the types of hive partitions, and that 007 turns into 7 in some is well known; DuckDB guards against it and keeps 007 as
#   text, since the number would not be written so. A directory member=0x10 is no decimal number for anyone, so it is text.
# Instead: DuckDB makes BIGINT 16 of 0x10, and pyarrow's dataset and read_table, and so pandas, make int32 16 of it; Polars and DataFusion keep
#   the text. In DuckDB it depends on the other directories: with an id above 2^63 beside it the column is text again, and pyarrow
#   gives text as soon as one id needs more than 32 bits. The Parquet files do not have the column, so nothing contradicts.
# Matters: many programs write ids, checksums and shards in hex with 0x. A join on that text finds no row, or finds some after a
#   longer one was added. Give hive_types, or a partitioning with a schema.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"; export HOME=$T
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile duckdb==2.0.1 pyarrow==26.0.1 polars==2.1.0 datafusion==55.0.0 pandas==3.1.1
cat > t.py <<'P'
import os
from importlib.metadata import version
import datafusion, duckdb, pandas as pd, polars as pl, pyarrow as pa, pyarrow.dataset as ds, pyarrow.parquet as pq
print({n: version(n) for n in ("duckdb", "pyarrow", "polars", "datafusion", "pandas")})
sets = {"hex": ["0x10", "0x1f"], "hex, 63 bits": ["0x10", "0x7e9e05c52164694d"], "hex, 64 bits": ["0x10", "0x8e9e05c52164694d"], "zeros": ["007", "010"]}
def df(d):
    c = datafusion.SessionContext(); c.sql(f"create external table t stored as parquet partitioned by (member) location '{d}/'")
    return [r["member"] for b in c.sql("select * from t order by id").collect() for r in b.to_pylist()]
got = {}
for n, values in sets.items():
    d = os.path.abspath(n.replace(" ", "").replace(",", "-"))
    for i, v in enumerate(values):
        os.makedirs(f"{d}/member={v}"); pq.write_table(pa.table({"id": [i]}), f"{d}/member={v}/f.parquet")
    got[n] = {"duckdb": [r[0] for r in duckdb.sql(f"select member from read_parquet('{d}/*/*.parquet', hive_partitioning = true) order by id").fetchall()],
              "pyarrow dataset": ds.dataset(d, partitioning="hive").to_table().sort_by("id")["member"].to_pylist(), "pyarrow read_table": pq.read_table(d).sort_by("id")["member"].to_pylist(),
              "pandas": pd.read_parquet(d).sort_values("id")["member"].tolist(), "polars": pl.read_parquet(d + "/", hive_partitioning=True).sort("id")["member"].to_list(), "datafusion": df(d)}
    for k, v in got[n].items(): print(f"  {n}: {k} {v}")
def check(n, **want):
    for k, v in got[n].items(): assert v == want.get(k.split()[0], sets[n]), (n, k, v)
check("hex", duckdb=[16, 31], pyarrow=[16, 31], pandas=[16, 31])
check("hex, 63 bits", duckdb=[16, 0x7e9e05c52164694d])
check("hex, 64 bits")
check("zeros", pyarrow=[7, 10], pandas=[7, 10], polars=[7, 10])
print("still so")
P
v/bin/python t.py
