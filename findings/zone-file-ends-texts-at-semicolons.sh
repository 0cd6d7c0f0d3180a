#!/usr/bin/env bash
# Software: zone-file 1.0.0 (npm, 230,000 downloads a month, "RFC 1035 compliant"); dns-zonefile 0.3.2, dnsz 4.5.2 (npm) and dnspython 2.8.0 (PyPI) beside it.
# Expected: a semicolon between quotes belongs to the text; a comment begins at one outside of quotes (RFC 1035, 5.1).
# Instead: the text ends at the first semicolon: the key of DKIM and the policy of DMARC are "v=DKIM1" and "v=DMARC1". No error. What it writes again has those texts.
# Matters: nearly every TXT record of mail has semicolons; a zone that is read, changed and written back publishes records without their keys.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts dns-zonefile@0.3.2 zone-file@1.0.0 dnsz@4.5.2 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile dnspython==2.8.0
cat > a.mjs <<'J'
import fs from 'fs'; import { createRequire } from 'module'; const require = createRequire(import.meta.url);
const zonefile = require('dns-zonefile').default, { parseZoneFile } = require('zone-file'); import { parseZone } from 'dnsz';
export const text = fs.readFileSync('z.txt', 'utf8'), version = (n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version;
const flat = (z) => Object.entries(z).filter(([, v]) => Array.isArray(v)).flatMap(([type, rows]) => rows.map((r) => [r.name, r.ttl ?? null, type.toUpperCase(), r.ip ?? r.txt ?? r.host]));
export const read = { 'dns-zonefile': () => flat(zonefile.parse(text)), 'zone-file': () => flat(parseZoneFile(text)), dnsz: () => parseZone(text).records.map((r) => [r.name, r.ttl, r.type, r.content]) };
J
cat > a.py <<'P'
import dns.rdatatype, dns.zone
from importlib.metadata import version
z = dns.zone.from_file("z.txt", origin="cluster.test.", check_origin=False)
rows = sorted((str(n), s.ttl, dns.rdatatype.to_text(s.rdtype), str(r)) for n, s in z.iterate_rdatasets() for r in s)
print("dnspython", version("dnspython"), rows)
P
printf '$ORIGIN cluster.test.\n@ 60 IN NS a\nk._domainkey 60 IN TXT "v=DKIM1; k=rsa; p=MIGfMA0" ; the key\n_dmarc 60 IN TXT "v=DMARC1; p=reject"\nplain 60 IN TXT "v=spf1 -all"\n' > z.txt
cat >> a.py <<'P'
assert ("k._domainkey", 60, "TXT", '"v=DKIM1; k=rsa; p=MIGfMA0"') in rows and ("_dmarc", 60, "TXT", '"v=DMARC1; p=reject"') in rows, rows
P
v/bin/python a.py
cat > t.mjs <<'J'
import assert from 'assert'; import { createRequire } from 'module'; import { read, text, version } from './a.mjs';
const texts = (name) => read[name]().filter((r) => r[2] === 'TXT').map((r) => r[3].replace(/^"|"$/g, ''));
for (const name of ['dnsz', 'dns-zonefile', 'zone-file']) console.log(version(name), JSON.stringify(texts(name)));
const whole = ['v=DKIM1; k=rsa; p=MIGfMA0', 'v=DMARC1; p=reject', 'v=spf1 -all'];
assert.deepEqual(texts('dnsz'), whole); assert.deepEqual(texts('dns-zonefile'), whole); assert.deepEqual(texts('zone-file'), ['v=DKIM1', 'v=DMARC1', 'v=spf1 -all']);
const { makeZoneFile, parseZoneFile } = createRequire(import.meta.url)('zone-file'), again = makeZoneFile(parseZoneFile(text)); console.log(again.split('\n').filter((l) => /TXT/.test(l)).join('\n')); assert(!/p=/.test(again));
console.log('still so');
J
node t.mjs
