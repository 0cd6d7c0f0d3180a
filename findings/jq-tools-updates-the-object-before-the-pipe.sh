#!/usr/bin/env bash
# Software: @jq-tools/jq 0.0.11 (npm, jq in JavaScript); jq-wasm 1.0.1 (jq itself, as WebAssembly) gives what jq gives.
# Expected: `.a | .b = 5` gives .a with another b: an assignment has for `.` what the pipe brings (jq manual, "Assignment"). So `.spec | .replicas = 0` is a spec.
# Instead: what the pipe brings stays as it was, and the path from the root is set in it: `.spec | .replicas = 0` is the old spec, with the old replicas, that has a
#   member `spec` of its own with the new ones; `|= . + 1` begins with null there, and map_values() does the same. Where the input is a list,
#   map(.x = 1) is the error "Cannot index object with number". del() behind a pipe and an assignment that begins at the root are right.
# Matters: no error. `.items[] | .metadata.name = "x"` is the usual form: each object gets the whole list as a member `items`, and keeps its name.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @jq-tools/jq@0.0.11 jq-wasm@1.0.1 >/dev/null 2>&1
cat > t.cjs <<'J'
const fs = require('fs'), assert = require('assert'), { parse, evaluate } = require('@jq-tools/jq'), wasm = require('jq-wasm');
for (const n of ['@jq-tools/jq', 'jq-wasm']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const web = { spec: { replicas: 3, paused: true } }, list = { items: [{ metadata: { name: 'a' } }] };
const cases = [ // program, input, jq, here
  ['.spec | .replicas = 0', web, [{ replicas: 0, paused: true }], [{ replicas: 3, paused: true, spec: { replicas: 0 } }]],
  ['.spec | .replicas |= . + 1', web, [{ replicas: 4, paused: true }], [{ replicas: 3, paused: true, spec: { replicas: 1 } }]],
  ['.spec | map_values("x")', web, [{ replicas: 'x', paused: 'x' }], [{ replicas: 3, paused: true, spec: { replicas: 'x', paused: 'x' } }]],
  ['.items[] | .metadata.name = "x"', list, [{ metadata: { name: 'x' } }], [{ metadata: { name: 'a' }, items: [{ metadata: { name: 'x' } }] }]],
  ['.items | map(.x = 1)', list, [[{ metadata: { name: 'a' }, x: 1 }]], [[{ metadata: { name: 'a' }, items: [{ x: 1 }] }]]],
  ['map(.x = 1)', [{ a: 1 }], [[{ a: 1, x: 1 }]], 'Cannot index object with number'],
  ['.spec.replicas = 0', web, [{ spec: { replicas: 0, paused: true } }], [{ spec: { replicas: 0, paused: true } }]],
  ['.spec | del(.paused)', web, [{ replicas: 3 }], [{ replicas: 3 }]],
];
(async () => {
  for (const [program, input, want, now] of cases) {
    const jq = String(await wasm.raw(structuredClone(input), program, ['-c'])).trim().split('\n').map((l) => JSON.parse(l));
    let here; try { here = [...evaluate(parse(program), [structuredClone(input)])]; } catch (e) { here = e.message; }
    console.log(' ', program, '| jq:', JSON.stringify(jq), '| here:', JSON.stringify(here));
    assert.deepEqual(jq, want); assert.deepEqual(here, now);
  }
  console.log('still so');
})();
J
node t.cjs
