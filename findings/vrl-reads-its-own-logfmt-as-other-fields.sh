#!/usr/bin/env bash
# Software: Vector's VRL, in PyPI vrl-python 0.1.0 (PyPI vector-vrl 1.0.7, for Python 3.12 and later, does the same); npm logfmt 1.4.0 reads beside it.
# Expected: parse_logfmt reads what encode_logfmt writes. For an empty text that is `namespace=`, as go-logfmt, logrus and Prometheus write it.
# Instead: an empty value takes the next pair as its value: `namespace= pod=web` is the namespace "pod=web", and there is no pod. A line break is written as a backslash
#   and an n with one more backslash before, and is read as the letter n after a backslash. No error in either function.
# Matters: cluster-wide objects have an empty namespace, and the field after it (the name, the error) is what vanishes, in these lines only.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile vrl-python==0.1.0
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts logfmt@1.4.0 >/dev/null 2>&1
cat > t.mjs <<'J'
import logfmt from 'logfmt';
console.log(JSON.stringify(logfmt.parse(process.argv[2])));
J
cat > t.py <<'P'
import json, subprocess
from importlib.metadata import version
from vrl_python import VRLRuntime
print("vrl-python", version("vrl-python"))
def vrl(program, value): return VRLRuntime.run(program, {"m": value}, "UTC").processed_event["r"]
def other(line): return json.loads(subprocess.run(["node", "t.mjs", line], capture_output=True, text=True, check=True).stdout)
for fields, got in (({"level": "error", "namespace": "a", "pod": "web"}, None), ({"level": "error", "namespace": "", "pod": "web"}, {"level": "error", "namespace": "pod=web"}),
        ({"level": "error", "msg": "dial tcp\ntimeout"}, {"level": "error", "msg": "dial tcp\\ntimeout"})):
    line = vrl(".r = encode_logfmt!(.m)", fields); back = vrl(".r = parse_logfmt!(.m)", line); print("  ", fields, "->", line, "->", back); assert back == (got or fields), back
    if "\\" not in line: print("    npm logfmt:", other(line)); assert other(line) == {k: v or None for k, v in fields.items()}
print("still so")
P
v/bin/python t.py
