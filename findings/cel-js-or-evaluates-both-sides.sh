#!/usr/bin/env bash
# Software: cel-js 0.8.2 (npm).
# Expected: in CEL "a || b" is true when either side is true, whatever the other side does, errors included (language definition, "Logical
#   operators"). Kubernetes' own documentation guards optional fields this way: !has(self.x) || self.x > 1.
# Instead: cel-js evaluates both sides of || and raises for the right one, although the left is true; even "true || self.x > 1" raises.
#   Its && does stop at a false left side, so has(self.x) && self.x > 1 works, which hides the difference.
# Matters: the usual rule for an optional field in a CRD fails for exactly the objects that lack the field, i.e. for most objects of a snapshot.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund cel-js@0.8.2 >/dev/null 2>&1
cat > t.mjs <<'J'
import assert from 'assert'; import fs from 'fs'; import { evaluate } from 'cel-js';
console.log('cel-js', JSON.parse(fs.readFileSync('node_modules/cel-js/package.json')).version);
const run = (e) => { try { return String(evaluate(e, { self: { y: 1 } })) } catch (x) { return 'error: ' + x.message.split(' in context')[0] } };
const want = {
  '!has(self.x)': 'true',
  '!has(self.x) || self.x > 1': 'error: Identifier "x" not found',
  'true || self.x > 1': 'error: Identifier "x" not found',
  'has(self.x) && self.x > 1': 'false',
  'false && self.x > 1': 'false',
  'has(self.x) ? self.x > 1 : true': 'true',
};
for (const e in want) { const r = run(e); console.log(`  ${e}  =>  ${r}`); assert.equal(r, want[e]) }
console.log('still so: || is not short-circuited, && is');
J
node t.mjs
