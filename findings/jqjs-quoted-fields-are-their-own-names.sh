#!/usr/bin/env bash
# Software: @michaelhomer/jqjs 1.6.0 (npm, jq in JavaScript); jq-wasm 1.0.1 (jq itself, as WebAssembly) gives what jq gives.
# Expected: `.labels."app.kubernetes.io/name"` is the value of that key, and .[-2:] the last two elements (jq manual, "Object Identifier-Index",
#   "Array/String Slice").
# Instead: the quoted name after a path is the answer: every object has the label "app.kubernetes.io/name" with the value app.kubernetes.io/name, and
#   select(.labels."x" == null) finds none. A slice from the end leaves out the last element, del() of two elements puts null in their places, `keys` is
#   a sequence and no array, and sort_by(a, b) looks at a alone.
# Matters: no error. The quoted form is the one that labels need; .labels["..."] is read right, so a filter works or not by how it is written.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @michaelhomer/jqjs@1.6.0 jq-wasm@1.0.1 >/dev/null 2>&1
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import { createRequire } from 'module'; const require = createRequire(import.meta.url);
const jqjs = require('@michaelhomer/jqjs'), wasm = require('jq-wasm');
for (const n of ['@michaelhomer/jqjs', 'jq-wasm']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const pod = { labels: { 'app.kubernetes.io/name': 'shop', tier: 'web' }, c: [1, 2, 3], rows: [{ n: 'b', v: 2 }, { n: 'a', v: 1 }, { n: 'b', v: 1 }] };
const cases = [
  ['.labels."app.kubernetes.io/name"', ['shop'], ['app.kubernetes.io/name']],
  ['.labels."not/there"', [null], ['not/there']],
  ['.labels["app.kubernetes.io/name"]', ['shop'], ['shop']],
  ['.c[-2:]', [[2, 3]], [[2]]],
  ['del(.c[0, 2]) | .c', [[2]], [[null, 2, null]]],
  ['.labels | keys', [['app.kubernetes.io/name', 'tier']], ['app.kubernetes.io/name', 'tier']],
  ['.rows | sort_by(.n, .v) | map(.v)', [[1, 1, 2]], [[1, 2, 1]]],
];
for (const [program, want, other] of cases) {
  const a = (await wasm.raw(JSON.stringify(pod), program, ['-c'])), lines = (typeof a === 'string' ? a : a.stdout).trim().split('\n').map((l) => JSON.parse(l));
  const b = JSON.parse(JSON.stringify([...jqjs.compile(program)(structuredClone(pod))]));
  console.log(' ', program, '| jq:', JSON.stringify(lines), '| jqjs:', JSON.stringify(b));
  assert.deepEqual(lines, want); assert.deepEqual(b, other);
}
J
node t.mjs
echo "still so"
