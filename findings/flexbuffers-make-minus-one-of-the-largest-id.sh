#!/usr/bin/env bash
# Software: flatbuffers 25.9.23 (npm) and flatbuffers 25.12.19 (PyPI), both Google's own, both with FlexBuffers.
# Expected: FlexBuffers have signed and unsigned numbers of 64 bits; 18446744073709551615 written as an unsigned one by Python's Builder.UInt is read by both.
# Instead: encode() in JavaScript writes every whole number as a signed one: 18446744073709551615n is -1, 14841639068965178418n is -3605105004744373198, and the plain number 1e20, which is
#   a double, is 7766279631452241920. No error. Dumps() in Python refuses all from 2^63 on, with twice the number in its message.
# Matters: member ids of etcd, hashes and inode numbers lie above 2^63 half of the time; another member, or none, stands in the file. Only builder.addUInt writes them.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts flatbuffers@25.9.23 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile flatbuffers==25.12.19
cat > t.mjs <<'J'
import assert from 'assert/strict'; import fs from 'fs'; import { builder, encode, toObject } from 'flatbuffers/js/flexbuffers.js';
console.log('flatbuffers (JavaScript)', JSON.parse(fs.readFileSync('node_modules/flatbuffers/package.json')).version); const files = [];
for (const [v, now] of [[18446744073709551615n, -1n], [14841639068965178418n, -3605105004744373198n], [1e20, 7766279631452241920n], [9223372036854775807n, 9223372036854775807n], [1.5, 1.5]]) {
  const b = encode(v), got = toObject(new Uint8Array(b).buffer); console.log('   encode', v, '->', got); assert.equal(got, now); files.push([Buffer.from(b).toString('hex'), String(now)]);
}
const b = builder(); b.addUInt(18446744073709551615n); const bytes = b.finish(), got = toObject(new Uint8Array(bytes).buffer); console.log('   builder.addUInt ->', got); assert.equal(got, 18446744073709551615n);
files.push([Buffer.from(bytes).toString('hex'), '18446744073709551615']); fs.writeFileSync('js.json', JSON.stringify(files));
J
node t.mjs
cat > t.py <<'P'
import json
from importlib.metadata import version
from flatbuffers import flexbuffers
print("flatbuffers (Python)", version("flatbuffers"))
for h, want in json.load(open("js.json")): got = flexbuffers.Loads(bytes.fromhex(h)); print("   reads", got); assert str(got) == want
b = flexbuffers.Builder(); b.UInt(2**64 - 1); assert flexbuffers.Loads(bytes(b.Finish())) == 2**64 - 1
for v in (2**63, 14841639068965178418):
    try: flexbuffers.Dumps(v); raise SystemExit("written")
    except ValueError as e: print("   Dumps", v, "->", e); assert "too big" in str(e)
print("still so")
P
v/bin/python t.py
