#!/usr/bin/env bash
# Software: regopy 1.5.2 (PyPI, the Python binding of rego-cpp), beside it gordon-to-regorus 0.13.0 (PyPI, a build of the Rust engine regorus).
# Expected: sort, max and min order numbers by value, and values of different types as null < booleans < numbers < strings < arrays < objects <
#   sets (Open Policy Agent's documentation of sort and of comparison), as regorus does.
# Instead: regopy orders values by their text: sort([10, 9, 2]) is [10, 2, 9], max([9, 10]) is 9, [10] > [9] is false, and "a" < 1 is true. 10 > 9 by
#   itself is right.
# Matters: "the largest number of restarts", "the newest revision" and "the three biggest" out of a rule over the objects are right as long
#   as all numbers have as many digits.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile regopy==1.5.2 gordon-to-regorus==0.13.0
cat > t.py <<'P'
import json
from importlib.metadata import version
import regopy, regorus
pods = '[{"name": "a", "restarts": 9}, {"name": "b", "restarts": 10}, {"name": "c", "restarts": 2}]'
cases = [("sort([10, 9, 2])", [10, 2, 9], [2, 9, 10]), ("max([9, 10])", 9, 10), ("min([9, 10])", 10, 9), ("[10] > [9]", False, True),
  ('"a" < 1', True, False), ('sort([2, "a", null])', ["a", 2, None], [None, 2, "a"]), ("10 > 9", True, True), ("sort([3, 2, 1])", [1, 2, 3], [1, 2, 3]),
  ("max([p.restarts | p := %s[_]])" % pods, 9, 10), ("sort([[p.restarts, p.name] | p := %s[_]])[0]" % pods, [10, "b"], [2, "c"])]
print("regopy", version("regopy"), "regorus", version("gordon-to-regorus"))
for e, wrong, right in cases:
    a = json.loads(str(regopy.Interpreter().query("x := " + e)))["bindings"]["x"]
    b = regorus.Engine().eval_query("x := " + e)["result"][0]["bindings"]["x"]
    print("  ", e, "->", a, "| regorus", b)
    assert a == wrong and b == right, (e, a, b)
print("still so")
P
v/bin/python t.py
