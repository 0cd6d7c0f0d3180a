#!/usr/bin/env bash
# Software: fgh 2.4.1 (npm, jq in TypeScript); jq-wasm 1.0.1 (jq itself, as WebAssembly) gives what jq gives.
# Expected: texts are sorted by their code points, and < and > go by the same order (jq manual, "sort, sort_by", "<, <=, >, >="): capital letters before small ones.
# Instead: sort, sort_by, < and > go by the alphabet: ConfigMap before CSIDriver, a before B. keys goes by code points, so what sort gives is not what keys gives,
#   and select(.key > "B") takes other members than jq. The README says no more than "type ordering".
# Matters: kinds, environment variables and versions mix capitals and small letters; lists that are sorted here and elsewhere (etcd's keys, kubectl, jq) do
#   not match when they are merged or compared line by line, and a walk that goes on "after the last name" leaves some out.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts fgh@2.4.1 jq-wasm@1.0.1 >/dev/null 2>&1
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import { createRequire } from 'module'; import { query } from 'fgh';
const wasm = createRequire(import.meta.url)('jq-wasm');
for (const n of ['fgh', 'jq-wasm']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const kinds = ['ConfigMap', 'CSIDriver', 'Pod', 'PVC', 'a', 'B'], all = Object.fromEntries(kinds.map((k) => [k, 1]));
const points = ['B', 'CSIDriver', 'ConfigMap', 'PVC', 'Pod', 'a'], letters = ['a', 'B', 'ConfigMap', 'CSIDriver', 'Pod', 'PVC'];
const cases = [ // program, input, jq, fgh
  ['sort', kinds, points, letters],
  ['map({k: .}) | sort_by(.k) | map(.k)', kinds, points, letters],
  ['keys', all, points, points],
  ['[.[] | select(. > "Config")]', kinds, ['ConfigMap', 'Pod', 'PVC', 'a'], ['ConfigMap', 'CSIDriver', 'Pod', 'PVC']],
];
for (const [program, input, want, now] of cases) {
  const jq = JSON.parse(await wasm.raw(input, program, ['-c'])), [here] = query(program, input);
  console.log(' ', program, '| jq:', JSON.stringify(jq), '| fgh:', JSON.stringify(here)); assert.deepEqual(jq, want); assert.deepEqual(here, now);
}
console.log('still so');
J
node t.mjs
