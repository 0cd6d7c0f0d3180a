#!/usr/bin/env bash
# Software: utcdatetime 0.0.7 (PyPI) and internet-timestamp 0.0.1 (npm); the readers are strict-rfc3339 0.7 and pyRFC3339 2.1.1 (PyPI).
# Expected: RFC 3339, 5.6: a year has four digits. Programs in Go write the time that is not set as 0001-01-01T00:00:00Z.
# Instead: utcdatetime reads it and writes 1-01-01T00:00:00Z, which neither it nor another reader takes; internet-timestamp, "rfc3339-compliant", writes 1-01-01T00:00:00+00:00. internet-timestamp drops
#   the fraction of all times, too, and utcdatetime refuses the last half microsecond of each second, which it rounds up to 1000000 microseconds.
# Matters: one container that never ended, or any other time that is not set, makes a line of a report unreadable for the next program. Times with nanoseconds, as of container logs,
#   fail now and then.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts internet-timestamp@0.0.1 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile utcdatetime==0.0.7 strict-rfc3339==0.7 pyRFC3339==2.1.1
cat > t.cjs <<'J'
const stamp = require('internet-timestamp'); console.log(stamp(new Date('0001-01-01T00:00:00Z')) + ' ' + stamp(new Date('2026-03-01T10:00:00.123Z')));
J
cat > t.py <<'P'
import subprocess, pyrfc3339, strict_rfc3339
from importlib.metadata import version
from utcdatetime import utcdatetime
print({n: version(n) for n in ("utcdatetime", "strict-rfc3339", "pyRFC3339")}, "internet-timestamp 0.0.1")
def read(f, x):
    try: return str(f(x))
    except ValueError as e: return type(e).__name__
zero = "0001-01-01T00:00:00Z"; one = str(utcdatetime.from_string(zero)); js, part = subprocess.run(["node", "t.cjs"], check=True, capture_output=True, text=True).stdout.split()
for text, ok in ((zero, True), (one, False), (js, False)):
    row = [read(utcdatetime.from_string, text), read(strict_rfc3339.rfc3339_to_timestamp, text), read(pyrfc3339.parse, text)]; print("  ", text, "| utcdatetime:", row[0], "| strict-rfc3339:", row[1], "| pyRFC3339:", row[2]); assert all(r.endswith("Error") != ok for r in row), row
assert (one, js, part) == ("1-01-01T00:00:00Z", "1-01-01T00:00:00+00:00", "2026-03-01T10:00:00+00:00"); print("   2026-03-01T10:00:00.123Z | internet-timestamp:", part)
for text in ("2026-03-01T10:00:59.999999499Z", "2026-03-01T10:00:59.999999500Z"): got = read(utcdatetime.from_string, text); print("  ", text, "| utcdatetime:", got, "| pyRFC3339:", read(pyrfc3339.parse, text)); assert (got == "ValueError") == ("9500Z" in text)
print("still so")
P
v/bin/python t.py
