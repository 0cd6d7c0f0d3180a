#!/usr/bin/env bash
# Software: @oslojs/cbor 1.0.0 (npm); beside it npm cbor 10.0.12.
# Expected: major types 0 and 1 with four bytes are whole numbers up to 2^32 - 1 and down to -2^32 (RFC 8949, 3.1).
# Instead: from 2^31 on the four bytes are a bare TypeError without a message, and a text or a byte string with such a head too; 2^31 - 1 and, with eight bytes, 2^32 are right.
# Matters: a pod's memory of 3 GiB in bytes, a CRC-32 or a Unix time after 2038 stops the whole document, while smaller and larger amounts are read: 1 GiB and 8 GiB work.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @oslojs/cbor@1.0.0 cbor@10.0.12 >/dev/null 2>&1
cat > t.mjs <<'J'
import assert from 'assert'; import fs from 'fs'; import cbor from 'cbor'; import { decodeCBORToNativeValueNoLeftoverBytes as read } from '@oslojs/cbor';
console.log(['@oslojs/cbor', 'cbor'].map((n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version).join(', '));
const GiB = 2 ** 30;
for (const [n, ok] of [[GiB, true], [2 * GiB - 1, true], [2 * GiB, false], [3 * GiB, false], [4 * GiB - 1, false], [4 * GiB, true], [8 * GiB, true], [-2 * GiB, true], [-2 * GiB - 1, false], [-4 * GiB, false], [-4 * GiB - 1, true]]) {
  const data = cbor.encode({ memory: n }); let got;
  try { got = read(data, 8).memory; } catch (e) { got = `${e.name}(${JSON.stringify(e.message)})`; }
  console.log('  ', data.toString('hex').slice(16), '| cbor:', cbor.decodeFirstSync(data).memory, '| @oslojs/cbor:', got);
  assert.equal(cbor.decodeFirstSync(data).memory, n); assert.equal(got, ok ? n : 'TypeError("")');
}
console.log('still so');
J
node t.mjs
