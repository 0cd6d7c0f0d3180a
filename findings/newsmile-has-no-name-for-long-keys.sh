#!/usr/bin/env bash
# Software: newsmile 1.1 (PyPI, an encoder and decoder of Smile, the binary JSON of Jackson and Elasticsearch); beside it smile-js 0.7.0 (npm).
# Expected: the Smile specification: names over 64 bytes are written long (0x34), to their end mark; short names that are not ASCII say their length in bytes; a name that
#   came before may be given by its number, over 64 in two bytes.
# Instead: each long name is read as None, though smile-js reads it, so that of several in one object the last value is left. A name like `größe` is written with a length in
#   characters, which neither can read. From the 65th name of a document on a name that comes again is an error in reading its own bytes, "Shared References not setted for keys".
# Matters: an annotation's key may have 253 characters before its slash and 63 behind; two long ones are one, under the key null.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts smile-js@0.7.0 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile newsmile==1.1
cat > r.cjs <<'J'
const { parse } = require('smile-js'); let out;
try { out = JSON.stringify(parse(Uint8Array.from(require('fs').readFileSync(0)))); } catch (e) { out = 'error: ' + e.message; }
console.log(out);
J
cat > t.py <<'P'
import json, subprocess
from importlib.metadata import version
from newsmile import SmileDecoder, SmileEncoder
print("newsmile", version("newsmile"), "smile-js", json.load(open("node_modules/smile-js/package.json"))["version"])
def js(data): return subprocess.run(["node", "r.cjs"], input=data, capture_output=True, check=True).stdout.decode().strip()
def py(data):
    try: return SmileDecoder().decode(data)
    except ValueError as e: return "error: " + str(e)
LONG = "autoscaling.alpha.kubernetes.io/conditions-of-the-last-reconciliation"
short, two, text = {"app.kubernetes.io/name": "web"}, {LONG + "-a": "1", LONG + "-b": "2"}, {"größe": 1}
many = {"items": [{f"key{i % 80}": i} for i in range(160)]}
for what, v in (("short", short), ("long", two), ("text", text), ("many", many)):
    data = bytes(SmileEncoder().encode(v)); j, p = js(data), py(data); print("  ", str(v)[:110], "\n     smile-js:", j[:110], "\n     newsmile:", str(p)[:110])
    if what == "short": assert json.loads(j) == p == v
    if what == "long": assert json.loads(j) == v and p == {None: "2"}
    if what == "text": assert j.startswith("error") and p.startswith("error")
    if what == "many": assert json.loads(j) == v and p == "error: Shared References not setted for keys"
print("still so")
P
v/bin/python t.py
