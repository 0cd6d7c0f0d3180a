#!/usr/bin/env bash
# Software: kubernetes.core 6.2 as it comes in PyPI ansible 12.3.0: the label_selectors of its module k8s, which pick the definitions that are applied.
# Expected: the language of Kubernetes (Labels and Selectors): keys may have a prefix, a key may be one letter, spaces around the parts do not matter,
#   and notin, != and ! take objects without the key, those without any label among them.
# Instead: "app.kubernetes.io/name in (web)" and "x in (web)" are read as the name of one key that must be there, and "tier in(web)" too: they take nothing,
#   while "notin" in the same form takes nothing either. An object without labels is never taken, whatever the selector. None is an error.
# Matters: a playbook that applies a file with such a selector reports ok and changes nothing; with !canary the objects without labels are left out.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check download --no-deps -d . ansible==12.3.0
python3 - <<'P'
import glob, zipfile
z = zipfile.ZipFile(glob.glob("ansible-*.whl")[0]); z.extractall(".", [n for n in z.namelist() if n.startswith("ansible_collections/kubernetes/core/plugins/module_utils/")])
P
cat > t.py <<'P'
from ansible_collections.kubernetes.core.plugins.module_utils.selector import LabelSelectorFilter as F
web = {"metadata": {"name": "web", "labels": {"app.kubernetes.io/name": "web", "x": "web", "tier": "web"}}}
bare = {"metadata": {"name": "bare"}}
empty = {"metadata": {"name": "empty", "labels": {}}}
cases = [ # selector, what Kubernetes takes, what this takes
    ("app.kubernetes.io/name=web", "web", "web"), ("tier in (web, db)", "web", "web"), ("tier notin (db)", "web bare empty", "web empty"),
    ("app.kubernetes.io/name in (web)", "web", ""), ("app.kubernetes.io/name notin (db)", "web bare empty", ""), ("x in (web)", "web", ""), ("tier in(web)", "web", ""),
    ("tier!=db", "web bare empty", "web empty"), ("!canary", "web bare empty", "web empty")]
for selector, kubernetes, now in cases:
    got = " ".join(o["metadata"]["name"] for o in (web, bare, empty) if F([selector]).isMatching(o))
    print(f"{selector:36} Kubernetes: {kubernetes or '-':16} here: {got or '-'}")
    assert got == now, (selector, got)
print("still so")
P
v/bin/python t.py
