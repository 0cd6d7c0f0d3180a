#!/usr/bin/env bash
# Software: PyPI flux-local 7.11.0, the newest for Python 3.11: the variables of a Flux Kustomization (postBuild).
# Expected: Flux, Kustomizations, Post build variable substitution: what substitute gives in-line takes precedence over substituteFrom;
#   the keys of a ConfigMap's data and of a Secret are the variables. In the API stringData is added to data and wins.
# Instead: a ConfigMap or Secret of substituteFrom replaces the in-line value. Of a Secret with data and stringData only data is seen,
#   and of a ConfigMap with binaryData nothing else: its data, here the region, is not there, without an error.
# Matters: the tool is for looking at a change before it is merged. It shows the region of the shared ConfigMap where the cluster gets the one of the overlay.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile flux-local==7.11.0
cat > t.py <<'P'
import base64
from flux_local import manifest, values
def b64(s): return base64.b64encode(s.encode()).decode()
def meta(n): return {"apiVersion": "v1", "metadata": {"name": n, "namespace": "flux-system"}}
maps = [manifest.ConfigMap.parse_doc({**meta("shared"), "kind": "ConfigMap", "data": {"region": "shared", "zone": "a"}}),
    manifest.ConfigMap.parse_doc({**meta("logo"), "kind": "ConfigMap", "data": {"zone": "b"}, "binaryData": {"logo": b64("x")}})]
secrets = [manifest.Secret.parse_doc({**meta("login"), "kind": "Secret", "data": {"token": b64("t")}, "stringData": {"user": "u"}}, wipe_secrets=False)]
def variables(kind, name):
    k = manifest.Kustomization.parse_doc({"apiVersion": "kustomize.toolkit.fluxcd.io/v1", "kind": "Kustomization", "metadata": {"name": "apps", "namespace": "flux-system"}, "spec": {"path": "./", "sourceRef": {"kind": "GitRepository", "name": "x"},
        "postBuild": {"substitute": {"region": "in-line"}, "substituteFrom": [{"kind": kind, "name": name}]}}})
    return values.expand_postbuild_substitute_reference(k, values.cluster_config(secrets, maps)).postbuild_substitute
for kind, name, flux, now in (("ConfigMap", "shared", {"region": "in-line", "zone": "a"}, {"region": "shared", "zone": "a"}), ("Secret", "login", {"region": "in-line", "token": "t", "user": "u"}, {"region": "in-line", "token": "t"}),
        ("ConfigMap", "logo", {"region": "in-line", "zone": "b"}, {"region": "in-line", "logo": "x"})):
    got = variables(kind, name); print(f"{kind} {name}: Flux {flux}, here {got}"); assert got == now, got
print("still so")
P
v/bin/python t.py
