#!/usr/bin/env bash
# Software: proto3-json-serializer 4.1.0 (npm, of Google's clients) with protobufjs 7.6.6; beside it @bufbuild/protobuf 2.17.0 (npm).
# Expected: field_mask.proto and ProtoJSON: paths are snake_case in a message and lowerCamelCase in JSON, `podCidr,spec.nodeName` for pod_cidr and spec.node_name.
# Instead: paths go through unchanged in both directions: a message with spec.node_name has `spec.node_name` in JSON, which other readers refuse, and JSON with `spec.nodeName` gives a
#   message with the path spec.nodeName, which is no field.
# Matters: a mask says what an update may change and what a read returns; with a path that is no field a server refuses the call or, where it skips unknown paths, changes nothing
#   and says that all is well. Fields of one word are right.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts proto3-json-serializer@4.1.0 protobufjs@7.6.6 @bufbuild/protobuf@2.17.0 >/dev/null 2>&1
cat > t.mjs <<'J'
import assert from 'assert'; import fs from 'fs'; import { createRequire } from 'module'; const require = createRequire(import.meta.url);
const protobuf = require('protobufjs'), { fromProto3JSON, toProto3JSON } = require('proto3-json-serializer');
import { create, fromJson, toBinary, toJson } from '@bufbuild/protobuf'; import { FieldMaskSchema } from '@bufbuild/protobuf/wkt';
console.log(['proto3-json-serializer', 'protobufjs', '@bufbuild/protobuf'].map((n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version).join(', '));
fs.writeFileSync('t.proto', 'syntax = "proto3"; import "google/protobuf/field_mask.proto"; message M { google.protobuf.FieldMask m = 1; }');
const F = protobuf.loadSync('t.proto').lookupType('M').root.lookupType('google.protobuf.FieldMask');
for (const paths of [['labels'], ['pod_cidr', 'spec.node_name']]) {
  const es = create(FieldMaskSchema, { paths }), json = toJson(FieldMaskSchema, es), got = toProto3JSON(F.decode(toBinary(FieldMaskSchema, es))), read = fromProto3JSON(F, json).paths;
  let other; try { other = fromJson(FieldMaskSchema, got).paths; } catch (e) { other = 'error: ' + e.message; }
  console.log('   paths', paths, '| @bufbuild/protobuf writes:', json, '| proto3-json-serializer writes:', got, 'which @bufbuild/protobuf reads as', other, '| and reads the right text as', read);
  assert.equal(got, paths.join()); assert.deepEqual(fromJson(FieldMaskSchema, json).paths, paths); assert.deepEqual(read, json.split(','));
  if (paths.length === 1) assert.equal(got, json); else { assert.equal(json, 'podCidr,spec.nodeName'); assert(String(other).startsWith('error')); }
}
console.log('still so');
J
node t.mjs
