#!/usr/bin/env bash
# Software: fastparquet 2026.9.0, pandas 3.1.1, pyarrow 26.0.1 (all PyPI).
# Expected: a Parquet timestamp with isAdjustedToUTC=true is an instant; readers give a column with zone UTC, as pandas' pyarrow engine does, and
#   one with isAdjustedToUTC=false gives a column without zone.
# Instead: fastparquet gives both the same type without zone when the file has no "pandas" entry in its key-value metadata, which only Python
#   writes. The flag in the schema has no say. With that entry the very same values come back with zone UTC.
# Matters: tables written by other tools (Rust, Java, DuckDB) lose the difference between an instant and a local time; tz_localize with
#   the analyst's zone then moves every event.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile fastparquet==2026.9.0 pandas==3.1.1 pyarrow==26.0.1
cat > t.py <<'P'
import json
from importlib.metadata import version
import fastparquet, pandas as pd, pyarrow as pa, pyarrow.parquet as pq
us = [1795371890123456]
t = pa.table({"instant": pa.array(us, pa.timestamp("us", tz="UTC")), "local": pa.array(us, pa.timestamp("us"))})
pq.write_table(t, "plain.parquet"); t.to_pandas().to_parquet("pandas.parquet")
flags = [json.loads(pq.ParquetFile("plain.parquet").schema.column(i).logical_type.to_json())["isAdjustedToUTC"] for i in (0, 1)]
def types(d): return [str(x) for x in d.dtypes]
a, b, c = types(pd.read_parquet("plain.parquet", engine="pyarrow")), types(fastparquet.ParquetFile("plain.parquet").to_pandas()), types(fastparquet.ParquetFile("pandas.parquet").to_pandas())
print("fastparquet", version("fastparquet"), "pandas", version("pandas"), "pyarrow", version("pyarrow")); print("isAdjustedToUTC in the file:", flags)
print("pyarrow reads:                      ", a); print("fastparquet reads:                  ", b); print("fastparquet, with pandas' metadata: ", c)
assert flags == [True, False] and a == c == ["datetime64[us, UTC]", "datetime64[us]"] and b == ["datetime64[us]", "datetime64[us]"]
print("still so")
P
v/bin/python t.py
