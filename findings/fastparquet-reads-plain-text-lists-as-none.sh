#!/usr/bin/env bash
# Software: duckdb 2.0.1 and pyarrow 26.0.1 write, fastparquet 2026.9.0 reads (all PyPI).
# Expected: fastparquet, which reads one level of lists and maps, reads a map or list of text that DuckDB wrote.
# Instead: maps and lists of text are None, without error or warning, and where every list of the column has one entry they are that entry, no
#   list; number lists of the same file are right. The cause is the encoding, not the schema: DuckDB writes small text columns PLAIN instead of as dictionary, and pyarrow's files with
#   use_dictionary=False come back as None too. So a list written by pyarrow is right while few values repeat make a dictionary, and
#   a file for which the writer gives the dictionary up is empty.
# Matters: labels, annotations and finalizers of a lake read as missing in pandas with engine="fastparquet"; counts of unlabelled objects are
#   then the count of all objects. Use the pyarrow engine.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile duckdb==2.0.1 pyarrow==26.0.1 fastparquet==2026.9.0
cat > t.py <<'P'
from importlib.metadata import version
import duckdb, fastparquet, pyarrow as pa, pyarrow.parquet as pq
print({n: version(n) for n in ("duckdb", "pyarrow", "fastparquet")})
duckdb.connect().execute("copy (select 'web' as name, map {'app': 'web', 'tier': 'front'} as labels, ['foregroundDeletion'] as finalizers, [80, 443] as ports, ['a', 'b'] as args) to 'duckdb.parquet'").fetchall()
t = pq.read_table("duckdb.parquet")
pq.write_table(t, "dictionary.parquet"); pq.write_table(t, "plain.parquet", use_dictionary=False)
want = {"name": "web", "labels": [("app", "web"), ("tier", "front")], "finalizers": ["foregroundDeletion"], "ports": [80, 443], "args": ["a", "b"]}
def fast(f):
    r = fastparquet.ParquetFile(f).to_pandas().to_dict("records")[0]; r["ports"] = [int(x) for x in r["ports"]]; return r
for f in ("duckdb.parquet", "plain.parquet", "dictionary.parquet"):
    assert pq.read_table(f).to_pylist() == [want], f
    print(f"{f}: {fast(f)}")
full = dict(want, labels=dict(want["labels"])); none = dict(want, labels=None, finalizers="foregroundDeletion", args=None)
assert fast("dictionary.parquet") == full and fast("duckdb.parquet") == fast("plain.parquet") == none
print("still so")
P
v/bin/python t.py
