#!/usr/bin/env bash
# Software: flow.record 3.21 with fastavro 1.13.1 and duckdb 2.0.1 (PyPI); six of its writers.
# Expected: after write() and close() a file holds all records, whatever its form: RecordWriter hides the form behind the address.
# Instead: the writer for Avro closes its file without the block that is not yet full: ten records are a file of none, of a thousand
#   the last ones are missing. No error, and the file is valid Avro. Files of the other five forms are whole. With flush() before, or in a `with`
#   block, Avro is too.
# Matters: changing `x.rec` to `avro://x.avro` in a program that closes its writers loses the latest events of every timeline.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile flow.record==3.21 fastavro==1.13.1 duckdb==2.0.1
cat > t.py <<'P'
import fastavro, os
from importlib.metadata import version
from flow.record import RecordDescriptor, RecordReader, RecordWriter
print({n: version(n) for n in ("flow.record", "fastavro", "duckdb")})
D = RecordDescriptor("k8s/event", [("string", "message"), ("datetime", "ts")])
def count(url, n, flush):
    p = url.split("//")[-1]
    if os.path.exists(p): os.unlink(p)
    w = RecordWriter(url)
    for i in range(n): w.write(D(f"event {i}", "2026-03-01T12:00:00Z"))
    if flush: w.flush()
    w.close(); return len(list(RecordReader(url)))
for n in (1, 10, 1000):
    got = {u: count(u, n, False) for u in ("r.rec", "jsonfile://r.json", "csvfile://r.csv", "sqlite://r.db", "duckdb://r.duck", "avro://r.avro")}
    print("  ", n, "written:", got); a = got.pop("avro://r.avro")
    assert set(got.values()) == {n} and (a == 0 if n < 1000 else 900 <= a < 1000), (a, got)
    assert len(list(fastavro.reader(open("r.avro", "rb")))) == a and count("avro://r.avro", n, True) == n
print("still so")
P
v/bin/python t.py
