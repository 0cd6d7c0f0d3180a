#!/usr/bin/env bash
# Software: cel-python 0.5.0 (PyPI), beside it cel-expr-python 0.1.3 (PyPI, Google's C++ implementation) and @bufbuild/cel 0.6.1 (npm).
# Expected: string(true) is "true", string(1.0) is "1", and string(timestamp) is RFC 3339 with its fraction (CEL language definition, "Type Conversions").
# Instead: cel-python gives what Python prints: "True" and "1.0", and a timestamp loses its fraction.
# Matters: string(self.spec.paused) == 'true' is false for every object, "age " + string(self.t) and the messageExpressions of
#   policies have other texts than in the cluster; no error says so.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile cel-python==0.5.0 cel-expr-python==0.1.3
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @bufbuild/cel@0.6.1 >/dev/null 2>&1
cat > cases.json <<'C'
[["string(true)", "True", "true"], ["string(self.paused)", "True", "true"], ["string(self.paused) == 'true' ? 'paused' : 'runs'", "runs", "paused"], ["string(1.0)", "1.0", "1"],
 ["string(timestamp('2026-01-01T00:00:00.500Z'))", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00.500Z"], ["string(7)", "7", "7"], ["string(duration('90m'))", "5400s", "5400s"]]
C
cat > t.py <<'P'
import celpy, json
from importlib.metadata import version
from cel_expr_python import cel
env = celpy.Environment(); cpp = cel.NewEnv(variables={"self": cel.Type.DYN}); self = {"paused": True}
print("cel-python", version("cel-python"), "cel-expr-python", version("cel-expr-python"))
for e, wrong, right in json.load(open("cases.json")):
    a = str(env.program(env.compile(e)).evaluate({"self": celpy.json_to_cel(self)})); b = cpp.compile(e).eval(data={"self": self}).value()
    print("  ", e, "->", a, "| cel-expr-python", b)
    assert (a, b) == (wrong, right), (a, b)
P
v/bin/python t.py
cat > t.mjs <<'J'
import assert from 'assert'; import fs from 'fs'; import { run } from '@bufbuild/cel';
for (const [e, , right] of JSON.parse(fs.readFileSync('cases.json'))) assert.equal(run(e, { self: { paused: true } }), right);
console.log('@bufbuild/cel', JSON.parse(fs.readFileSync('node_modules/@bufbuild/cel/package.json')).version, 'agrees with cel-expr-python\nstill so');
J
node t.mjs
