#!/usr/bin/env bash
# Software: common-expression-language 0.10.0 (PyPI, the Rust interpreter for Python), cel-python 0.5.0 (PyPI), @marcbachmann/cel-js 8.0.0 and
#   @bufbuild/cel 0.6.1 (npm).
# Expected: getHours(), getDate() and the like without an argument are in UTC (language definition, standard definitions), whatever offset the
#   timestamp was written with: 2026-03-01T00:30:00+02:00 has hour 22 of February 28.
# Instead: common-expression-language answers in the offset of the text: hour 0, day 1; the other three say 22 and 28. It knows that both texts
#   are one instant (== is true), so two equal timestamps have different hours. With the usual Z all four agree.
# Matters: Kubernetes writes its own times with Z, but annotations hold what their writer's machine said; a rule on hours or days over them
#   selects other objects than with the libraries that keep to UTC.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile common-expression-language==0.10.0 cel-python==0.5.0
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @marcbachmann/cel-js@8.0.0 @bufbuild/cel@0.6.1 >/dev/null 2>&1
cat > t.py <<'P'
import json, subprocess
from importlib.metadata import version
import celpy
from cel import Context, evaluate
off, utc = "timestamp('2026-03-01T00:30:00+02:00')", "timestamp('2026-02-28T22:30:00Z')"
exprs = [f"{off} == {utc}"] + [f"{t}.{f}()" for f in ("getHours", "getDate") for t in (off, utc)]
print({n: version(n) for n in ("common-expression-language", "cel-python")})
env = celpy.Environment()
a = [int(evaluate(e, Context({}))) for e in exprs]
b = [int(env.program(env.compile(e)).evaluate({})) for e in exprs]
c = json.loads(subprocess.run(["node", "t.mjs", json.dumps(exprs)], capture_output=True, text=True, check=True).stdout)
print(f"{'':58}common-expression-language, cel-python, cel-js, @bufbuild/cel")
for e, *r in zip(exprs, a, b, *c): print(f"  {e:56}", *r)
assert a == [1, 0, 22, 1, 28], a
assert b == c[0] == c[1] == [1, 22, 22, 28, 28], (b, c)
print("still so")
P
cat > t.mjs <<'J'
import { evaluate } from '@marcbachmann/cel-js'; import { run } from '@bufbuild/cel';
const exprs = JSON.parse(process.argv[2]);
console.log(JSON.stringify([exprs.map((e) => Number(evaluate(e, {}))), exprs.map((e) => Number(run(e, {})))]));
J
v/bin/python t.py
