#!/usr/bin/env bash
# Software: pykalt 1.5 (PyPI): kalt, "Kubernetes Audit Logs Toolkit", on a file as kube-apiserver's log backend writes it, one audit.k8s.io/v1 Event per line.
# Expected: all events of the files are counted, filtered and dumped; its text has keys like objectRef.resource for what is nested.
# Instead: the first line gives the time at which the period begins and is then dropped: of four events three are counted ("of 3 events") and dumped, and a file of one event is
#   an UnboundLocalError. Of several files it is the first event of the first. A key that has dots itself cannot be named: each event has '' for
#   annotations.authorization.k8s.io/decision, so a filter for forbid finds none.
# Matters: one event is missing for each file when files are looked at one by one, and of what was refused none is found.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile pykalt==1.5
cat > t.py <<'P'
import json, subprocess
from importlib.metadata import version
print("pykalt", version("pykalt"))
events = [{"kind": "Event", "apiVersion": "audit.k8s.io/v1", "level": "Metadata", "auditID": f"0000000{i}-0000-4000-8000-000000000000", "stage": "ResponseComplete", "verb": verb, "user": {"username": "kubernetes-admin"}, "objectRef": {"resource": "secrets", "name": name},
    "requestReceivedTimestamp": f"2026-03-01T10:00:0{i}.000000Z", "stageTimestamp": f"2026-03-01T10:00:0{i}.100000Z", "annotations": {"authorization.k8s.io/decision": decision}} for i, (verb, name, decision) in enumerate([("delete", "first", "allow"), ("get", "second", "forbid"), ("get", "third", "allow"), ("list", "last", "allow")])]
def kalt(count, *args):
    open("audit.log", "w").writelines(json.dumps(e) + "\n" for e in events[:count])
    return subprocess.run(["v/bin/kalt", *args, "audit.log"], capture_output=True, text=True)
names = [json.loads(l)["objectRef"]["name"] for l in kalt(4, "-d").stdout.splitlines()]
said = kalt(4, "-k", "verb").stdout; print("   dumped:", names); print(said)
assert names == ["second", "third", "last"] and "of 3 events" in said and "delete" not in said and "10:00:00" in said
alone = kalt(1, "-k", "verb"); print("   one event alone:", alone.stderr.strip().splitlines()[-1][:60]); assert alone.returncode and "UnboundLocalError" in alone.stderr
one = kalt(4, "-d", "-f", "objectRef.name=second").stdout.count("auditID"); none = kalt(4, "-d", "-f", "annotations.authorization.k8s.io/decision=forbid").stdout; print("   by name:", one, "| forbidden:", repr(none)); assert one == 1 and none == ""
print("still so")
P
v/bin/python t.py
