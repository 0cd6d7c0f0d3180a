#!/usr/bin/env bash
# Software: ndjson 0.3.1 (PyPI); beside it jsonlines 4.0.0 (PyPI) and Node's JSON.parse over lines.
# Expected: a line of NDJSON ends with a line feed alone, which a carriage return may precede (its specification, 3.1). The characters U+0085, U+2028 and U+2029 may stand
#   in a text of JSON as they are (RFC 8259, 7), and Go's, Rust's and JavaScript's writers leave the first or all of them as they are.
# Instead: ndjson.loads and ndjson.load end lines at these characters too and join the parts with a comma: the text "a" U+2028 "b" is read as "a,b", without an error.
#   ndjson.reader, from the same package, is right.
# Matters: texts that were pasted from chats and web pages (annotations, messages of events) have such characters; what is read is not what was stored, so hashes differ.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile ndjson==0.3.1 jsonlines==4.0.0
cat > t.mjs <<'J'
import fs from 'fs';
const rows = ['\u2028', '\u2029', '\u0085', ','].map((c, id) => ({ id, message: `rolled back${c}again` }));
fs.writeFileSync('e.ndjson', rows.map((r) => JSON.stringify(r) + '\n').join(''));
console.log('node', fs.readFileSync('e.ndjson', 'utf8').split('\n').filter(Boolean).map((l) => JSON.parse(l).message.codePointAt(11).toString(16)).join(' '));
J
node t.mjs
cat > t.py <<'P'
from importlib.metadata import version
import jsonlines, ndjson
print({n: version(n) for n in ("ndjson", "jsonlines")})
text = open("e.ndjson", encoding="utf-8", newline="\n").read()
def marks(rows): return " ".join(f"{ord(r['message'][11]):x}" for r in rows)
for name, rows, want in [("jsonlines", list(jsonlines.open("e.ndjson")), "2028 2029 85 2c"), ("ndjson.reader", list(ndjson.reader(open("e.ndjson", encoding="utf-8"))), "2028 2029 85 2c"),
        ("ndjson.loads", ndjson.loads(text), "2c 2c 2c 2c"), ("ndjson.load", ndjson.load(open("e.ndjson", encoding="utf-8")), "2c 2c 2c 2c")]:
    print("  ", name, marks(rows)); assert marks(rows) == want, rows
print("still so")
P
v/bin/python t.py
