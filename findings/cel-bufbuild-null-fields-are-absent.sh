#!/usr/bin/env bash
# Software: @bufbuild/cel 0.6.1, @marcbachmann/cel-js 8.0.0 (npm), cel-python 0.5.0, common-expression-language 0.10.0 (PyPI).
# Expected: for a map, has(m.k) says whether the key is there; a key whose value is null is there (language definition, "Field selection").
#   So does 'k' in m.
# Instead: @bufbuild/cel answers false to both for a key with null, cel-python, common-expression-language and cel-js true. It does know the key:
#   m.k == null is true, m.missing == null an error, and size(m) counts it.
# Matters: many stored objects have "creationTimestamp": null in pod templates, and custom resources keep null where the schema says nullable. A
#   rule !has(...) || ... passes such objects in one library and judges them in the others.
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
o = {"metadata": {"creationTimestamp": None, "labels": {}}}
exprs = ["has(self.metadata.creationTimestamp)", "'creationTimestamp' in self.metadata", "self.metadata.creationTimestamp == null", "size(self.metadata) == 2", "has(self.metadata.labels)", "has(self.metadata.name)"]
print({n: version(n) for n in ("common-expression-language", "cel-python")})
env = celpy.Environment()
a = [bool(evaluate(e, Context({"self": o}))) for e in exprs]
b = [bool(env.program(env.compile(e)).evaluate({"self": celpy.json_to_cel(o)})) for e in exprs]
c, d = json.loads(subprocess.run(["node", "t.mjs", json.dumps([exprs, o])], capture_output=True, text=True, check=True).stdout)
print(f"{'':43}common-expression-language, cel-python, cel-js, @bufbuild/cel")
for e, *r in zip(exprs, a, b, c, d): print(f"  {e:41}", *r)
assert a == b == c == [True, True, True, True, True, False], (a, b, c)
assert d == [False, False, True, True, True, False], d
print("still so")
P
cat > t.mjs <<'J'
import assert from 'assert'; import { evaluate } from '@marcbachmann/cel-js'; import { run } from '@bufbuild/cel';
const [exprs, self] = JSON.parse(process.argv[2]);
assert.match(String(run('self.metadata.missing == null', { self })), /no such key|Error/i);
console.log(JSON.stringify([exprs.map((e) => evaluate(e, { self })), exprs.map((e) => run(e, { self }))]));
J
v/bin/python t.py
