#!/usr/bin/env bash
# Software: deepdiff 9.1.0 (PyPI).
# Expected: the rows that Delta.to_flat_rows() or to_flat_dicts() writes make the same change when they are read back with flat_rows_list= or flat_dict_list=.
# Instead: where a value changes its type and the old one converts to the new one (8080 and "8080", "true" and true, 1 and "1"), the rows hold
#   no value, and reading them back writes the text `unknown___` into the object. A change from 8080 to "http" is right, and so is
#   the Delta itself. With always_include_values=True all is right.
# Matters: ports, maxSurge and maxUnavailable of Kubernetes are numbers or texts: a history of changes kept as rows puts
#   `unknown___` where the port was, and only the rows of such changes show it.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile deepdiff==9.1.0
cat > t.py <<'P'
from importlib.metadata import version
from deepdiff import DeepDiff, Delta
print("deepdiff", version("deepdiff"))
def port(x): return {"spec": {"ports": [{"name": "web", "targetPort": x}]}}
for a, b, lost in [(8080, "8080", True), ("8080", 8080, True), ("true", True, True), (8080, "http", False), ("25%", 1, False), (8080, 8081, False)]:
    d = Delta(DeepDiff(port(a), port(b))); full = Delta(DeepDiff(port(a), port(b)), always_include_values=True)
    rows = port(a) + Delta(flat_rows_list=d.to_flat_rows()); dicts = port(a) + Delta(flat_dict_list=d.to_flat_dicts())
    print("   %r to %r: rows say" % (a, b), rows["spec"]["ports"][0], "| with always_include_values", (port(a) + Delta(flat_rows_list=full.to_flat_rows()))["spec"]["ports"][0])
    assert port(a) + d == port(b) == port(a) + Delta(flat_rows_list=full.to_flat_rows())
    assert rows == dicts == port("unknown___" if lost else b), (rows, dicts)
print("still so")
P
v/bin/python t.py
