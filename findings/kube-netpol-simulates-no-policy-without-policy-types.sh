#!/usr/bin/env bash
# Software: kube-netpol 1.0.0 (PyPI: generates, validates and simulates NetworkPolicies).
# Expected: policyTypes may be left out; it is then Ingress, and Egress too when there is an egress section (API reference, NetworkPolicySpec). podSelector is a label
#   selector with matchExpressions. So says its own text, too: if any policy selects a pod, only traffic that a rule allows is permitted.
# Instead: a policy without policyTypes isolates nothing in the simulation: "No ingress policy selects destination pod". A selector of matchExpressions alone selects
#   every pod, so the traffic of pods that the policy is not about is denied. With policyTypes and matchLabels the verdicts are right.
# Matters: the short form without policyTypes is what most examples and older charts have. The picture of who reaches whom is wrong both ways, without a warning.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kube-netpol==1.0.0
cat > t.py <<'P'
from importlib.metadata import version
import json
from kube_netpol.parser import parse_manifests
from kube_netpol.models import TrafficFlow
from kube_netpol.analyzers.simulator import simulate_traffic
print("kube-netpol", version("kube-netpol"))
def ask(spec, dest):
    json.dump({"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "p", "namespace": "shop"}, "spec": spec}, open("p.yaml", "w"))
    policies, _ = parse_manifests("p.yaml")
    [f] = simulate_traffic(policies, [TrafficFlow(source_pod="a", dest_pod="b", source_namespace="shop", source_labels={"app": "log"}, dest_namespace="shop", dest_labels=dest, port=80, protocol="TCP")])
    return f.verdict.name, f.matched_rule.split(" | ")[0]
allow_web = [{"from": [{"podSelector": {"matchLabels": {"app": "web"}}}]}]
db, other = {"app": "db"}, {"app": "cache"}
by_label, by_expression = {"matchLabels": {"app": "db"}}, {"matchExpressions": [{"key": "app", "operator": "In", "values": ["db"]}]}
for what, spec, dest, cluster, now in [
        ("with policyTypes", {"podSelector": by_label, "policyTypes": ["Ingress"], "ingress": allow_web}, db, "DENY", "DENY"),
        ("without policyTypes", {"podSelector": by_label, "ingress": allow_web}, db, "DENY", "ALLOW"),
        ("without policyTypes, deny all", {"podSelector": {}}, db, "DENY", "ALLOW"),
        ("matchLabels, another pod", {"podSelector": by_label, "policyTypes": ["Ingress"], "ingress": allow_web}, other, "ALLOW", "ALLOW"),
        ("matchExpressions, another pod", {"podSelector": by_expression, "policyTypes": ["Ingress"], "ingress": allow_web}, other, "ALLOW", "DENY")]:
    got, why = ask(spec, dest); print(f"   {what:32} cluster: {cluster:6} here: {got:6} {why}"); assert got == now, got
print("still so")
P
v/bin/python t.py
