#!/usr/bin/env bash
# Software: pyarrow 26.0.1, pyorc 0.12.0 (PyPI).
# Expected: what write_table writes, read gives back; ORC's timestamp is seconds and nanoseconds apart and has no such bounds, and pyarrow's own column is in microseconds.
# Instead: pyarrow.orc reads every timestamp as nanoseconds of 64 bits, so a time before 1677 or after 2262 is written without an error, and cannot be read: "ORC
#   timestamp is out of range for nanosecond resolution". One such row makes the whole column unreadable; other columns can be asked for by name. The stored
#   bytes are right: pyorc reads them.
# Matters: Go's zero time (0001-01-01T00:00:00Z) and 9999-12-31T23:59:59Z (a certificate without an end) are ordinary in Kubernetes objects; the error comes when the backup is read.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null; v/bin/pip -q --disable-pip-version-check install --no-compile pyorc==0.12.0 pyarrow==26.0.1
cat > t.py <<'P'
from datetime import datetime, timezone
from importlib.metadata import version
import pyarrow as pa, pyarrow.orc, pyarrow.parquet, pyorc
for n in ("pyarrow", "pyorc"): print(n, version(n))
for at, right in [(datetime(2026, 1, 2), True), (datetime(2262, 1, 1), True), (datetime(9999, 12, 31, 23, 59, 59), False), (datetime(1, 1, 1), False)]:
    t = pa.table({"name": ["a", "b"], "at": pa.array([datetime(2026, 1, 1, tzinfo=timezone.utc), at.replace(tzinfo=timezone.utc)], pa.timestamp("us", "UTC"))})
    pyarrow.orc.write_table(t, "x.orc"); pyarrow.parquet.write_table(t, "x.parquet")
    try: got = pyarrow.orc.read_table("x.orc")["at"].to_pylist()[1].year
    except pa.ArrowInvalid as e: got = str(e)
    own = [r[1].year for r in pyorc.Reader(open("x.orc", "rb"))][1]; names = pyarrow.orc.read_table("x.orc", columns=["name"])["name"].to_pylist()
    print("  ", at, "->", got, "| pyorc:", own, "| the other column:", names)
    assert own == at.year and names == ["a", "b"] and pyarrow.parquet.read_table("x.parquet").equals(t)
    assert (got == at.year) if right else "out of range" in str(got), got
print("still so")
P
v/bin/python t.py
