#!/usr/bin/env bash
# Software: jqts 0.0.8 and @jq-tools/jq 0.0.11 (npm); jq-wasm 1.0.1 (jq itself, as WebAssembly) gives what jq gives.
# Expected: `f?` gives what f gives and drops errors; `.[].a?` goes on with the next element (jq manual, "Error Suppression" and "Optional Object Identifier-Index").
# Instead: in jqts `tonumber?` of what is no number is NaN (null once it is JSON), so `map(tonumber? // "named")` and `[.[] | tonumber?]` hold that, and a default behind `.a?` of a
#   number is not taken. In @jq-tools/jq `.[].a?` ends at the first element that has no members, and what follows is left out. No error.
# Matters: `[.. | .image?]`, `.items[].spec?.x`, `tonumber?` are the forms for data of mixed kinds: one number too early and the later objects are not seen.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts jqts@0.0.8 @jq-tools/jq@0.0.11 jq-wasm@1.0.1 >/dev/null 2>&1
cat > t.cjs <<'J'
const fs = require('fs'), assert = require('assert'), jqts = require('jqts').default, { parse, evaluate } = require('@jq-tools/jq'), wasm = require('jq-wasm');
for (const n of ['jqts', '@jq-tools/jq', 'jq-wasm']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const mixed = [{ a: 1 }, 2, { a: 3 }], ports = ['80', 'http', '443'];
const cases = [ // program, input, jq, jqts, @jq-tools/jq
  ['[.[] | tonumber?]', ports, [80, 443], [80, NaN, 443], [80, 443]],
  ['map(tonumber? // "named")', ports, [80, 'named', 443], [80, NaN, 443], [80, 'named', 443]],
  ['[.[].a?]', mixed, [1, 3], [1, 3], [1]],
  ['[.[] | .a?]', mixed, [1, 3], [1, 3], [1, 3]],
  ['[.[] | .a? // "none"]', mixed, [1, 'none', 3], [1, 3], [1, 'none', 3]],
  ['[.[]?.a?]', mixed, [1, 3], [1, 3], [1]],
];
(async () => {
  for (const [program, input, want, a, b] of cases) {
    const run = (f) => { try { return f(); } catch (e) { return undefined; } };
    const jq = JSON.parse(await wasm.raw(input, program, ['-c'])), x = run(() => jqts.compile(program).evaluate(structuredClone(input))[0]), y = run(() => [...evaluate(parse(program), [structuredClone(input)])][0]);
    console.log(' ', program, '| jq:', JSON.stringify(jq), '| jqts:', JSON.stringify(x), '| @jq-tools/jq:', JSON.stringify(y) ?? '(not implemented)');
    assert.deepEqual(jq, want); assert.deepEqual(x, a); assert.deepEqual(y, b);
  }
  console.log('still so');
})();
J
node t.cjs
