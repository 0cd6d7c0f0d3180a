#!/usr/bin/env bash
# Software: deltalake 1.6.6 (PyPI, delta-rs), pyarrow 26.0.1.
# Expected: etcd's cluster, member and lease ids are unsigned 64-bit; Delta Lake has no unsigned type, so a uint64 column is either refused at
#   once or widened (decimal(20,0)).
# Instead: the column is accepted and becomes a signed "long" without a word; the write works as long as every id is below 2^63 and fails with
#   a cast error for the first id above. Ids are hashes, so half of all members are above: a loader that passed its tests with one
#   cluster stops with the next. Reading back gives int64, not uint64.
# Matters: write etcd ids as text (etcdctl prints them as hexadecimal) in tables of snapshots; the failure depends on the cluster, not on the code.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile deltalake==1.6.6 pyarrow==26.0.1
cat > t.py <<'P'
from importlib.metadata import version
import deltalake, pyarrow as pa
print("deltalake", version("deltalake"), "pyarrow", version("pyarrow"))
def write(name, ids):
    t = pa.table({"member": pa.array([f"{i:x}" for i in ids]), "id": pa.array(ids, pa.uint64())})
    try: deltalake.write_deltalake(name, t)
    except Exception as e: return f"{type(e).__name__}: ...{str(e).split(': ')[-1]}"
    back = deltalake.DeltaTable(name); ids2 = pa.table(back.to_pyarrow_table()).column("id")
    return f"written, table type {[f.type.type for f in back.schema().fields][1]}, read as {ids2.type}, {sorted(ids2.to_pylist())}"
low, high = [0x6e3bd23ae5f1eae0, 0x0a9b3c4d5e6f7081], [0x6e3bd23ae5f1eae0, 13668033151171901709]   # the last: a member of etcd 3.5.1
small, large = write("a", low), write("b", high)
print("ids below 2^63:    ", small); print("one id above 2^63: ", large)
assert small == f"written, table type long, read as int64, {sorted(low)}", small
assert large == "DeltaError: ...Can't cast value 13668033151171901709 to type Int64", large
print("still so")
P
v/bin/python t.py
