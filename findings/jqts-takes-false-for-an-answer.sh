#!/usr/bin/env bash
# Software: jqts 0.0.8 (npm, jq in TypeScript, 6,000 downloads a month); jq-wasm 1.0.1 (jq itself, as WebAssembly) gives what jq gives.
# Expected: `a // b` gives all values of a that are neither false nor null, and b when there is none (jq manual, "Alternative operator"); jqts lists it as supported.
# Instead: false counts as a value, only null does not: `.suspend // true` is false for a CronJob that says false, and `(.a, .b) // "x"` has one answer for
#   each of the two instead of one for both.
# Matters: no error. select(.automountServiceAccountToken // true) and the like are how rules treat a field with a default: other objects are found than by jq.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts jqts@0.0.8 jq-wasm@1.0.1 >/dev/null 2>&1
cat > t.cjs <<'J'
const fs = require('fs'), assert = require('assert'), jqts = require('jqts').default, wasm = require('jq-wasm');
for (const n of ['jqts', 'jq-wasm']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const jobs = [{ n: 'a', suspend: false }, { n: 'b', suspend: null }, { n: 'c' }, { n: 'd', suspend: true }];
const cases = [ // program, jq, here
  ['[.[] | .suspend // "none"]', [['none', 'none', 'none', true]], [[false, 'none', 'none', true]]],
  ['[.[] | select(.suspend // true) | .n]', [['a', 'b', 'c', 'd']], [['b', 'c', 'd']]],
  ['[.[].suspend // "none"]', [[true]], [[false, 'none', 'none', true]]],
  ['[.[] | .n // "none"]', [['a', 'b', 'c', 'd']], [['a', 'b', 'c', 'd']]],
];
(async () => {
  for (const [program, want, now] of cases) {
    const jq = String(await wasm.raw(structuredClone(jobs), program, ['-c'])).trim().split('\n').map((l) => JSON.parse(l)), here = jqts.compile(program).evaluate(structuredClone(jobs));
    console.log(' ', program, '| jq:', JSON.stringify(jq), '| jqts:', JSON.stringify(here));
    assert.deepEqual(jq, want); assert.deepEqual(here, now);
  }
  console.log('still so');
})();
J
node t.cjs
