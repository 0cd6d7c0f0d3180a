#!/usr/bin/env bash
# Software: kuber 1.19.0 (PyPI, manifests as Python classes).
# Expected: what is read is written back. In a NetworkPolicy an empty object has a meaning: `ingress: [{}]` allows all, no ingress rule at all allows none,
#   `namespaceSelector: {}` is every namespace (so the API reference says of these fields).
# Instead: empty objects, lists and texts are dropped on the way out, and what is empty through that, too. A policy that allows all, or allows every
#   namespace, is written back without its rules, and so allows nothing; `emptyDir: {}` is a volume without a source, which the API server refuses;
#   an environment variable that is set to nothing has no value. 0 and false stay.
# Matters: a manifest that goes through the library cuts the traffic of all pods of the policy, and no error says so.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kuber==1.19.0
cat > t.py <<'P'
import copy
from importlib.metadata import version
import kuber
print("kuber", version("kuber"))
def through(o): return kuber.from_dict(copy.deepcopy(o)).to_dict()
def policy(**spec): return {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "x"}, "spec": {"podSelector": {"matchLabels": {"app": "web"}}, "policyTypes": ["Ingress"], **spec}}
for rules, right in [([{}], False), ([{"from": [{"namespaceSelector": {}}]}], False), ([{"from": [{"namespaceSelector": {"matchLabels": {"a": "b"}}}]}], True)]:
    got = through(policy(ingress=rules)); print("   ingress", rules, "->", got["spec"].get("ingress", "absent"))
    assert got == (policy(ingress=rules) if right else policy()), got
pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "x"}, "spec": {"terminationGracePeriodSeconds": 0, "enableServiceLinks": False, "volumes": [{"name": "v", "emptyDir": {}}],
       "containers": [{"name": "c", "image": "i", "env": [{"name": "HTTP_PROXY", "value": ""}]}]}}
got = through(pod)["spec"]; print("   pod", got)
assert got["volumes"] == [{"name": "v"}] and got["containers"][0]["env"] == [{"name": "HTTP_PROXY"}] and got["terminationGracePeriodSeconds"] == 0 and got["enableServiceLinks"] is False, got
print("still so")
P
v/bin/python t.py
