#!/usr/bin/env bash
# Software: duckdb 2.0.1 writes; polars 2.1.0, pyarrow 26.0.1, datafusion 55.0.0, fastparquet 2026.9.0 (all PyPI) read.
# Expected: a reader that does not know a column's annotation reads the other columns and shows that one as what it is stored as, a group of
#   binary fields. Parquet's logical types are hints on top of the physical schema, and older readers are to pass over ones they do not know.
# Instead: one VARIANT column (Parquet 2.12, the natural column for whole Kubernetes objects) makes the whole file an error for Polars, also
#   when only the id is asked for, and read_parquet_schema too: "File out of specification: LogicalType union has no variant set". It is the
#   reader's list of the union's members that ends early; pyarrow, DataFusion and fastparquet read the same file, and Polars itself does
#   through use_pyarrow=True.
# Matters: the message blames the file, and the file is right. A table that gains a VARIANT column is closed to everyone who scans it with
#   Polars, whatever columns they want.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"; export HOME=$T
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile duckdb==2.0.1 polars==2.1.0 pyarrow==26.0.1 datafusion==55.0.0 fastparquet==2026.9.0
cat > t.py <<'P'
from importlib.metadata import version
import datafusion, duckdb, fastparquet, polars as pl, pyarrow.parquet as pq
print({n: version(n) for n in ("duckdb", "polars", "pyarrow", "datafusion", "fastparquet")})
c = duckdb.connect()
for name, kind in (("variant", "VARIANT"), ("text", "VARCHAR")):
    c.execute(f"""copy (select 1 as id, '{{"kind":"Pod","spec":{{"replicas":2}}}}'::JSON::{kind} as object) to '{name}.parquet'""")
print(next(l.strip() for l in str(pq.ParquetFile("variant.parquet").schema).splitlines() if "(Variant" in l))
print("duckdb:", c.execute("select id, object.kind::VARCHAR from 'variant.parquet'").fetchall())
f = "variant.parquet"; x = datafusion.SessionContext(); x.register_parquet("t", f)
ids = {"pyarrow": pq.read_table(f, columns=["id"]).to_pydict()["id"], "datafusion": x.sql("select id from t").collect()[0].to_pydict()["id"],
       "fastparquet": list(fastparquet.ParquetFile(f).to_pandas(columns=["id"])["id"]), "polars, use_pyarrow": pl.read_parquet(f, columns=["id"], use_pyarrow=True)["id"].to_list()}
print("ids:", ids)
assert all(v == [1] for v in ids.values()), ids
errors = []
for what, read in (("columns=['id']", lambda: pl.read_parquet(f, columns=["id"])), ("scan, select id", lambda: pl.scan_parquet(f).select("id").collect()),
                   ("schema", lambda: pl.read_parquet_schema(f))):
    try: errors.append(str(read()))
    except pl.exceptions.ComputeError as e: errors.append(str(e))
    print(f"polars, {what}: {errors[-1]}")
assert set(errors) == {"parquet: File out of specification: LogicalType union has no variant set"}, errors
assert pl.read_parquet("text.parquet")["id"].to_list() == [1]
print("still so")
P
v/bin/python t.py
