#!/usr/bin/env bash
# Software: amsgpack 0.5.1 (PyPI); msgpack 1.2.4 and ormsgpack 1.13.1 (PyPI) beside it.
# Expected: the timestamp of MessagePack (type -1) counts from 1970 in UTC, so a datetime with a zone is converted, as the others do.
# Instead: packb() writes the hands of the clock as if they were UTC: 10:00+02:00 is 10:00Z, two hours late, and 10:00-05:00 is 10:00Z, five hours early. No error. Its own reader says UTC, too.
#   Times in UTC are right.
# Matters: times of a log or an API with an offset are moved by it, and two records of one moment from two zones are hours apart.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile amsgpack==0.5.1 msgpack==1.2.4 ormsgpack==1.13.1
cat > t.py <<'P'
from datetime import datetime, timedelta, timezone
from importlib.metadata import version
import amsgpack, msgpack, ormsgpack
print({n: version(n) for n in ("amsgpack", "msgpack", "ormsgpack")})
for text in ("2026-03-01T10:00:00+00:00", "2026-03-01T10:00:00.5+02:00", "2026-03-01T10:00:00-05:00", "2026-03-01T10:00:00+05:30"):
    t = datetime.fromisoformat(text); wire = amsgpack.packb(t); got, own = msgpack.unpackb(wire, timestamp=3), amsgpack.unpackb(wire)
    a, b = (msgpack.unpackb(w, timestamp=3) for w in (msgpack.packb(t, datetime=True), ormsgpack.packb(t, option=ormsgpack.OPT_DATETIME_AS_TIMESTAMP_EXT)))
    print("  ", text, "| msgpack, ormsgpack:", a, "| amsgpack:", got); assert a == b == t and got == own == t.replace(tzinfo=timezone.utc) and got - t == t.utcoffset()
print("still so")
P
v/bin/python t.py
