#!/usr/bin/env bash
# Software: jsonpath-rfc9535 1.3.0 (npm, 2.3 million downloads a month, "passes the entire JSONPath Compliance Test Suite"); beside it json-p3 2.3.1 and jsonpath-js 0.3.1 (npm).
# Expected: what is compared may be any singular query, with names and indexes: @.containers[0].image == 'web:1' (RFC 9535, 2.3.5.1, `index-segment`).
# Instead: a compared path with an index in it is Nothing, whatever the document holds: == with a value is never true, != always, and two such paths are always
#   equal. As a test (?@.containers[0].image), as an argument of match() or value(), and with names alone the same paths are right.
# Matters: no error. "All pods whose first container is not web:1" are all pods, and "those that are" none. value(@.containers[0].image) == 'web:1' works.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts jsonpath-rfc9535@1.3.0 json-p3@2.3.1 jsonpath-js@0.3.1 >/dev/null 2>&1
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import { query } from 'jsonpath-rfc9535'; import { jsonpath } from 'json-p3'; import { JSONPathJS } from 'jsonpath-js';
for (const n of ['jsonpath-rfc9535', 'json-p3', 'jsonpath-js']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const pods = { want: ['a'], pods: [{ n: 'a', containers: [{ image: 'web:1' }, { image: 'web:1' }] }, { n: 'b', containers: [{ image: 'db:2' }, { image: 'log:3' }] }, { n: 'c', node: 'a' }] };
const cases = [ // path, the two others, jsonpath-rfc9535
  ["$.pods[?@.containers[0].image == 'web:1'].n", ['a'], []],
  ["$.pods[?@.containers[0]['image'] != 'web:1'].n", ['b', 'c'], ['a', 'b', 'c']],
  ['$.pods[?@.containers[0].image == @.containers[1].image].n', ['a', 'c'], ['a', 'b', 'c']],
  ['$.pods[?@.n == $.want[0]].n', ['a'], []],
  ["$.pods[?@.containers[-1].image == 'log:3'].n", ['b'], []],
  ["$.pods[?value(@.containers[0].image) == 'web:1'].n", ['a'], ['a']],
  ['$.pods[?@.containers[0].image].n', ['a', 'b'], ['a', 'b']],
  ["$.pods[?@.node == 'a'].n", ['c'], ['c']],
];
for (const [path, want, now] of cases) {
  const p3 = jsonpath.query(path, pods).values(), js = new JSONPathJS(path).find(pods), here = query(pods, path);
  console.log(' ', path, '| json-p3:', JSON.stringify(p3), '| jsonpath-js:', JSON.stringify(js), '| jsonpath-rfc9535:', JSON.stringify(here));
  assert.deepEqual(p3, want); assert.deepEqual(js, want); assert.deepEqual(here, now);
}
console.log('still so');
J
node t.mjs
