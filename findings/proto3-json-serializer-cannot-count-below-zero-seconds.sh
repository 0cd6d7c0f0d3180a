#!/usr/bin/env bash
# Software: proto3-json-serializer 4.1.0 (npm, of Google's clients) with protobufjs 7.6.6; beside it @bufbuild/protobuf 2.17.0 (npm).
# Expected: ProtoJSON and duration.proto: a Duration may be negative, then its nanos are negative too, and is written as `-1.500s`.
# Instead: negative nanos are left out: -1.5 s is written as `-1s` and -0.5 s as `0s`; and each text with a minus sign is an error in reading, its own `-1s` too.
# Matters: clock skew, lag and the rest of a deadline that has passed are negative: half a second too early becomes on time, without an error.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts proto3-json-serializer@4.1.0 protobufjs@7.6.6 @bufbuild/protobuf@2.17.0 >/dev/null 2>&1
cat > t.mjs <<'J'
import assert from 'assert'; import fs from 'fs'; import { createRequire } from 'module'; const require = createRequire(import.meta.url);
const protobuf = require('protobufjs'), { fromProto3JSON, toProto3JSON } = require('proto3-json-serializer');
import { fromJson, toBinary, toJson } from '@bufbuild/protobuf'; import { DurationSchema } from '@bufbuild/protobuf/wkt';
console.log(['proto3-json-serializer', 'protobufjs', '@bufbuild/protobuf'].map((n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version).join(', '));
fs.writeFileSync('t.proto', 'syntax = "proto3"; import "google/protobuf/duration.proto"; message M { google.protobuf.Duration d = 1; }');
const M = protobuf.loadSync('t.proto').lookupType('M'), D = M.root.lookupType('google.protobuf.Duration');
for (const [text, want] of [['1.500s', '1.500s'], ['0.500s', '0.500s'], ['-2s', '-2s'], ['-1.500s', '-1s'], ['-0.500s', '0s'], ['-0.000000001s', '0s']]) {
  const es = fromJson(DurationSchema, text), got = toProto3JSON(D.decode(toBinary(DurationSchema, es))); let read;
  try { read = toProto3JSON(fromProto3JSON(D, text)); } catch (e) { read = 'error: ' + e.message.slice(-50); }
  console.log('  ', text, '| @bufbuild/protobuf:', toJson(DurationSchema, es), '| proto3-json-serializer writes:', got, '| reads:', read);
  assert.equal(toJson(DurationSchema, es), text); assert.equal(got, want); assert.equal(read.startsWith('error'), text.startsWith('-'));
}
console.log('still so');
J
node t.mjs
