#!/usr/bin/env bash
# Software: json-diff-ts 4.10.4 (npm): atomizeChangeset and unatomizeChangeset, between which changes are stored one by one.
# Expected: diff, atomize, unatomize, apply gives the second object; its README has the flat changes for storing and for applying again. In JSONPath a
#   name with dots stands in brackets and quotes: $.labels['app.kubernetes.io/name'] (RFC 9535, section 2.3).
# Instead: atomizeChangeset writes $.metadata.labels[app.kubernetes.io/name] without quotes, and unatomizeChangeset takes `labels[app.kubernetes.io/name]`
#   for one name: applying leaves the label as it was, or as it was not removed, and adds a key with that name one level above. A label without a
#   dot is right, and so is the changeset before it is made flat.
# Matters: nearly every label and annotation of Kubernetes has a dot; a history of flat changes replays to objects with false labels, without an error.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts json-diff-ts@4.10.4 >/dev/null 2>&1
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import { diff, applyChangeset, atomizeChangeset, unatomizeChangeset } from 'json-diff-ts';
console.log('json-diff-ts', JSON.parse(fs.readFileSync('node_modules/json-diff-ts/package.json')).version);
const pod = (labels) => structuredClone({ metadata: { name: "web", labels } });
const cases = {
  'changed, plain name': [{ tier: 'a' }, { tier: 'b' }, null],
  'changed': [{ 'app.kubernetes.io/name': 'a' }, { 'app.kubernetes.io/name': 'b' }, { name: 'web', labels: { 'app.kubernetes.io/name': 'a' }, 'labels[app.kubernetes.io/name]': 'b' }],
  'added': [{ tier: 'a' }, { tier: 'a', 'topology.kubernetes.io/zone': 'z' }, { name: 'web', labels: { tier: 'a' }, 'labels[topology.kubernetes.io/zone]': 'z' }],
  'removed': [{ tier: 'a', 'x.io/y': '1' }, { tier: 'a' }, { name: 'web', labels: { tier: 'a', 'x.io/y': '1' } }],
};
for (const name in cases) {
  const [from, to, wrong] = cases[name], changes = diff(pod(from), pod(to)), flat = atomizeChangeset(changes);
  assert.deepEqual(applyChangeset(pod(from), diff(pod(from), pod(to))), pod(to));
  const got = applyChangeset(pod(from), unatomizeChangeset(flat)); console.log(' ', name, '|', flat.map((c) => c.path).join(), '|', JSON.stringify(got));
  assert.deepEqual(got, wrong ? { metadata: wrong } : pod(to));
}
J
node t.mjs
echo "still so"
