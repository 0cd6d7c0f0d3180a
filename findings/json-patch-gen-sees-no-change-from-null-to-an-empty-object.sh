#!/usr/bin/env bash
# Software: json-patch-gen 1.0.2 (npm), beside it fast-json-patch 3.1.1.
# Expected: a patch (RFC 6902) that makes the second document of the first.
# Instead: null and objects count as of one type. From null to {} and back the patch is empty; from null to an object with a field, and back, it is a TypeError.
# Matters: in a Kubernetes object `podSelector: {}` is every pod and null none, `emptyDir: {}` a volume and null one without a source: the change is not sent.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts json-patch-gen@1.0.2 fast-json-patch@3.1.1 >/dev/null 2>&1
cat > t.cjs <<'J'
const assert = require('assert'), fs = require('fs'), gen = require('json-patch-gen'), { compare, applyPatch } = require('fast-json-patch');
for (const n of ['json-patch-gen', 'fast-json-patch']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
for (const [a, b, want] of [[{}, { a: 1 }, true], [[], {}, true], [null, [], true], [0, null, true], [null, {}, []], [{}, null, []], [null, { a: 1 }, 'TypeError'], [{ a: 1 }, null, 'TypeError']]) {
  const from = { spec: { podSelector: a } }, to = { spec: { podSelector: b } };
  let got;
  try { got = gen(from, to); } catch (e) { got = e.name; }
  const other = compare(from, to);
  console.log('  ', JSON.stringify(a), '->', JSON.stringify(b), ':', JSON.stringify(got), '| fast-json-patch:', JSON.stringify(other));
  assert.deepEqual(applyPatch(structuredClone(from), other).newDocument, to);
  if (want === true) assert.deepEqual(applyPatch(structuredClone(from), got).newDocument, to); else assert.deepEqual(got, want);
}
console.log('still so');
J
node t.cjs
