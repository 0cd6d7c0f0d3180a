#!/usr/bin/env bash
# Software: kube_models 0.6.0 (PyPI, the models of kubesdk 0.3.4).
# Expected: from_dict(src) builds an object and leaves src alone, as every other dict loader does.
# Instead: it deletes apiVersion and kind from the dict it was given. The object is right; the caller's dict is not an object any more:
#   a list kept for other uses (hashing, writing out, looking the model up by kind) has lost the two keys, and to_dict() of the model adds
#   empty labels, finalizers and ownerReferences, so it is no way back to what was read.
# Matters: reading the items of a list of snapshot objects and then saving the list writes manifests without kind. Pass a copy.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kube_models==0.6.0
cat > t.py <<'P'
import json
from importlib.metadata import version
from kube_models.api_v1.io.k8s.api.core.v1 import Secret
print("kube_models", version("kube_models"))
src = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "a", "namespace": "prod"}, "type": "Opaque", "data": {"k": "dg=="}}
before = json.loads(json.dumps(src)); print("given:         ", json.dumps(src))
s = Secret.from_dict(src)
print("given, after:  ", json.dumps(src)); back = s.to_dict(drop_nones=True); print("to_dict:       ", json.dumps(back, default=str))
assert s.kind == "Secret" and s.metadata.name == "a"
assert src == {k: v for k, v in before.items() if k not in ("apiVersion", "kind")}, src
want = dict(before, metadata=dict(before["metadata"], finalizers=[], labels={}, ownerReferences=[]))
assert json.loads(json.dumps(back, default=str)) == want, back
print("still so")
P
v/bin/python t.py
