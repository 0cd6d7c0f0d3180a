#!/usr/bin/env bash
# Software: newsmile 1.1 (PyPI, an encoder and decoder of Smile, the binary JSON of Jackson and Elasticsearch); beside it smile-js 0.7.0 (npm).
# Expected: the Smile specification: "Floating point values (IEEE 32 and 64-bit) are encoded using fixed-length big-endian encoding" of seven bits a byte; what is no 64-bit integer
#   is a BigInteger.
# Instead: newsmile writes and reads 32-bit floats with the lowest group first, and those are what it writes unless float_precision=8 is given. 1.5 as others write it is read as
#   2.26e-41 without an error, and the other way round. Its own round trip hides it but for the digits: 0.1 comes back as 0.10000000149011612. 64-bit floats are right. A number
#   from 2^63 on is written as bytes that neither can read.
# Matters: Elasticsearch and Jackson give and take Smile: loads and ratios that newsmile wrote are wild numbers there, near 0 or beyond 1e30, which no check for NaN finds.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts smile-js@0.7.0 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile newsmile==1.1
cat > r.cjs <<'J'
const { parse } = require('smile-js'); let out;
try { out = JSON.stringify(parse(Uint8Array.from(Buffer.from(process.argv[2], 'hex'))).x); } catch (e) { out = 'error: ' + e.message; }
console.log(out);
J
cat > t.py <<'P'
import json, struct, subprocess
from importlib.metadata import version
from newsmile import SmileDecoder, SmileEncoder
print("newsmile", version("newsmile"), "smile-js", json.load(open("node_modules/smile-js/package.json"))["version"])
def js(data): return subprocess.run(["node", "r.cjs", data.hex()], capture_output=True, text=True, check=True).stdout.strip()
def py(data):
    try: return SmileDecoder().decode(data)["x"]
    except ValueError as e: return "error: " + str(e)
def groups(n, count): return bytes(n >> 7 * i & 0x7f for i in reversed(range(count)))
def spec(x, double): return b":)\n\x01\xfa\x80x" + (b"\x29" + groups(struct.unpack(">Q", struct.pack(">d", x))[0], 10) if double else b"\x28" + groups(struct.unpack(">I", struct.pack(">f", x))[0], 5)) + b"\xfb"
for x, double in ((1.5, False), (-3.25, False), (0.1, True), (2.0, True)):
    data = spec(x, double); got = py(data); print(f"   by the specification {x} is {data[7:-1].hex()} | smile-js: {js(data)} | newsmile: {got}"); assert json.loads(js(data)) == x and (got == x) == double, got
for x, precision in ((1.5, 0), (1.5, 8), (0.1, 0), (2**63, 0), (2**64 - 1, 0)):
    data = bytes(SmileEncoder(float_precision=precision).encode({"x": x})); print(f"   newsmile writes {x} as {data[7:-1].hex()} | smile-js: {js(data)} | newsmile: {py(data)}")
    if isinstance(x, float): assert (json.loads(js(data)) == x) == (precision == 8) and py(data) == (0.10000000149011612 if x == 0.1 else x)
    else: assert js(data).startswith("error") and str(py(data)).startswith("error")
assert py(bytes(SmileEncoder().encode({"x": 2**63 - 1}))) == 2**63 - 1
print("still so")
P
v/bin/python t.py
