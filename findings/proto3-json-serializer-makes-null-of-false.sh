#!/usr/bin/env bash
# Software: proto3-json-serializer 4.1.0 (npm, of Google's clients) with protobufjs 7.6.6; beside it @bufbuild/protobuf 2.17.0 (npm).
# Expected: ProtoJSON: a wrapper such as BoolValue is its value; a field that is set to false, 0 or "" is `false`, `0` or `""`, and null stands for a field that is not set.
# Instead: a wrapper that was read from bytes and holds the default of its type is null, as the value is not on the wire when others write it. true, 1 and "x" are right, and so is a wrapper that was
#   made in the program with its value named.
# Matters: wrappers are there to tell "0" from "not set": Envoy's and Istio's configuration and many APIs of clouds have them. A limit of 0, or a check that is switched off, comes out
#   as not set, that is as the default, which often is the opposite.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts proto3-json-serializer@4.1.0 protobufjs@7.6.6 @bufbuild/protobuf@2.17.0 >/dev/null 2>&1
cat > t.proto <<'E'
syntax = "proto3";
import "google/protobuf/wrappers.proto";
message Breaker { google.protobuf.UInt32Value max_requests = 1; google.protobuf.BoolValue track_remaining = 2; google.protobuf.StringValue name = 3; google.protobuf.Int64Value bytes = 4; google.protobuf.UInt32Value unset = 5; }
E
cat > t.mjs <<'J'
import assert from 'assert'; import fs from 'fs'; import { createRequire } from 'module'; const require = createRequire(import.meta.url);
const protobuf = require('protobufjs'), { toProto3JSON } = require('proto3-json-serializer');
import { create, fromBinary, toBinary, toJson } from '@bufbuild/protobuf'; import * as wkt from '@bufbuild/protobuf/wkt';
console.log(['proto3-json-serializer', 'protobufjs', '@bufbuild/protobuf'].map((n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version).join(', '));
const M = protobuf.loadSync('t.proto').lookupType('Breaker');
const kinds = ['UInt32Value', 'BoolValue', 'StringValue', 'Int64Value'], names = ['maxRequests', 'trackRemaining', 'name', 'bytes'];
for (const values of [[1, true, 'x', 5n], [0, false, '', 0n]]) {
  const parts = kinds.map((k, i) => { const b = toBinary(wkt[k + 'Schema'], create(wkt[k + 'Schema'], { value: values[i] })); return Buffer.concat([Buffer.from([(i + 1) * 8 + 2, b.length]), b]); });
  const right = Object.fromEntries(kinds.map((k, i) => { const S = wkt[k + 'Schema']; return [names[i], toJson(S, fromBinary(S, parts[i].subarray(2)))]; }));
  const data = Buffer.concat(parts), got = toProto3JSON(M.decode(data)), made = toProto3JSON(M.fromObject(Object.fromEntries(names.map((n, i) => [n, { value: typeof values[i] === 'bigint' ? Number(values[i]) : values[i] }]))));
  console.log('   on the wire', data.toString('hex'), '\n     @bufbuild/protobuf:    ', JSON.stringify(right), '\n     proto3-json-serializer:', JSON.stringify(got), '| made in the program:', JSON.stringify(made));
  assert.deepEqual(Object.values(right), values.map((v) => (typeof v === 'bigint' ? String(v) : v))); assert.deepEqual(made, right);
  assert.deepEqual(got, values[0] ? right : { maxRequests: null, trackRemaining: null, name: null, bytes: null });
}
console.log('still so');
J
node t.mjs
