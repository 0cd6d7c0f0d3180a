#!/usr/bin/env bash
# Software: openapi-schema-diff 0.0.1 (npm).
# Expected: OpenAPI 3.0.3, "Path Item Object": the parameters of a path item are those of all its operations. Its README: isEqual is "`true` if target schema does not have breaking changes".
# Instead: parameters are compared where they stand in an operation alone. A required parameter that comes to the path item, or one there that becomes required or another type, is no change; neither is a
#   request body that becomes required, nor a list in the query that is now joined by commas (explode: false). The same parameter in the operation is a change.
# Matters: generators put the parameters that all operations share into the path item: from release to release a check says that nothing broke, whatever happened to them.
# Instead of it: moving the parameters into the operations first; for bodies there is no way.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts openapi-schema-diff@0.0.1 >/dev/null 2>&1
cat > t.cjs <<'J'
const assert = require('assert'), fs = require('fs'), compare = require('openapi-schema-diff'); console.log('   openapi-schema-diff', JSON.parse(fs.readFileSync('node_modules/openapi-schema-diff/package.json')).version);
const q = (more, type = 'string') => [{ name: 'fieldManager', in: 'query', schema: { type }, ...more }], list = (explode) => [{ name: 'verbs', in: 'query', explode, schema: { type: 'array', items: { type: 'string' } } }];
const doc = (path, op, required) => ({ openapi: '3.0.0', info: { title: 'x', version: '1' }, paths: { '/pods': { ...(path && { parameters: path }), post: { ...(op && { parameters: op }), requestBody: { ...(required && { required }), content: { 'application/json': { schema: { type: 'object' } } } }, responses: { 200: { description: 'OK' } } } } } });
for (const [what, a, b, want] of [['required parameter of the operation added', doc(), doc(null, q({ required: true })), false], ['the same of the path added', doc(), doc(q({ required: true })), true], ['parameter of the operation becomes required', doc(null, q()), doc(null, q({ required: true })), false],
  ['the same of the path', doc(q()), doc(q({ required: true })), true], ['parameter of the operation becomes a number', doc(null, q()), doc(null, q({}, 'integer')), false], ['the same of the path', doc(q()), doc(q({}, 'integer')), true],
  ['request body becomes required', doc(), doc(null, null, true), true], ['list in the query is joined by commas', doc(null, list(true)), doc(null, list(false)), true]]) {
  const r = compare(a, b); console.log('  ', what, '| isEqual:', r.isEqual, '| changed routes:', r.changedRoutes.length); assert.equal(r.isEqual, want); assert.equal(r.changedRoutes.length, want ? 0 : 1);
}
console.log('still so');
J
node t.cjs
