#!/usr/bin/env bash
# Software: jqts 0.0.8 (npm, jq in TypeScript); jq-wasm 1.0.1 (jq itself, as WebAssembly) gives what jq gives.
# Expected: sort_by(.ns, .name) sorts by the first and, where that is equal, by the second (jq manual, "sort, sort_by"); group_by and unique_by compare in the same way.
# Instead: the first is looked at alone: group_by(.ns, .name) makes one group per namespace, and unique_by keeps one object of each. With [.ns, .name] as the
#   one key no two objects are equal, so each is a group of its own. A joined text is a key that works. max_by() of equals is the first of them, for jq the last. No error.
# Matters: unique_by(.namespace, .name) over events or pods is the usual form; here one object per namespace is left.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts jqts@0.0.8 jq-wasm@1.0.1 >/dev/null 2>&1
cat > t.cjs <<'J'
const fs = require('fs'), assert = require('assert'), jqts = require('jqts').default, wasm = require('jq-wasm');
for (const n of ['jqts', 'jq-wasm']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const pods = [{ ns: 'b', name: 'w' }, { ns: 'a', name: 'z' }, { ns: 'a', name: 'y' }, { ns: 'b', name: 'w' }];
const cases = [ // program, jq, jqts
  ['sort_by(.ns, .name) | map(.ns + .name)', ['ay', 'az', 'bw', 'bw'], ['az', 'ay', 'bw', 'bw']],
  ['group_by(.ns, .name) | map(length)', [1, 1, 2], [2, 2]],
  ['unique_by(.ns, .name) | map(.ns + .name)', ['ay', 'az', 'bw'], ['az', 'bw']],
  ['unique_by([.ns, .name]) | map(.ns + .name)', ['ay', 'az', 'bw'], ['ay', 'az', 'bw', 'bw']],
  ['group_by([.ns, .name]) | map(length)', [1, 1, 2], [1, 1, 1, 1]],
  ['group_by(.ns + "/" + .name) | map(length)', [1, 1, 2], [1, 1, 2]],
];
(async () => {
  for (const [program, want, now] of cases) {
    const jq = JSON.parse(await wasm.raw(structuredClone(pods), program, ['-c'])), [here] = jqts.compile(program).evaluate(structuredClone(pods));
    console.log(' ', program, '| jq:', JSON.stringify(jq), '| jqts:', JSON.stringify(here)); assert.deepEqual(jq, want); assert.deepEqual(here, now);
  }
  const equals = [{ v: 3, n: 'first' }, { v: 3, n: 'last' }], program = 'max_by(.v) | .n', jq = JSON.parse(await wasm.raw(equals, program, ['-c'])), [here] = jqts.compile(program).evaluate(equals);
  console.log(' ', program, '| jq:', jq, '| jqts:', here); assert.deepEqual([jq, here], ['last', 'first']);
  console.log('still so');
})();
J
node t.cjs
