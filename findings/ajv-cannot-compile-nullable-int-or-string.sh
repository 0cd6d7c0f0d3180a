#!/usr/bin/env bash
# Software: ajv 8.20.0 (npm).
# Expected: with the unknown x-kubernetes keywords tolerated (strict: false), a schema out of a CRD compiles. ajv knows OpenAPI's nullable.
# Instead: a field with x-kubernetes-int-or-string must not have a type in a structural schema, but may be nullable. For ajv that is an error at
#   compile time, strict or not: '"nullable" cannot be used without "type"'. nullable: false is the same error; without
#   the keyword the field compiles and takes 1 and "1".
# Matters: one nullable port or maxUnavailable makes the schema of a whole CRD unusable, also for values that lack the field; replace nullable by
#   anyOf with {type: "null"} first.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts ajv@8.20.0 >/dev/null 2>&1
cat > t.cjs <<'J'
const assert = require('assert'), Ajv = require('ajv').default;
console.log('ajv', require('ajv/package.json').version);
const schema = (extra) => ({ type: 'object', properties: { max: { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }], ...extra } } });
const run = (extra, ...values) => { try { const v = new Ajv({ strict: false }).compile(schema(extra)); return values.map((x) => v(x)) } catch (e) { return e.message } };
const got = [run({}, { max: 1 }, { max: '1' }, { max: true }), run({ nullable: false }, {}, { max: 1 }), run({ nullable: true }, {}, { max: 1 })];
for (const [i, n] of ['without nullable', 'nullable: false', 'nullable: true'].entries()) console.log(' ', n + ':', got[i]);
assert.deepStrictEqual(got, [[true, true, false], '"nullable" cannot be used without "type"', '"nullable" cannot be used without "type"']);
console.log('still so');
J
node t.cjs
