#!/usr/bin/env bash
# Software: aniso8601 10.0.1 and isochron 0.1.0 (PyPI); python-dateutil 4.0.0 (PyPI) and Node's Date beside them.
# Expected: 24:00 is the end of the day that is named: 2026-01-02T24:00:00Z is the same as 2026-01-03T00:00:00Z (ISO 8601, "midnight"; so dateutil and ECMAScript).
# Instead: both give the begin of that day, one day too early, without an error. The interval of a whole day, 2026-01-02T00:00Z/2026-01-02T24:00Z, has no length.
# Matters: maintenance windows and reports of billing end at 24:00. What falls into such a window is nothing, and December 31 is a year off when it is shown by year.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile aniso8601==10.0.1 isochron==0.1.0 python-dateutil==4.0.0 
cat > t.py <<'P'
import subprocess
from importlib.metadata import version
import aniso8601, isochron
from dateutil.parser import isoparse
print({n: version(n) for n in ("aniso8601", "isochron", "python-dateutil")})
for s, want, now in [("2026-01-02T24:00:00Z", "2026-01-03", "2026-01-02"), ("2026-12-31T24:00Z", "2027-01-01", "2026-12-31"), ("2026-01-02T23:00:00Z", "2026-01-02", "2026-01-02")]:
    node = subprocess.run(["node", "-p", f"new Date('{s}').toISOString()"], capture_output=True, text=True, check=True).stdout[:10]
    got = [str(f(s))[:10] for f in (isoparse, aniso8601.parse_datetime, isochron.parse_datetime)]
    print(f"   {s:22} Node: {node}, dateutil: {got[0]}, aniso8601: {got[1]}, isochron: {got[2]}"); assert node == got[0] == want and got[1] == got[2] == now
day = "2026-01-02T00:00:00Z/2026-01-02T24:00:00Z"
a, b = aniso8601.parse_interval(day), isochron.parse_interval(day); lengths = [str(a[1] - a[0]), str(b.end - b.start)]
print("  ", day, "->", lengths); assert lengths == ["0:00:00", "0:00:00"]
print("still so")
P
v/bin/python t.py
