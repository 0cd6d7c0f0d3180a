#!/usr/bin/env bash
# Software: @openapi-contrib/json-schema-to-openapi-schema 4.3.4 (npm). The results are tried with ajv 8.20.0 (npm).
# Expected: a schema that takes the same values, in OpenAPI 3.0's form: a reference leads to what it names, both of two lower bounds hold, and `not: {type: null}` is everything but null.
# Instead: the key $defs, which JSON Schema has since 2019-09, becomes x-$defs, and the references to "#/$defs/..." stay as they are, so they lead to nothing; with the older `definitions` they
#   lead to it. Of minimum: 3 with exclusiveMinimum: 1 a minimum of 1 is left, so 2 is valid. `not: {type: null}` becomes `not: {nullable: true}`, which no value fulfils, as nullable without a type
#   says nothing. There is no error.
# Matters: generators of schemas write $defs for every nested type; a CRD or an API description made from them has references that cannot be resolved, or takes fewer replicas than was allowed.
# Instead of it: resolving all references first, and one bound of a kind.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @openapi-contrib/json-schema-to-openapi-schema@4.3.4 ajv@8.20.0 >/dev/null 2>&1
cat > t.mjs <<'J'
import assert from 'assert'; import fs from 'fs'; import Ajv2020 from 'ajv/dist/2020.js'; import { convert } from '@openapi-contrib/json-schema-to-openapi-schema';
const Ajv = Ajv2020.default ?? Ajv2020, old = (s) => typeof s === 'object' && s && !Array.isArray(s) ? Object.fromEntries(Object.entries(s).flatMap(([k, v]) => k === 'nullable' && !s.type ? [] : k === 'exclusiveMinimum' && v === true ? [[k, s.minimum]] : [[k, old(v)]])) : s;
const valid = (s, x) => { try { return new Ajv({ strict: false }).validate(s, x); } catch (e) { return e.message; } };
for (const n of ['@openapi-contrib/json-schema-to-openapi-schema', 'ajv']) console.log('  ', n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const probe = { type: 'object', properties: { port: { type: 'integer' } } }, ref = (k) => ({ [k]: { Probe: probe }, type: 'object', properties: { probe: { $ref: `#/${k}/Probe` } } });
for (const [schema, x, right, want] of [
  [ref('definitions'), { probe: { port: 80 } }, true, true], [ref('$defs'), { probe: { port: 80 } }, true, "can't resolve reference #/$defs/Probe from id #"],
  [{ type: 'integer', minimum: 3, exclusiveMinimum: 1 }, 2, false, true], [{ type: 'integer', minimum: 3 }, 2, false, false], [{ not: { type: 'null' } }, 'web', true, false], [{ not: { type: 'string' } }, 5, true, true]]) {
  const out = await convert(structuredClone(schema)), got = valid(old(out), x), before = valid(schema, x);
  console.log('  ', JSON.stringify(schema), '\n     ', JSON.stringify(out), '\n     ', JSON.stringify(x), '| before:', before, '| after:', got); assert.equal(before, right); assert.equal(got, want);
}
console.log('still so');
J
node t.mjs
