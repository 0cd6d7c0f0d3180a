#!/usr/bin/env bash
# Software: PyPI kubesplit 0.6.0, which writes each document of a file of manifests into a file of its own.
# Expected: four objects in, four files out. An object is named by group, kind, namespace and name; Service of v1 and of serving.knative.dev/v1 are two kinds,
#   as are NetworkPolicy of networking.k8s.io and of crd.projectcalico.org, and Knative makes a Service of v1 with the very name of its own.
# Instead: the file's name holds kind and name alone: the later object replaces the earlier one. It reports "Found [4] valid" and exits with 0.
# Matters: a backup or a repository that is split this way lacks objects, and which ones hangs on the order of the documents.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kubesplit==0.6.0 PyYAML==6.0.3
cat > t.py <<'P'
import glob, subprocess, yaml
kinds = [("v1", "Service"), ("serving.knative.dev/v1", "Service"), ("networking.k8s.io/v1", "NetworkPolicy"), ("crd.projectcalico.org/v1", "NetworkPolicy")]
docs = [{"apiVersion": a, "kind": k, "metadata": {"name": "web", "namespace": "shop"}, "spec": {}} for a, k in kinds]
for order in (docs, docs[::-1]):
    yaml.safe_dump_all(order, open("in.yaml", "w"))
    subprocess.run(["rm", "-rf", "out"], check=True)
    r = subprocess.run(["v/bin/kubesplit", "-i", "in.yaml", "-o", "out"], capture_output=True, text=True); assert r.returncode == 0, r.stderr
    said = next(l for l in (r.stdout + r.stderr).splitlines() if "Found" in l)
    files = sorted(f for f in glob.glob("out/**", recursive=True) if f.endswith(".yml"))
    left = [d["apiVersion"] for f in files for d in yaml.safe_load_all(open(f))]
    print(said, "->", files, left)
    assert "[4] valid" in said and len(left) == 2, left
    assert set(left) == {d["apiVersion"] for d in (order[1], order[3])}, left
print("still so")
P
v/bin/python t.py
