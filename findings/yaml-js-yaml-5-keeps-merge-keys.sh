#!/usr/bin/env bash
# Software: js-yaml 4.1.1 and 5.5.0 (npm); PyYAML 6.0.4 (PyPI) for comparison. @kubernetes/client-node 2 moved from js-yaml 4 to 5.
# Expected: a manifest with anchors and merge keys (<<: *labels), which kubectl applies, is read with the keys merged, as js-yaml has always
#   done: merge is in its default schema.
# Instead: js-yaml 5 leaves "<<" in the object as a key with the anchored map as its value, without error or warning, so a label
#   selector has one label named "<<" and the shared ones are missing. Times without quotes, Date objects in 4, are text in 5. The option
#   {schema: YAML11_SCHEMA} brings merging back, with the rest of YAML 1.1: yes is then true.
# Matters: manifests kept in Git are compared with the stored objects; after the upgrade every object with a merge key differs, and what is sent
#   has other labels than what kubectl sends.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts four@npm:js-yaml@4.1.1 five@npm:js-yaml@5.5.0 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile PyYAML==6.0.4
cat > a.yaml <<'Y'
common: &labels {app: web}
spec:
  selector:
    matchLabels:
      <<: *labels
      tier: front
Y
v/bin/python -c 'import yaml, json; print("PyYAML", yaml.__version__, json.dumps(yaml.safe_load(open("a.yaml"))["spec"]["selector"]["matchLabels"]))' | tee py
cat > t.mjs <<'J'
import assert from 'assert'; import fs from 'fs'; import * as four from 'four'; import * as five from 'five';
const ver = (n) => JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version;
const text = fs.readFileSync('a.yaml', 'utf8'), labels = (y, o) => y.load(text, o).spec.selector.matchLabels;
const a = labels(four), b = labels(five), c = labels(five, { schema: five.YAML11_SCHEMA });
console.log('js-yaml', ver('four'), JSON.stringify(a)); console.log('js-yaml', ver('five'), JSON.stringify(b)); console.log('  with YAML11_SCHEMA', JSON.stringify(c));
assert.deepEqual(a, { app: 'web', tier: 'front' }); assert.deepEqual(b, { '<<': { app: 'web' }, tier: 'front' }); assert.deepEqual(c, a);
const t = (y, o) => y.load('[2026-03-01T12:00:00Z, yes]', o).map((x) => x.constructor.name);
console.log('2026-03-01T12:00:00Z, yes:', t(four), t(five), t(five, { schema: five.YAML11_SCHEMA }));
assert.deepEqual(t(four), ['Date', 'String']); assert.deepEqual(t(five), ['String', 'String']); assert.equal(t(five, { schema: five.YAML11_SCHEMA })[1], 'Boolean');
console.log('still so');
J
node t.mjs
grep -q '{"app": "web", "tier": "front"}' py
