#!/usr/bin/env bash
# Software: dns-zonefile 0.3.2, zone-file 1.0.0 and dnsz 4.5.2 (npm); dnspython 2.8.0 (PyPI) beside them.
# Expected: TTL and class may come in either order: [<TTL>] [<class>] <type> or [<class>] [<TTL>] <type> (RFC 1035, 5.1).
# Instead: with the class first dns-zonefile leaves the record out, zone-file drops the TTL, so that of $TTL holds, and dnsz gives a record of the type IN whose
#   content is "300 A 10.0.0.1". None is an error; with the TTL first all are right.
# Matters: both orders are written by hand and by tools. A record that is not there, or not of its type, shows in no comparison of names.
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
printf '$ORIGIN cluster.test.\n$TTL 60\n@ IN NS a\na IN 300 A 10.0.0.1\nb 300 IN A 10.0.0.2\n' > z.txt
cat >> a.py <<'P'
assert ("a", 300, "A", "10.0.0.1") in rows and ("b", 300, "A", "10.0.0.2") in rows, rows
P
v/bin/python a.py
cat > t.mjs <<'J'
import assert from 'assert'; import { read, version } from './a.mjs';
for (const [name, want] of [['dns-zonefile', [['b', 300, 'A', '10.0.0.2']]], ['zone-file', [['a', null, 'A', '10.0.0.1'], ['b', 300, 'A', '10.0.0.2']]], ['dnsz', [['a.cluster.test', 60, 'IN', '300 A 10.0.0.1'], ['b.cluster.test', 300, 'A', '10.0.0.2']]]]) {
  const rows = read[name]().filter((r) => r[2] !== 'NS'); console.log(version(name), JSON.stringify(rows)); assert.deepEqual(rows, want);
}
console.log('still so');
J
node t.mjs
