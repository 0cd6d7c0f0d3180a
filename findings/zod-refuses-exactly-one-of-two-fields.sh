#!/usr/bin/env bash
# Software: zod 4.6.7 (npm) with its z.fromJSONSchema, @n8n/json-schema-to-zod 1.16.0 and @composio/json-schema-to-zod 0.3.0; beside them zod-from-json-schema 0.5.6 and ajv 8.20.0.
# Expected: JSON Schema: `required` is asked of an object whether or not `type` stands beside it. oneOf: [{required: [a]}, {required: [b]}] takes an object with exactly one of the
#   two, anyOf one with at least one; Kubernetes' structural schemas forbid `type` within oneOf and anyOf.
# Instead: what has no properties of its own is taken as "anything": with oneOf both choices match, so the right object is "more than one option matched" (or "Should pass
#   single schema"), and with anyOf the empty object passes. Of a required field that is not among the properties none of the three asks.
# Matters: choices are written so in the CRDs of Istio and in Kubernetes' own text on structural schemas. A tool that is given such a schema refuses each call that is right.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps zod@4.6.7 @n8n/json-schema-to-zod@1.16.0 @composio/json-schema-to-zod@0.3.0 zod-from-json-schema@0.5.6 ajv@8.20.0 >/dev/null 2>&1
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import { createRequire } from 'module'; import { z } from 'zod'; import { convertJsonSchemaToZod } from 'zod-from-json-schema';
const require = createRequire(import.meta.url), Ajv = require('ajv/dist/2020').default, n8n = require('@n8n/json-schema-to-zod'), composio = require('@composio/json-schema-to-zod');
for (const n of ['zod', '@n8n/json-schema-to-zod', '@composio/json-schema-to-zod', 'zod-from-json-schema', 'ajv']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const ajv = new Ajv({ strict: false });
const makers = { ajv: (s) => { const v = ajv.compile(s); return (x) => v(x); }, 'zod-from-json-schema': (s) => { const t = convertJsonSchemaToZod(s); return (x) => t.safeParse(x).success; }, zod: (s) => { const t = z.fromJSONSchema(s); return (x) => t.safeParse(x).success; },
  '@n8n': (s) => { const t = n8n.jsonSchemaToZod(s); return (x) => t.safeParse(x).success; }, '@composio': (s) => { const t = composio.jsonSchemaToZod(s); return (x) => t.safeParse(x).success; } };
const base = { type: 'object', properties: { configMap: { type: 'string' }, secret: { type: 'string' } } }, choice = [{ required: ['configMap'] }, { required: ['secret'] }];
const objects = [{ configMap: 'a' }, { secret: 'b' }, { configMap: 'a', secret: 'b' }, {}];
for (const [name, schema, right, wrong] of [['oneOf', { ...base, oneOf: choice }, [true, true, false, false], [false, false, false, false]], ['anyOf', { ...base, anyOf: choice }, [true, true, true, false], [true, true, true, true]]]) {
  console.log(' ', name, objects.map((x) => JSON.stringify(x)).join(' '));
  for (const m in makers) { const check = makers[m](schema), got = objects.map((x) => check(x)); console.log('    ', m, got.join(' ')); assert.deepEqual(got, m === 'ajv' || m === 'zod-from-json-schema' ? right : wrong); }
}
for (const m in makers) assert.equal(makers[m]({ ...base, required: ['name'] })({ secret: 'b' }), m !== 'ajv' && m !== 'zod-from-json-schema');
console.log('still so');
J
node t.mjs
