#!/usr/bin/env bash
# Software: immutable-json-patch 6.0.3 (npm, 700,000 downloads a month), beside it fast-json-patch 3.1.1 with validation, as an API server does.
# Expected: RFC 6902: "The target location MUST exist" for remove and replace, an index of add "MUST NOT be greater than the number of elements", and a patch of which one
#   operation fails is not applied. For test, objects are equal when they have the same members: their order is not named.
# Instead: a remove and a replace of what is not there, and an add behind the end, are passed over or put at the end, and the rest of the patch is applied. A test of an
#   object with its keys in another order fails: "Test failed, value differs". In an object the key "-" is written as "undefined".
# Matters: a trial of a patch that looks right is refused by the cluster, and a patch with a test, which a cluster takes, is refused by the trial.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts immutable-json-patch@6.0.3 fast-json-patch@3.1.1 >/dev/null 2>&1
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import { immutableJSONPatch } from 'immutable-json-patch'; import fast from 'fast-json-patch';
for (const n of ['immutable-json-patch', 'fast-json-patch']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const o = { labels: { app: 'web', tier: 'x' }, ports: [80] }, tail = { op: 'add', path: '/done', value: true };
const run = (f) => { try { return JSON.stringify(f()); } catch (e) { return 'refused: ' + e.message.split('\n')[0]; } };
const cases = [[{ op: 'remove', path: '/labels/tier' }, 'both'], [{ op: 'remove', path: '/labels/absent' }, { ...o, done: true }], [{ op: 'replace', path: '/labels/absent', value: 'v' }, { ...o, done: true }], [{ op: 'add', path: '/ports/5', value: 81 }, { ...o, ports: [80, 81], done: true }],
  [{ op: 'test', path: '/labels', value: { app: 'web', tier: 'x' } }, 'both'], [{ op: 'test', path: '/labels', value: { tier: 'x', app: 'web' } }, 'refused'], [{ op: 'add', path: '/labels/-', value: 'v' }, { labels: { ...o.labels, undefined: 'v' }, ports: [80], done: true }]];
for (const [op, want] of cases) {
  const mine = run(() => immutableJSONPatch(o, [op, tail])), other = run(() => fast.applyPatch(structuredClone(o), [op, tail], true).newDocument);
  console.log('  ', JSON.stringify(op), '->', mine, '| fast-json-patch:', other);
  if (want === 'both') assert.equal(mine, other);
  else if (want === 'refused') { assert.match(mine, /^refused/); assert.match(other, /^\{/); }
  else { assert.deepEqual(JSON.parse(mine), want); assert.notEqual(mine, other); }
}
console.log('still so');
J
node t.mjs
