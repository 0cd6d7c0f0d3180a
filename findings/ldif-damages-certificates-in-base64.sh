#!/usr/bin/env bash
# Software: ldif 0.5.1 (npm); ldif 4.3.0 and ldif3 3.2.2 (PyPI) beside it.
# Expected: RFC 2849: a value behind two colons is base64 of bytes, as it is used for certificates and pictures; a comment may be folded, a value may be empty, and the entry of the root has an empty name.
# Instead: the bytes are read as UTF-8: each that is none becomes U+FFFD, so a certificate is destroyed without an error, and toLDIF() writes what is left as base64 again. A folded comment and
#   an empty name are parse errors, an empty value a TypeError of "null". ldif3 raises AttributeError at every base64 value, as base64.decodestring is gone since Python 3.9.
# Matters: a directory's export that is read, filtered and written back has no valid userCertificate or objectGUID any more, while all texts are right.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts ldif@0.5.1 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile ldif==4.3.0
v/bin/pip -q --disable-pip-version-check install --no-compile --target three ldif3==3.2.2
printf 'dn: cn=web,dc=x\ncn:: TcO8bGxlcg==\nuserCertificate;binary:: MIIC/w==\n' > bytes.ldif
printf '# written by a program whose comment is\n  folded\ndn: cn=a,dc=x\ncn: a\n' > comment.ldif
printf 'dn: cn=a,dc=x\ndescription:\ncn: a\n' > empty.ldif
printf 'dn:\nobjectClass: top\n' > root.ldif
cat > t.cjs <<'J'
const assert = require('assert/strict'), fs = require('fs'), ldif = require('ldif'); console.log('ldif (npm)', JSON.parse(fs.readFileSync('node_modules/ldif/package.json')).version);
const entry = ldif.parse(fs.readFileSync('bytes.ldif', 'utf8')).entries[0], { attributes: a } = entry.toObject(), v = a['userCertificate;binary'];
console.log('   cn', a.cn, '| userCertificate', typeof v, JSON.stringify(v), Buffer.from(v).toString('hex'), 'of 308202ff'); assert.equal(a.cn, 'Müller'); assert.equal(Buffer.from(v).toString('hex'), '30efbfbd02efbfbd');
const again = entry.toLDIF(); console.log('   ' + again.replaceAll('\n', ' | ')); assert(again.includes('userCertificate;binary:: MO+/vQLvv70='));
for (const [file, part] of [['comment', 'Expected DN'], ['empty', 'null'], ['root', 'Expected DN']]) assert.throws(() => ldif.parse(fs.readFileSync(file + '.ldif', 'utf8')).entries[0].toObject(), (e) => { console.log('  ', file, '->', e.message); return e.message.includes(part); });
J
node t.cjs
cat > t.py <<'P'
import sys
from importlib.metadata import version
from ldif import LDIFParser
print("ldif (PyPI)", version("ldif"))
rows = {f: list(LDIFParser(open(f + ".ldif", "rb")).parse()) for f in ("bytes", "comment", "empty", "root")}
for f, r in rows.items(): print("  ", f, [(d, dict(a)) for d, a in r])
assert dict(rows["bytes"][0][1])["userCertificate;binary"] == [b"\x30\x82\x02\xff"] and rows["root"][0][0] == "" and dict(rows["empty"][0][1])["description"] == [""] and dict(rows["comment"][0][1]) == {"cn": ["a"]}
sys.path.insert(0, "three"); import ldif3
print("ldif3", version("ldif3"))
try: list(ldif3.LDIFParser(open("bytes.ldif", "rb")).parse()); raise SystemExit("read")
except AttributeError as e: print("   bytes ->", e); assert "decodestring" in str(e)
print("still so")
P
v/bin/python t.py
