#!/usr/bin/env bash
# Software: kuber 1.19.0 (PyPI, manifests as Python classes).
# Expected: from_dict, from_yaml and from_file read an EndpointSlice, a PriorityClass or a webhook configuration with its fields, as they do with a StorageClass or
#   a ClusterRole.
# Instead: of these kinds only apiVersion, kind and metadata are left, without an error: the endpoints, the value, the webhooks are gone. ConfigMaps,
#   Secrets, roles and bindings, which have no spec either, are right.
# Matters: manifests or a snapshot's objects written back through the library are priorities of 0 and slices without endpoints; the kinds that people test
#   with are right.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kuber==1.19.0
cat > t.py <<'P'
import copy, json
from importlib.metadata import version
import kuber
print("kuber", version("kuber"))
def o(v, k, **f): return {"apiVersion": v, "kind": k, "metadata": {"name": "x"}, **f}
hook = [{"name": "a.b.c", "clientConfig": {"url": "https://a"}, "sideEffects": "None", "admissionReviewVersions": ["v1"]}]
for x, kept in [(o("v1", "ConfigMap", data={"a": "b"}), True), (o("storage.k8s.io/v1", "StorageClass", provisioner="p", parameters={"a": "b"}), True),
                (o("rbac.authorization.k8s.io/v1", "ClusterRole", rules=[{"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}]), True),
                (o("discovery.k8s.io/v1", "EndpointSlice", addressType="IPv4", endpoints=[{"addresses": ["10.0.0.1"]}], ports=[{"port": 80}]), False),
                (o("scheduling.k8s.io/v1", "PriorityClass", value=1000, globalDefault=True), False), (o("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", webhooks=hook), False)]:
    got = [kuber.from_dict(copy.deepcopy(x)).to_dict(), kuber.from_yaml(json.dumps(x)).to_dict()]
    print("  ", x["kind"], "->", {k: v for k, v in got[0].items() if k not in ("apiVersion", "kind", "metadata")})
    want = x if kept else o(x["apiVersion"], x["kind"])
    assert got == [want, want], got
print("still so")
P
v/bin/python t.py
