#!/usr/bin/env bash
# Software: celq 0.7.1 and common-expression-language 0.10.0 (PyPI); cel-expr-python 0.1.3 (PyPI, Google's own in C++) and cel-python 0.5.0 beside them.
# Expected: string(duration) is the seconds with an "s" behind: "3600s" for an hour (CEL language definition, "string": "Converts duration to seconds and fractional seconds with an 's' suffix").
# Instead: both write "1h0m0s". duration() reads either form.
# Matters: a rule or a filter that compares the text of a duration (string(duration(self.spec.timeout)) == "90s") is true in a cluster and false here.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile celq==0.7.1 common-expression-language==0.10.0 cel-expr-python==0.1.3 cel-python==0.5.0
cat > t.py <<'P'
import json, subprocess
from importlib.metadata import version
import cel, celpy
from cel_expr_python import cel as google
print({n: version(n) for n in ("celq", "common-expression-language", "cel-expr-python", "cel-python")})
p = celpy.Environment()
for e, want, now in [("string(duration('1h'))", "3600s", "1h0m0s"), ("string(duration('90s'))", "90s", "1m30s")]:
    a, b, c = google.NewEnv().compile(e).eval(data={}).value(), str(p.program(p.compile(e)).evaluate({})), cel.evaluate(e, {})
    q = json.loads(subprocess.run(["v/bin/celq", "-n", e], capture_output=True, text=True, check=True).stdout)
    print(f"   {e:26} cel-expr-python: {a}, cel-python: {b}, common-expression-language: {c}, celq: {q}")
    assert a == b == want and c == q == now
print("still so")
P
v/bin/python t.py
