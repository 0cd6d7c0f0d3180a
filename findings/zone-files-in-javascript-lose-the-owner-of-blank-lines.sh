#!/usr/bin/env bash
# Software: dns-zonefile 0.3.2 and zone-file 1.0.0 (npm, 75,000 and 230,000 downloads a month, "RFC 1035 compliant"); dnsz 4.5.2 (npm) and dnspython 2.8.0 (PyPI) beside them.
# Expected: an entry that begins with a blank belongs to the owner that was stated last (RFC 1035, 5.1).
# Instead: dns-zonefile gives it to the zone itself ("@"), zone-file to a name that is its TTL ("60"). No error.
# Matters: BIND and people who write zones give a second record of a name so. The AAAA record of each host becomes one of the zone.
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
printf '$ORIGIN cluster.test.\n@ 60 IN NS ns\nns 60 IN A 10.0.0.1\n   60 IN AAAA fd00::1\n   60 IN TXT "rack 1"\n' > z.txt
cat >> a.py <<'P'
assert ("ns", 60, "AAAA", "fd00::1") in rows and ("ns", 60, "TXT", '"rack 1"') in rows, rows
P
v/bin/python a.py
cat > t.mjs <<'J'
import assert from 'assert'; import { read, version } from './a.mjs';
for (const [name, owner] of [['dnsz', 'ns.cluster.test'], ['dns-zonefile', '@'], ['zone-file', '60']]) {
  const rows = read[name](); console.log(version(name), JSON.stringify(rows));
  for (const type of ['AAAA', 'TXT']) assert.equal(rows.find((r) => r[2] === type)[0], owner);
}
console.log('still so');
J
node t.mjs
