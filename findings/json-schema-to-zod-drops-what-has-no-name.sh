#!/usr/bin/env bash
# Software: json-schema-to-zod 2.8.1, @n8n/json-schema-to-zod 1.16.0, @composio/json-schema-to-zod 0.3.0 and @dmitryrechkin/json-schema-to-zod 1.0.1 (npm); beside them zod 4.6.7's own
#   z.fromJSONSchema and ajv 8.20.0.
# Expected: JSON Schema: additionalProperties "when omitted ... MUST be as an empty schema": an object may have members that are not among the properties.
# Instead: the schemas of the first two pass, and the data that parse() gives back has lost all that is not named, at each level; the other two refuse it: "Unrecognized key".
#   For an object with no properties the fourth refuses every member. The texts of none name it.
# Matters: Kubernetes' own schemas and most CRDs omit additionalProperties. An object of a newer API goes through a workflow or a tool and comes out without its new fields.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps zod@4.6.7 json-schema-to-zod@2.8.1 @n8n/json-schema-to-zod@1.16.0 @composio/json-schema-to-zod@0.3.0 @dmitryrechkin/json-schema-to-zod@1.0.1 ajv@8.20.0 >/dev/null 2>&1
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import { createRequire } from 'module'; import { z } from 'zod'; import { jsonSchemaToZod } from 'json-schema-to-zod'; import { JSONSchemaToZod } from '@dmitryrechkin/json-schema-to-zod';
const require = createRequire(import.meta.url), Ajv = require('ajv/dist/2020').default, n8n = require('@n8n/json-schema-to-zod'), composio = require('@composio/json-schema-to-zod');
for (const n of ['zod', 'json-schema-to-zod', '@n8n/json-schema-to-zod', '@composio/json-schema-to-zod', '@dmitryrechkin/json-schema-to-zod', 'ajv']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const pod = { type: 'object', properties: { name: { type: 'string' }, resources: { type: 'object', properties: { limits: { type: 'object', additionalProperties: { type: 'string' } } } } } };
const value = { name: 'web', restartPolicyRules: [], resources: { limits: { cpu: '1' }, claims: [{ name: 'gpu' }] } };
const makers = { 'zod itself': (s) => z.fromJSONSchema(s), 'json-schema-to-zod': (s) => new Function('z', 'return ' + jsonSchemaToZod(s, { module: 'none' }))(z), '@n8n': (s) => n8n.jsonSchemaToZod(s), '@composio': (s) => composio.jsonSchemaToZod(s), '@dmitryrechkin': (s) => JSONSchemaToZod.convert(s) };
const said = (schema, x) => Object.fromEntries(Object.entries(makers).map(([n, make]) => { const r = make(structuredClone(schema)).safeParse(x); return [n, r.success ? r.data : 'refused']; }));
assert(new Ajv().compile(pod)(value));
const got = said(pod, value), less = { name: 'web', resources: { limits: { cpu: '1' } } };
console.log('   given:', JSON.stringify(value)); for (const n in got) console.log('  ', n + ':', JSON.stringify(got[n]));
assert.deepEqual(got, { 'zod itself': value, 'json-schema-to-zod': less, '@n8n': less, '@composio': 'refused', '@dmitryrechkin': 'refused' });
const free = said({ type: 'object' }, { a: 1 }); console.log('   {"type": "object"} and {"a": 1}:', JSON.stringify(free));
assert.deepEqual([free['zod itself'], free['@composio'], free['@dmitryrechkin']], [{ a: 1 }, { a: 1 }, 'refused']);
console.log('still so');
J
node t.mjs
