#!/usr/bin/env bash
# Software: ormsgpack 1.13.1 (PyPI) with OPT_DATETIME_AS_TIMESTAMP_EXT; msgpack 1.2.4 and msgspec 0.23.0 (PyPI) beside it.
# Expected: the timestamp of MessagePack (type -1) has nanoseconds from 0 to 999999999, so a datetime of Python keeps all its microseconds.
# Instead: from .536871 on (2^29 nanoseconds) a time is written without its fraction, as the second's beginning: 23:59:59.999999 becomes 23:59:59. Up to .536870 all are right, and so is reading,
#   and writing before 1970 and after the year 2514, where the form has twelve bytes. No error.
# Matters: of all times with microseconds 46 in 100 are early by half a second to a second, so events are out of order; and time.max, the usual end of a day, leaves its last second out.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile ormsgpack==1.13.1 msgpack==1.2.4 msgspec==0.23.0
cat > t.py <<'P'
from datetime import date, datetime, time, timezone
from importlib.metadata import version
import msgpack, msgspec, ormsgpack
print({n: version(n) for n in ("ormsgpack", "msgpack", "msgspec")})
E, day = ormsgpack.OPT_DATETIME_AS_TIMESTAMP_EXT, datetime.combine(date(2026, 3, 1), time.max, timezone.utc)
for year, us, ok in ((2026, 0, True), (2026, 1, True), (2026, 500000, True), (2026, 536870, True), (2026, 536871, False), (2026, 999999, False), (1969, 999999, True), (2600, 999999, True)):
    t = day.replace(year=year, microsecond=us); wire = ormsgpack.packb(t, option=E)
    theirs, own, other = msgpack.unpackb(wire, timestamp=3), ormsgpack.unpackb(msgpack.packb(t, datetime=True), option=E), msgspec.msgpack.decode(msgspec.msgpack.encode(t))
    print("  ", t, "| msgpack:", msgpack.packb(t, datetime=True).hex(), "| msgspec:", other.time(), "| ormsgpack:", wire.hex(), theirs.time())
    assert own == other == t and theirs == (t if ok else t.replace(microsecond=0)), (t, theirs)
lost = sum(len(ormsgpack.packb(day.replace(microsecond=us), option=E)) == 6 for us in range(1, 10**6)); print("   fractions lost of 999999:", lost); assert lost == 463129
print("still so")
P
v/bin/python t.py
