#!/usr/bin/env bash
# Software: bson 0.5.10 and its continuation bson-modern 1.1.0 (PyPI); the reader is pymongo 4.20.1's bson (PyPI).
# Expected: BSON has signed 64-bit integers; a number from 2^63 on is an error, as pymongo's own encoder says, or another type such as double or decimal128.
# Instead: both write it as type 0x11, which the BSON specification gives to the internal timestamps of MongoDB: the id 18446744073709551615 is Timestamp(4294967295,
#   4294967295) for pymongo, a number of the upper half a point in time after 2038. Read back by the library itself it is the number again, so no test of one's own sees it.
# Matters: member and cluster ids of etcd and hashes are unsigned 64-bit numbers, half of which are above 2^63: in a collection some ids are numbers and some timestamps, which no
#   query for the number finds, and which sort after all numbers.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
pip() { v/bin/pip -q --disable-pip-version-check install --no-compile "$@"; }
pip --target old bson==0.5.10; pip --target new bson-modern==1.1.0; pip --target mongo pymongo==4.20.1
cat > w.py <<'P'
import sys, bson
from importlib.metadata import version
print("  ", sys.argv[1], version(sys.argv[1]))
for id in (2**63 - 1, 2**63, 10276657743932975437, 2**64 - 1):
    data = bson.dumps({"id": id}); assert bson.loads(data) == {"id": id}; open(f"{sys.argv[1]}.{id}", "wb").write(data)
P
cat > r.py <<'P'
import bson
from importlib.metadata import version
print("   pymongo", version("pymongo"))
for name in ("bson", "bson-modern"):
    for id in (2**63 - 1, 2**63, 10276657743932975437, 2**64 - 1):
        data = open(f"{name}.{id}", "rb").read(); got = bson.decode(data)["id"]; print(f"   {name} wrote {id} as type 0x{data[4]:02x}, pymongo reads {got!r}")
        assert (got == id and data[4] == 0x12) if id < 2**63 else (got == bson.Timestamp(id >> 32, id & 0xffffffff) and data[4] == 0x11), got
try: bson.encode({"id": 2**63}); raise AssertionError
except OverflowError as e: print("   pymongo itself:", e)
print("still so")
P
PYTHONPATH=old v/bin/python w.py bson; PYTHONPATH=new v/bin/python w.py bson-modern; PYTHONPATH=mongo v/bin/python r.py
