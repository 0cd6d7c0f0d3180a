#!/usr/bin/env bash
# Software: regopy 1.5.2 (PyPI, the Python binding of rego-cpp), beside it gordon-to-regorus 0.13.0 (PyPI, a build of the Rust engine regorus).
# Expected: object.union is the recursive union of two objects (so Open Policy Agent's list of functions calls it): nested objects are merged, the
#   second wins where both have a value. object.union_n does so from left to right.
# Instead: a nested object of the second replaces that of the first as a whole: labels of two layers come out as those of the last.
# Matters: defaults that are laid under an object or values of a chart with object.union lose all that the upper layer does not repeat; a report that is
#   made with the same rule by opa is another one.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile regopy==1.5.2 gordon-to-regorus==0.13.0
cat > t.py <<'P'
import json
from importlib.metadata import version
import regopy, regorus
a = {"metadata": {"labels": {"team": "web", "tier": "1"}}, "replicas": 1}
b = {"metadata": {"labels": {"tier": "2"}, "annotations": {"x": "y"}}}
merged = {"metadata": {"labels": {"team": "web", "tier": "2"}, "annotations": {"x": "y"}}, "replicas": 1}
print("regopy", version("regopy"), "regorus", version("gordon-to-regorus"))
for e in ("object.union(%s, %s)", "object.union_n([%s, %s])"):
    q = "x := " + e % (json.dumps(a), json.dumps(b))
    x = json.loads(str(regopy.Interpreter().query(q)))["bindings"]["x"]
    y = regorus.Engine().eval_query(q)["result"][0]["bindings"]["x"]
    print("  ", e.split("(")[0], "->", json.dumps(x), "\n     regorus ->", json.dumps(y))
    assert x == {**b, "replicas": 1}, x
    assert y == merged, y
print("still so")
P
v/bin/python t.py
