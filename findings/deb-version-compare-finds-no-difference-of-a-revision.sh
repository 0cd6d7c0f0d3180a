#!/usr/bin/env bash
# Software: deb-version-compare 1.2.1 (npm, "according to debian policy"); beside it python-debian 1.1.1 and pydpkg 1.9.5 (PyPI).
# Expected: Debian Policy, 5.6.12: numbers are compared as numbers, so 1.0 and 1.00 are equal, and a version without a revision is the same as one with the revision 0: 1.0 is less than 1.0-1.
# Instead: 1.0 is equal to 1.0-1 and to every other revision, and a number with a zero in front is more than the same one without: 1.01 is more than 1.1, so 1.08-1 is newer than 1.8-2.
# Matters: a fix that is in 1.0-1 counts as installed where 1.0 is, and where 08 became 8 the older package is the newer.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts deb-version-compare@1.2.1 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile python-debian==1.1.1 pydpkg==1.9.5
cat > t.py <<'P'
import json, subprocess
from importlib.metadata import version
from debian.debian_support import NativeVersion
from pydpkg import Dpkg
print({n: version(n) for n in ("python-debian", "pydpkg")}, "deb-version-compare", json.load(open("node_modules/deb-version-compare/package.json"))["version"])
PAIRS = [("1.0~rc1", "1.0", -1), ("2:1.0", "1:2.0", 1), ("1.0-9", "1.0-10", -1), ("1.0", "1.0-1", 0), ("1.0", "1.0-1+deb12u3", 0), ("1.0", "1.0-0", 0), ("1.0", "1.00", -1), ("1.1", "1.01", -1), ("2026.8-1", "2026.08-2", -1), ("2026.9-1", "2026.08-1", 1), ("1.8-2", "1.08-1", -1)]
js = "const c = require('deb-version-compare'); console.log(JSON.stringify(JSON.parse(process.argv[1]).map(([a, b]) => Math.sign(c(a, b)))))"
got = json.loads(subprocess.run(["node", "-e", js, json.dumps(PAIRS)], capture_output=True, text=True, check=True).stdout)
wrong = []
for (a, b, want), g in zip(PAIRS, got):
    right = (NativeVersion(a) > NativeVersion(b)) - (NativeVersion(a) < NativeVersion(b)); assert Dpkg.compare_versions(a, b) == right; assert g == want, (a, b, g)
    print(f"   {a} and {b}: python-debian and pydpkg {right}, deb-version-compare {g}"); wrong += [(a, b)] if g != right else []
assert wrong == [("1.0", "1.0-1"), ("1.0", "1.0-1+deb12u3"), ("1.0", "1.00"), ("1.1", "1.01"), ("1.8-2", "1.08-1")], wrong
print("still so")
P
v/bin/python t.py
