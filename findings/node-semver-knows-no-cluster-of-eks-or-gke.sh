#!/usr/bin/env bash
# Software: semver 7.8.6 (npm, node-semver), beside it helm-python-sdk 0.2.2 (PyPI, Helm 4.2.3 with its own version library).
# Expected: whether a chart's kubeVersion takes a cluster is decided by Helm. `>=1.22.0-0` and `>=1.22-0` are the usual ways to write it: with -0 the
#   versions of managed clusters (1.33.1-gke.1000, v1.33.1-eks-aeac579) are in the range.
# Instead: for node-semver a version with a suffix is in a range only if the range names a suffix of the very same 1.33.1, so `>=1.22.0-0` is false for
#   every such cluster, and `>=1.22-0` is no range at all: satisfies() is false for 1.33.1 too, without an error.
# Matters: a list of "charts that do not support this cluster" made in JavaScript over the releases has all charts, or by a -gke
#   suffix those that Helm installs. includePrerelease helps with the first form only.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile helm-python-sdk==0.2.2
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts semver@7.8.6 >/dev/null 2>&1
cat > cases.json <<'C'
[["1.33.1", ">=1.22.0-0"], ["1.33.1+k3s1", ">=1.22.0-0"], ["1.33.1-gke.1000", ">=1.22.0-0"], ["v1.33.1-eks-aeac579", ">=1.22.0-0"],
 ["1.33.1", ">=1.22-0"], ["1.33.1+k3s1", ">=1.22-0"], ["1.33.1-gke.1000", ">=1.22-0"], ["1.33.1", "<1.30-0"], ["1.33.1-gke.1000", "<1.30.0-0"]]
C
cat > t.py <<'P'
import json, os
from helm_python import _native
from helm_python.chart import Chart
cases = json.load(open("cases.json")); os.makedirs("c/templates")
open("c/Chart.yaml", "w").write("apiVersion: v2\nname: c\nversion: 0.1.0\n")
open("c/templates/a.yaml", "w").write("".join("- {{ semverCompare %s %s }}\n" % (json.dumps(r), json.dumps(v)) for v, r in cases))
out = Chart.load("c").render()["c/templates/a.yaml"].split()[1::2]
print("Helm", _native.helm_sdk_version()); json.dump([x == "true" for x in out], open("helm.json", "w"))
P
v/bin/python t.py
cat > t.cjs <<'J'
const assert = require('assert'), fs = require('fs'), semver = require('semver');
console.log('semver', JSON.parse(fs.readFileSync('node_modules/semver/package.json')).version);
const cases = JSON.parse(fs.readFileSync('cases.json')), helm = JSON.parse(fs.readFileSync('helm.json'));
const got = cases.map(([v, r]) => semver.satisfies(v, r)), pre = cases.map(([v, r]) => semver.satisfies(v, r, { includePrerelease: true }));
cases.forEach(([v, r], i) => console.log('  ', v.padEnd(20), r.padEnd(11), 'Helm', helm[i], '| satisfies', got[i], '| with includePrerelease', pre[i]));
assert.deepEqual(helm, [true, true, true, true, true, true, true, false, false]);
assert.deepEqual(got, [true, true, false, false, false, false, false, false, false]);
assert.deepEqual(pre, [true, true, true, true, false, false, false, false, false]);
console.log('still so');
J
node t.cjs
