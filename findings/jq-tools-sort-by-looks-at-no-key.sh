#!/usr/bin/env bash
# Software: @jq-tools/jq 0.0.11 (npm, jq in JavaScript, 7,000 downloads a month); jq-wasm 1.0.1 (jq itself, as WebAssembly) gives what jq gives.
# Expected: sort_by(f) sorts by what f gives (jq manual, "sort, sort_by"); the README lists it among the implemented filters.
# Instead: f is not looked at: sort_by(anything) is sort, which compares whole objects, member by member in the order of their names. group_by and unique_by are right.
#   Objects whose first member by name happens to be the key (`{name, restarts}` by name) are right, too.
# Matters: sort_by(.metadata.creationTimestamp) | last, the newest object, is the one with the greatest apiVersion, annotations and so on. No error.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @jq-tools/jq@0.0.11 jq-wasm@1.0.1 >/dev/null 2>&1
cat > t.cjs <<'J'
const fs = require('fs'), assert = require('assert'), { parse, evaluate } = require('@jq-tools/jq'), wasm = require('jq-wasm');
for (const n of ['@jq-tools/jq', 'jq-wasm']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const pods = [{ name: 'a', restarts: 9 }, { name: 'b', restarts: 0 }, { name: 'c', restarts: 5 }];
const cases = [ // program, jq, here
  ['sort_by(.restarts) | map(.name)', ['b', 'c', 'a'], ['a', 'b', 'c']],
  ['sort_by(.restarts) | last | .name', 'a', 'c'],
  ['sort_by(-.restarts) | map(.name)', ['a', 'c', 'b'], ['a', 'b', 'c']],
  ['sort_by(.restarts, .name) | map(.name)', ['b', 'c', 'a'], ['a', 'b', 'c']],
  ['sort_by(.name) | map(.name)', ['a', 'b', 'c'], ['a', 'b', 'c']],
  ['group_by(.restarts) | map(.[0].name)', ['b', 'c', 'a'], ['b', 'c', 'a']],
  ['unique_by(.restarts) | map(.name)', ['b', 'c', 'a'], ['b', 'c', 'a']],
];
(async () => {
  for (const [program, want, now] of cases) {
    const jq = JSON.parse(await wasm.raw(structuredClone(pods), program, ['-c'])), [here] = [...evaluate(parse(program), [structuredClone(pods)])];
    console.log(' ', program, '| jq:', JSON.stringify(jq), '| here:', JSON.stringify(here)); assert.deepEqual(jq, want); assert.deepEqual(here, now);
  }
  console.log('still so');
})();
J
node t.cjs
