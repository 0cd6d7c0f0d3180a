#!/usr/bin/env bash
# Software: celparser 0.1.2 (PyPI, "parser and evaluator for Google Common Expression Language"); cel-expr-python 0.1.3 (PyPI, Google's own in C++) and cel-python 0.5.0 beside it.
# Expected: int / int is an int, cut towards zero, and % has the sign of the first; matches() looks for the pattern anywhere; a key that is absent is an error; ints have
#   64 bits (CEL language definition, "Arithmetic", "Regular Expressions", "Field Selection", "Overflow").
# Instead: 7 / 2 is 3.5 and -7 % 3 is 2, matches() looks at the start of the text alone, an absent key is null, and 2^63 - 1 plus 1 is 2^63. No error.
# Matters: the quorum of three, self.replicas / 2 + 1, is 2.5, name.matches("-prod") finds none, and a misspelt field is null instead of a rule that fails.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile celparser==0.1.2 cel-expr-python==0.1.3 cel-python==0.5.0
cat > t.py <<'P'
from importlib.metadata import version
import celparser, celpy
from cel_expr_python import cel
print({n: version(n) for n in ("celparser", "cel-expr-python", "cel-python")})
env, data = cel.NewEnv(variables={"self": cel.Type.DYN}), {"self": {"replicas": 3, "name": "web-prod-1"}}
def google(e):
    r = env.compile(e, disable_check=True).eval(data=data)
    return "error" if "ERROR" in str(r.type()) else r.value()
def python(e):
    p = celpy.Environment()
    try: r = p.program(p.compile(e)).evaluate({"self": celpy.json_to_cel(data["self"])})
    except celpy.CELEvalError: return "error"
    return bool(r) if isinstance(r, celpy.celtypes.BoolType) else int(r)
def here(e):
    return celparser.compile(e)(data)
for e, want, now in [("self.replicas / 2", 1, 1.5), ("-7 / 2", -3, -3.5), ("-7 % 3", -1, 2), ("self.name.matches('-prod')", True, False), ("self.name.matches('web')", True, True),
        ("self.nmae == 'x'", "error", False), ("9223372036854775807 + 1", "error", 2**63), ("self.replicas * 2", 6, 6)]:
    a, b, c = google(e), python(e), here(e); print(f"   {e:28} cel-expr-python: {a}, cel-python: {b}, celparser: {c}"); assert a == b == want and c == now and type(c) is type(now), (a, b, c)
print("still so")
P
v/bin/python t.py
