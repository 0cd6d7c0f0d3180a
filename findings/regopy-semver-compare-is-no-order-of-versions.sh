#!/usr/bin/env bash
# Software: regopy 1.5.2 (PyPI, the Python binding of rego-cpp), beside it gordon-to-regorus 0.13.0 (PyPI, a build of the Rust engine regorus).
# Expected: semver.compare(a, b) is 1 if a is the newer version: a release is newer than its candidates, numbers are compared as numbers, and
#   what stands after + does not count (SemVer 2.0.0, 10 and 11, which Open Policy Agent names for this function).
# Instead: semver.compare("1.30.0", "1.29.9") is -1, since a later number is smaller; a release is older than its candidate, rc.2 is newer
#   than rc.10, and +k3s1 is older than +k3s2. "1.9.0" against "1.10.0" is right.
# Matters: a rule that lists nodes whose kubelet is older than 1.29.9 lists those with 1.30.0; nothing raises an error.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile regopy==1.5.2 gordon-to-regorus==0.13.0
cat > t.py <<'P'
import json
from importlib.metadata import version
import regopy, regorus
print("regopy", version("regopy"), "regorus", version("gordon-to-regorus"))
for a, b, wrong, right in [("1.30.0", "1.29.9", -1, 1), ("1.36.1", "1.36.1-rc.0", -1, 1), ("1.36.0-rc.2", "1.36.0-rc.10", 1, -1), ("1.36.1+k3s1", "1.36.1+k3s2", -1, 0),
                           ("2.0.0", "1.9.9", -1, 1), ("1.9.0", "1.10.0", -1, -1), ("1.36.1", "1.36.0", 1, 1), ("1.36.0-alpha.1", "1.36.0-beta.0", -1, -1)]:
    e = "x := semver.compare(%s, %s)" % (json.dumps(a), json.dumps(b))
    x = json.loads(str(regopy.Interpreter().query(e)))["bindings"]["x"]
    y = regorus.Engine().eval_query(e)["result"][0]["bindings"]["x"]
    print("  ", a, "against", b, "->", x, "| regorus", y)
    assert (x, y) == (wrong, right), (x, y)
print("still so")
P
v/bin/python t.py
