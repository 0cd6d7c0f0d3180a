#!/usr/bin/env bash
# Software: flatbuffers 25.9.23 (npm) and flatbuffers 25.12.19 (PyPI), both Google's own, both with FlexBuffers.
# Expected: toObject() reads what encode() wrote, and what the Python library wrote; elements of a vector or a map may be eight bytes wide (FlatBuffers internals, "FlexBuffers").
# Instead: a list or a map with one number beyond 32 bits, or one fraction that is no float32, beside a text or as an untyped vector, is "TypeError: Cannot mix BigInt and other types":
#   a width of eight bytes makes offsets and types BigInts. {"rev":1099511627776,"name":"a"} of its own and [1.1, 2] are unreadable; [1, 2] and {"rev":5,"name":"a"} are right.
# Matters: one revision, one time in milliseconds or one load average makes the whole document unreadable for JavaScript, where Python reads both.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts flatbuffers@25.9.23 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile flatbuffers==25.12.19
cat > w.py <<'P'
import json
from importlib.metadata import version
from flatbuffers import flexbuffers
print("flatbuffers (Python)", version("flatbuffers"))
rows = [{"rev": 2**40, "name": "a"}, [1.1, 2], [2**31, 1], [1, 2], {"rev": 5, "name": "a"}, [1.5, 2]]
json.dump([[v, bytes(flexbuffers.Dumps(v)).hex()] for v in rows], open("py.json", "w"))
P
v/bin/python w.py
cat > t.mjs <<'J'
import assert from 'assert/strict'; import fs from 'fs'; import { encode, toObject } from 'flatbuffers/js/flexbuffers.js';
console.log('flatbuffers (JavaScript)', JSON.parse(fs.readFileSync('node_modules/flatbuffers/package.json')).version);
const plain = (v) => JSON.stringify(v, (k, x) => (typeof x === 'bigint' ? Number(x) : x)), own = [], keys = (v) => plain(Array.isArray(v) ? v : Object.fromEntries(Object.entries(v).sort()));
const read = (bytes) => { try { return keys(toObject(new Uint8Array(bytes).buffer)); } catch (e) { return String(e.message); } }, mixed = 'Cannot mix BigInt and other types, use explicit conversions';
for (const [v, hex] of JSON.parse(fs.readFileSync('py.json'))) { const got = read(Buffer.from(hex, 'hex')), wide = /1099|1\.1|2147/.test(plain(v)); console.log('   written by Python:', plain(v), '->', got); assert.equal(got, wide ? mixed : keys(v)); }
for (const [v, now] of [[{ rev: 2 ** 40, name: 'a' }, mixed], [[1.1, 2], mixed], [[1.1, 'x'], mixed], [{ rev: 5, name: 'a' }], [[1, 2]], [[1.5, 2]]]) { const b = encode(v), got = read(b); own.push([v, Buffer.from(b).toString('hex')]); console.log('   written by itself:', plain(v), '->', got); assert.equal(got, now ?? keys(v)); }
fs.writeFileSync('js.json', JSON.stringify(own));
J
node t.mjs
cat > r.py <<'P'
import json
from flatbuffers import flexbuffers
for v, h in json.load(open("js.json")): got = flexbuffers.Loads(bytes.fromhex(h)); print("   the same read by Python:", got); assert got == v
print("still so")
P
v/bin/python r.py
