#!/usr/bin/env bash
# Software: @marcbachmann/cel-js 8.0.0, @bufbuild/cel 0.6.1, cel-js 0.8.2 (all npm), beside them cel-python 0.5.0 and cel-expr-python 0.1.3 (PyPI).
# Expected: replicas of an object that was parsed from JSON is an int, as for the API server: self.replicas + 1 is 4, self.replicas / 2 is 1 (division of
#   ints cuts, CEL language definition), type(self.replicas) == int is true. Both Python libraries say so.
# Instead: every number of JSON.parse is a double for the three. In two of them arithmetic with a whole number ("no such overload: double + int") is an
#   error and the type is another one, while == and > work as if nothing were wrong; cel-js has no ints at all and gives 1.5.
# Matters: rules of CustomResourceDefinitions and policies run over an object in JavaScript until the first one that counts: `self.minReplicas * 2 <=
#   self.maxReplicas` raises, `self.replicas / 2 >= self.ready` has another answer. Numbers must be made BigInt first.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile cel-python==0.5.0 cel-expr-python==0.1.3
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @marcbachmann/cel-js@8.0.0 @bufbuild/cel@0.6.1 cel-js@0.8.2 >/dev/null 2>&1
cat > t.py <<'P'
import celpy, json
from importlib.metadata import version
from cel_expr_python import cel
self = json.loads('{"replicas": 3}')
env = celpy.Environment(); cpp = cel.NewEnv(variables={"self": cel.Type.DYN})
for e, right in [("self.replicas == 3", True), ("self.replicas + 1", 4), ("self.replicas / 2", 1), ("self.replicas / 2 >= 2", False)]:
    a = env.program(env.compile(e)).evaluate({"self": celpy.json_to_cel(self)}); b = cpp.compile(e).eval(data={"self": self}).value()
    print("cel-python %s, cel-expr-python %s:" % (version("cel-python"), version("cel-expr-python")), e, "->", a, b)
    assert a == right and b == right, (a, b)
P
v/bin/python t.py
cat > t.mjs <<'J'
import assert from 'assert'; import fs from 'fs';
import * as marc from '@marcbachmann/cel-js'; import * as buf from '@bufbuild/cel'; import * as celjs from 'cel-js';
const self = JSON.parse('{"replicas": 3}');
const run = (f) => { try { const r = f(); return r instanceof Error || /Error/.test(r?.constructor?.name) ? 'error' : r; } catch (e) { return 'error'; } };
for (const [e, ...want] of [['self.replicas == 3', true, true, true], ['self.replicas > 2', true, true, true], ['self.replicas + 1', 'error', 'error', 4],
  ['self.replicas / 2', 'error', 'error', 1.5], ['type(self.replicas) == int', false, false, 'error'], ['int(self.replicas) / 2', 1n, 1n, 'error']]) {
  const got = [run(() => marc.evaluate(e, { self })), run(() => buf.run(e, { self })), run(() => celjs.evaluate(e, { self }))];
  ['@marcbachmann/cel-js', '@bufbuild/cel', 'cel-js'].forEach((n, i) => console.log('  ', e.padEnd(27), n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version, '->', String(got[i])));
  assert.deepEqual(got, want);
}
const big = { self: { replicas: 3n } };
assert.equal(marc.evaluate('self.replicas / 2', big), 1n); assert.equal(buf.run('self.replicas / 2', big), 1n);
console.log('still so');
J
node t.mjs
