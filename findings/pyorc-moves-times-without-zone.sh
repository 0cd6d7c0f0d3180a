#!/usr/bin/env bash
# Software: pyorc 0.12.0, pyarrow 26.0.1 (PyPI).
# Expected: ORC's timestamp is a time without a zone: by the specification what is on the writer's clock is what every reader gets, wherever it is. Only
#   timestamp with local time zone is an instant.
# Instead: for pyorc both are instants. A datetime without a zone is taken in the zone of the process, moved to UTC and written into the zoneless column: 12:00 is
#   17:00 in the file of a machine in New York, for all readers, and what comes back is no naive datetime but one in UTC.
# Matters: one program writes other data on a laptop than in a pod whose TZ is UTC; a comparison with the time that went in is a TypeError.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null; v/bin/pip -q --disable-pip-version-check install --no-compile pyorc==0.12.0 pyarrow==26.0.1
cat > t.py <<'P'
import io, os
from datetime import datetime
from importlib.metadata import version
import pyarrow as pa, pyarrow.orc, pyorc
at = datetime(2026, 1, 2, 12, 0, 0)
b = io.BytesIO()
with pyorc.Writer(b, "struct<a:timestamp>") as w: w.write((at,))
b.seek(0); own = next(iter(pyorc.Reader(b)))[0]; b.seek(0); t = pyarrow.orc.ORCFile(b).read()
s = pa.BufferOutputStream(); pyarrow.orc.write_table(pa.table({"a": pa.array([at], pa.timestamp("us"))}), s); arrow = next(iter(pyorc.Reader(io.BytesIO(s.getvalue().to_pybytes()))))[0]
other = str(t["a"][0].cast(pa.string()))
print(f"   TZ={os.environ['TZ']}: written {at}; pyorc reads {own}, pyarrow {other} ({t.schema.types[0]}); what pyarrow wrote pyorc reads as {arrow}")
hour = int(os.environ["HOUR"])
assert own.hour == hour and own.utcoffset().total_seconds() == 0 and other[11:16] == f"{hour}:00" and arrow.hour == 12
P
v/bin/python -c 'from importlib.metadata import version; print("pyorc", version("pyorc"), "pyarrow", version("pyarrow"))'
TZ=UTC HOUR=12 v/bin/python t.py; TZ=EST5 HOUR=17 v/bin/python t.py
echo "still so"
