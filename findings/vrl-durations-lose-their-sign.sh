#!/usr/bin/env bash
# Software: Vector's VRL, in PyPI vrl-python 0.1.0 (PyPI vector-vrl 1.0.7, for Python 3.12 and later, does the same); durationpy 0.10 reads Go's durations beside it.
# Expected: parse_duration reads several units in a row, asked for and made as a likeness of Go's time.ParseDuration, whose durations begin with a minus when they are
#   negative; or it says that it cannot.
# Instead: what stands before the first digit is passed over: -1m30s is 90 seconds, and so is "in1m30s". A text behind the duration is an error.
# Matters: negative durations are what one looks for: a clock that is behind, a certificate that expired ("-2h3m"), a deadline that has passed. They come out as
#   their opposite, without an error for the `!` or the `??` behind the call.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile vrl-python==0.1.0 durationpy==0.10
cat > t.py <<'P'
from importlib.metadata import version
import durationpy
from vrl_python import VRLRuntime
print("vrl-python", version("vrl-python"), "durationpy", version("durationpy"))
def vrl(text):
    try: return VRLRuntime.run('.r = parse_duration!(.m, "s")', {"m": text}, "UTC").processed_event["r"]
    except Exception as e: return "error"
def go(text):
    try: return durationpy.from_str(text).total_seconds()
    except Exception: return "error"
for text, right, got in (("1m30s", 90, 90), ("-1m30s", -90, 90), ("-0.5h", -1800, 1800), ("-2h3m4.5s", -7384.5, 7384.5), ("in1m30s", "error", 90), ("1m30s ago", "error", "error")):
    a, b = go(text), vrl(text); print(f"   {text}: durationpy {a}, VRL {b}"); assert (a, b) == (right, got), (a, b)
print("still so")
P
v/bin/python t.py
