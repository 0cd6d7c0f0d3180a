#!/usr/bin/env bash
# Software: regopy 1.5.2 (PyPI, the Python binding of rego-cpp), beside it gordon-to-regorus 0.13.0 (PyPI, a build of the Rust engine regorus).
# Expected: time.parse_rfc3339_ns takes the times of RFC 3339, in which Z stands for +00:00; Kubernetes writes all its times with Z.
# Instead: a time with Z is undefined, with or without a fraction; the same time with +00:00 is a number. Undefined is no error in Rego: the rule
#   that uses it gives nothing.
# Matters: "pods that are older than a day" over creationTimestamp is the empty set, which reads as: there are none.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile regopy==1.5.2 gordon-to-regorus==0.13.0
cat > t.py <<'P'
import json
from importlib.metadata import version
import regopy, regorus
print("regopy", version("regopy"), "regorus", version("gordon-to-regorus"))
def both(e):
    a = str(regopy.Interpreter().query("x := " + e)); b = regorus.Engine().eval_query("x := " + e)["result"]
    return None if a.strip() == "undefined" else json.loads(a)["bindings"]["x"], b[0]["bindings"]["x"] if b else None
N = 1767225600000000000
for t, wrong, right in [("2026-01-01T00:00:00Z", None, N), ("2026-01-01T00:00:00.5Z", None, N + 5 * 10 ** 8), ("2026-01-01T00:00:00+00:00", N, N), ("2026-01-01T02:00:00+02:00", N, N)]:
    got = both("time.parse_rfc3339_ns(%s)" % json.dumps(t)); print("  ", t, "-> %s | regorus %s" % got)
    assert got == (wrong, right), got
pods = [{"n": "old", "t": "2025-01-01T00:00:00Z"}, {"n": "new", "t": "2026-01-01T00:00:00Z"}]
got = both("[p.n | p := %s[_]; time.parse_rfc3339_ns(p.t) < %d]" % (json.dumps(pods), N)); print("   before 2026 -> %s | regorus %s" % got)
assert got == ([], ["old"]), got
print("still so")
P
v/bin/python t.py
