#!/usr/bin/env bash
# Software: logfmt 1.4.0 (npm) and logfmt 0.4 (PyPI).
# Expected: a quoted value has Go's escapes, since its writers (logrus and log/slog's TextHandler with strconv.Quote, go-logfmt) put \n for
#   a line break and \t for a tab; so the value `dial tcp\ntimeout` has two lines.
# Instead: the npm package drops the backslash: the value is `dial tcpntimeout`, a tab is the letter t. The PyPI package knows \" alone:
#   any other escape makes it give up on the value, and the field is True. Neither raises an error.
# Matters: the field that has line breaks is the error of containerd, k3s, Argo CD and Prometheus; searched for or grouped by, it is
#   True in one program and has glued words in the other. Paths of Windows nodes ("C:\\var\\log") are True as well.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile logfmt==0.4
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts logfmt@1.4.0 >/dev/null 2>&1
cat > t.log <<'L'
level=error msg="no break" error="dial tcp: \"x\" refused"
level=error msg="sync failed" error="dial tcp\ntimeout\there"
level=error msg="no such file" error="C:\\var\\log"
L
cat > t.py <<'P'
from importlib.metadata import version
import logfmt
got = [x["error"] for x in logfmt.parse(open("t.log").read().splitlines())]
print("Python logfmt", version("logfmt"), got)
assert got == ['dial tcp: "x" refused', True, True], got
P
v/bin/python t.py
cat > t.cjs <<'J'
const assert = require('assert'), fs = require('fs'), logfmt = require('logfmt');
const got = fs.readFileSync('t.log', 'utf8').trim().split('\n').map((l) => logfmt.parse(l).error);
console.log('npm logfmt', JSON.parse(fs.readFileSync('node_modules/logfmt/package.json')).version, JSON.stringify(got));
assert.deepEqual(got, ['dial tcp: "x" refused', 'dial tcpntimeoutthere', 'C:\\var\\log']);
console.log('still so');
J
node t.cjs
