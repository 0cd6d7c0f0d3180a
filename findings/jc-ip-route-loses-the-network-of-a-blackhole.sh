#!/usr/bin/env bash
# Software: jc 1.26.1 (PyPI): its parser ip-route, on lines as iproute2 prints them on a node with Calico.
# Expected: ip-route(8): a route may have a TYPE before its prefix: blackhole, unreachable, prohibit, local, broadcast. `ip -json route` has "type": "blackhole" and "dst": the
#   network. Calico puts one blackhole on each node for each of its address blocks (proto 80).
# Instead: the type is taken for the address ("ip": "blackhole") and the network is nowhere. Two blocks are two equal objects. Routes without a type are right.
# Matters: which node has which block of pod addresses is read from these routes; it is compared with the IPAMBlocks of a snapshot.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile jc==1.26.1
cat > routes.txt <<'R'
default via 192.0.2.1 dev eth0 proto dhcp src 192.0.2.10 metric 100 
10.244.3.0/26 via 192.0.2.11 dev tunl0 proto bird onlink 
10.244.9.1 dev cali12345 scope link 
blackhole 10.244.9.0/26 proto 80 
blackhole 10.244.17.64/26 proto 80 
unreachable 10.96.0.0/12 metric 1024 
R
v/bin/jc -q --ip-route < routes.txt > routes.json
cat > t.py <<'P'
import json
from importlib.metadata import version
got = json.load(open("routes.json")); print("jc", version("jc"))
for line, o in zip(open("routes.txt"), got): print("  ", line.strip(), "->", o)
assert [o["ip"] for o in got] == ["default", "10.244.3.0/26", "10.244.9.1", "blackhole", "blackhole", "unreachable"], got
assert got[3] == got[4] and "10.244.9.0" not in json.dumps(got) and "10.96.0.0" not in json.dumps(got), got
print("still so")
P
v/bin/python t.py
