#!/usr/bin/env bash
# Software: hyparquet-writer 0.17.0, hyparquet 1.33.0 (both npm).
# Expected: a BigInt is written exactly or refused. JSON.stringify refuses it (TypeError), and a column of BigInts is written as INT64 exactly,
#   with an error above 2^63; so an object with a BigInt inside is an error or exact too.
# Instead: a column of objects is stored as JSON, and BigInts inside become numbers: the etcd lease id 7587883094427541507 is stored
#   as 7587883094427542000, which is a different, equally plausible id. No error; the same id in a column of its own is right.
# Matters: lease, member and cluster ids are above 2^53 in practically every etcd. Write ids inside objects as strings.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts hyparquet-writer@0.17.0 hyparquet@1.33.0 >/dev/null 2>&1
cat > t.mjs <<'J'
import assert from 'assert'; import fs from 'fs'; import { parquetWriteBuffer } from 'hyparquet-writer'; import { parquetReadObjects } from 'hyparquet';
const ver = (n) => JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version;
console.log('hyparquet-writer', ver('hyparquet-writer'), 'hyparquet', ver('hyparquet'));
const lease = 7587883094427541507n;
assert.throws(() => JSON.stringify({ lease }), TypeError);
const file = parquetWriteBuffer({ columnData: [{ name: 'id', data: [lease] }, { name: 'object', data: [{ key: '/registry/x', lease }] }] });
const stored = Buffer.from(file).toString('latin1').match(/\{"key":"\/registry\/x","lease":\d+\}/)[0];
const [row] = await parquetReadObjects({ file });
console.log('stored text:', stored); console.log('read back:', row);
assert.equal(stored, '{"key":"/registry/x","lease":7587883094427542000}');
assert.equal(row.id, lease); assert.equal(row.object.lease, Number(lease));
assert.throws(() => parquetWriteBuffer({ columnData: [{ name: 'id', data: [2n ** 64n - 1n] }] }), /out of range/);
console.log('still so');
J
node t.mjs
