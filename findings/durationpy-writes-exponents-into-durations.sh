#!/usr/bin/env bash
# Software: durationpy 0.11 (PyPI; Go durations for Python, a dependency of the official Kubernetes client).
# Expected: to_str() writes a text that Go's time.ParseDuration, and the package's own from_str(), reads as the same duration; or refuses.
# Instead: the seconds beside a minute or an hour are printed as a Python float. Below a tenth of a millisecond that is an exponent: one hour and one
#   microsecond is "1h1e-06s", which the package itself cannot read back ("Unknown unit e"; Go knows no exponents either). 1 s + 1 us loses the
#   microsecond silently and is "1s", while 1 s + 50 us is right.
# Matters: a measured age or a difference of two MicroTimes written into a manifest's duration field is refused now and then, by chance of its
#   microseconds; round to milliseconds before to_str().
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile durationpy==0.11
cat > t.py <<'P'
from datetime import timedelta as D
from importlib.metadata import version
import durationpy
print("durationpy", version("durationpy"))
want = {D(hours=1, microseconds=1): ("1h1e-06s", None), D(minutes=1, microseconds=50): ("1m5e-05s", None),
        D(hours=1, milliseconds=1): ("1h0.001s", True), D(seconds=1, microseconds=1): ("1s", False), D(seconds=1, microseconds=50): ("1.00005s", True)}
for d, (text, same) in want.items():
    s = durationpy.to_str(d)
    try: back = durationpy.from_str(s) == d; note = "same" if back else "another duration"
    except durationpy.DurationError as e: back = None; note = str(e)
    print(f"  {d} -> {s}: {note}")
    assert (s, back) == (text, same), (s, back)
print("still so")
P
v/bin/python t.py
