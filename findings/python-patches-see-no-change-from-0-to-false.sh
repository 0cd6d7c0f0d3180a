#!/usr/bin/env bash
# Software: json-merge-patch 0.3.0 and pydantic-deep-patch 0.1.0 (PyPI); jsonpatch 1.48 (PyPI) and json-merge-patch 1.0.2 (npm) beside them.
# Expected: a patch that is made from two documents turns the first into the second (RFC 7396 and RFC 6902); false and 0, true and 1 are different values of JSON.
# Instead: both compare as Python does, where they are equal: from 0 to false, from 1 to true and the other way round, in lists too, the patch is empty. Numbers to
#   texts and false to null are seen.
# Matters: a value that was written with the wrong type and is then put right (replicas: true, enabled: 1) stays wrong: the patch that should correct it has nothing in it.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts json-merge-patch@1.0.2 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile json-merge-patch==0.3.0 pydantic-deep-patch==0.1.0 jsonpatch==1.48
cat > t.py <<'P'
import json, json_merge_patch, jsonpatch, subprocess
from importlib.metadata import version
from typing import Any
from pydantic import BaseModel
from pydantic_deep_patch import diff
class Values(BaseModel):
    values: dict[str, Any]
print({n: version(n) for n in ("json-merge-patch", "pydantic-deep-patch", "jsonpatch")})
cases = [({"enabled": 1}, {"enabled": True}), ({"replicas": False}, {"replicas": 0}), ({"args": [1]}, {"args": [True]}), ({"n": 1}, {"n": "1"}), ({"n": False}, {"n": "no"})]
node = json.loads(subprocess.run(["node", "-e", "console.log(JSON.stringify(JSON.parse(process.argv[1]).map(([a, b]) => require('json-merge-patch').generate(a, b))))", json.dumps(cases)], capture_output=True, text=True, check=True).stdout)
for i, (a, b) in enumerate(cases):
    other, ops = node[i], jsonpatch.make_patch(a, b).patch
    merge, deep = json_merge_patch.create_patch(a, b), [(o.op, o.path) for o in diff(Values(values=a), Values(values=b))]
    print("  ", json.dumps(a), "to", json.dumps(b), "| npm:", json.dumps(other), "| jsonpatch:", len(ops), "operation | json-merge-patch:", json.dumps(merge), "| pydantic-deep-patch:", deep)
    assert other == b and len(ops) == 1
    assert (merge == {} and deep == []) if i < 3 else (merge == b and len(deep) == 1)
print("still so")
P
v/bin/python t.py
