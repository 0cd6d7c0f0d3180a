#!/usr/bin/env bash
# Software: json-schema-for-openapi 0.5.0 (npm); beside it @openapi-contrib/json-schema-to-openapi-schema 4.3.4 (npm). The results are tried with ajv 8.20.0 (npm).
# Expected: JSON Schema 2020-12, 10.2.2.1: where `if` does not hold and there is no `else`, everything is valid. dependentRequired asks for names when another one is there.
# Instead: if and then without else become oneOf with a single branch "if and then", so what does not fulfil the condition is invalid: a mode "ClusterIP" is refused because only "LoadBalancer" had a
#   rule. dependentRequired becomes `required: [["key"]]`, a list in a list, which is no schema. x-kubernetes-preserve-unknown-fields is dropped, and exclusiveMinimum stays a number, which
#   in OpenAPI 3.0 is a boolean. There is no error.
# Matters: values.schema.json of charts and schemas of configuration are full of if and then: a CRD made of them refuses the
#   objects that the chart takes.
# Instead of it: the other one, which writes the second branch.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts json-schema-for-openapi@0.5.0 @openapi-contrib/json-schema-to-openapi-schema@4.3.4 ajv@8.20.0 >/dev/null 2>&1
cat > t.mjs <<'J'
import assert from 'assert'; import fs from 'fs'; import { createRequire } from 'module'; import Ajv2020 from 'ajv/dist/2020.js'; import { convert } from '@openapi-contrib/json-schema-to-openapi-schema';
const Old = createRequire(import.meta.url)('json-schema-for-openapi'), Ajv = Ajv2020.default ?? Ajv2020, valid = (s, x) => new Ajv({ strict: false }).validate(s, x);
for (const n of ['json-schema-for-openapi', '@openapi-contrib/json-schema-to-openapi-schema', 'ajv']) console.log('  ', n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const schema = { type: 'object', properties: { type: { type: 'string' }, address: { type: 'string' } }, if: { properties: { type: { const: 'LoadBalancer' } }, required: ['type'] }, then: { required: ['address'] } };
const { schemas } = Old.convert(structuredClone(schema)), old = { ...schemas.mainSchema, components: { schemas } }, other = await convert(structuredClone(schema));
console.log('  ', JSON.stringify(schemas.mainSchema).replace(/if-[0-9a-f-]{36}/g, 'if-...'));
for (const [x, right, got] of [[{ type: 'ClusterIP' }, true, false], [{}, true, false], [{ type: 'LoadBalancer', address: '10.0.0.1' }, true, true], [{ type: 'LoadBalancer' }, false, false]]) {
  const row = [valid(schema, x), valid(other, x), valid(old, x)]; console.log('  ', JSON.stringify(x), '| JSON Schema:', row[0], '| @openapi-contrib:', row[1], '| json-schema-for-openapi:', row[2]); assert.deepEqual(row, [right, right, got]);
}
const one = (s) => Old.convert(s).schemas.mainSchema;
const dep = one({ type: 'object', dependentRequired: { cert: ['key'] } }); console.log('   dependentRequired:', JSON.stringify(dep)); assert.deepEqual(dep.anyOf[1], { required: [['key']] }); assert.throws(() => new Ajv({ strict: false }).compile(dep));
const rest = one({ type: 'object', 'x-kubernetes-preserve-unknown-fields': true, properties: { n: { type: 'integer', exclusiveMinimum: 0 } } }); console.log('   x-kubernetes-preserve-unknown-fields and exclusiveMinimum:', JSON.stringify(rest)); assert.deepEqual(rest, { type: 'object', properties: { n: { type: 'integer', exclusiveMinimum: 0 } } });
console.log('still so');
J
node t.mjs
