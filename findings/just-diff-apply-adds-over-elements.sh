#!/usr/bin/env bash
# Software: just-diff-apply 5.5.0 (npm, 15 million downloads a month) with its jsonPatchPathConverter, beside it fast-json-patch 3.1.1.
# Expected: "Pass converter to apply a http://jsonpatch.com standard patch". RFC 6902: add with the index of a list puts the value before the element there, "-" puts it at the
#   end; move takes the value from one path to another.
# Instead: add with an index writes over the element. With "-" the list is as long as before (it gets a property "-", which JSON does not show). Of
#   neither there is an error. A move from one object into another is a TypeError.
# Matters: patches of admission webhooks are mostly such adds: a sidecar that is put before the first container is put in its place.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts just-diff-apply@5.5.0 fast-json-patch@3.1.1 >/dev/null 2>&1
cat > t.cjs <<'J'
const assert = require('assert'), fs = require('fs'), { diffApply, jsonPatchPathConverter } = require('just-diff-apply'), { applyPatch } = require('fast-json-patch');
for (const n of ['just-diff-apply', 'fast-json-patch']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const pod = { metadata: { annotations: { owner: 'a', size: 'b' }, labels: { app: 'web' } }, spec: { containers: ['web', 'log'] } };
const cases = [[{ op: 'replace', path: '/spec/containers/0', value: 'x' }, ['x', 'log'], null], [{ op: 'add', path: '/spec/containers/0', value: 'proxy' }, ['proxy', 'web', 'log'], ['proxy', 'log']],
  [{ op: 'add', path: '/spec/containers/-', value: 'proxy' }, ['web', 'log', 'proxy'], ['web', 'log']],
  [{ op: 'move', from: '/metadata/annotations/owner', path: '/metadata/labels/owner' }, { annotations: { size: 'b' }, labels: { app: 'web', owner: 'a' } }, 'TypeError']];
for (const [op, right, wrong] of cases) {
  const part = (o) => JSON.parse(JSON.stringify(op.op === 'move' ? o.metadata : o.spec.containers)), mine = structuredClone(pod);
  let got;
  try { diffApply(mine, [op], jsonPatchPathConverter); got = part(mine); } catch (e) { got = e.name; }
  const other = part(applyPatch(structuredClone(pod), [op]).newDocument);
  console.log('  ', JSON.stringify(op), '->', JSON.stringify(got), '| fast-json-patch:', JSON.stringify(other));
  assert.deepEqual(other, right); assert.deepEqual(got, wrong ?? right);
}
console.log('still so');
J
node t.cjs
