#!/usr/bin/env bash
# Software: @jq-tools/jq 0.0.11 (npm, jq in JavaScript); jq-wasm 1.0.1 (jq itself, as WebAssembly) gives what jq gives.
# Expected: `..` is recurse, and path(..) gives the path of every value (jq manual, "recurse", "path"), so del(.. | .managedFields?) takes the member out at any depth.
# Instead: every path of `..` is empty. del() behind `..` returns the input as it was, and an update of one value replaces the whole input by it; neither is an error. Reading
#   with `..` is right, as is del() with a written path.
# Matters: this is the usual form for cleaning a list of objects (managedFields, status, null values, tokens) before it is compared or passed on.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @jq-tools/jq@0.0.11 jq-wasm@1.0.1 >/dev/null 2>&1
cat > t.cjs <<'J'
const fs = require('fs'), assert = require('assert'), { parse, evaluate } = require('@jq-tools/jq'), wasm = require('jq-wasm');
for (const n of ['@jq-tools/jq', 'jq-wasm']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const list = () => ({ items: [{ name: 'a', managedFields: 1, token: null }] }), clean = (o) => ({ items: [o] });
const cases = [ // program, jq, here
  ['del(.. | .managedFields?)', [clean({ name: 'a', token: null })], [list()]],
  ['del(.. | select(. == null))', [clean({ name: 'a', managedFields: 1 })], [list()]],
  ['[path(..)] | length', [6], [6]],
  ['[path(..)] | map(length)', [[0, 1, 2, 3, 3, 3]], [[0, 0, 0, 0, 0, 0]]],
  ['(.. | select(. == null)) |= "x"', [clean({ name: 'a', managedFields: 1, token: 'x' })], ['x']],
  ['[.. | numbers]', [[1]], null],
  ['del(.items[].managedFields)', [clean({ name: 'a', token: null })], [clean({ name: 'a', token: null })]],
  ['del(recurse(.[]?) | .managedFields?)', [clean({ name: 'a', token: null })], null],
];
(async () => {
  for (const [program, want, now] of cases) {
    let jq; try { jq = String(await wasm.raw(list(), program, ['-c'])).trim().split('\n').map((l) => JSON.parse(l)); } catch (e) { jq = e.message; }
    let here; try { here = [...evaluate(parse(program), [list()])]; } catch (e) { here = e.message; }
    console.log(' ', program, '| jq:', JSON.stringify(jq), '| here:', JSON.stringify(here));
    if (want) assert.deepEqual(jq, want); if (now) assert.deepEqual(here, now);
  }
  console.log('still so');
})();
J
node t.cjs
