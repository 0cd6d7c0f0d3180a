#!/usr/bin/env bash
# Software: syslog-pro 1.0.0 (npm), messages of RFC 5424; syslog-rfc5424-parser 0.3.2 (PyPI) reads them.
# Expected: the time of RFC 5424 is that of RFC 3339, with hours from 00 to 23; the priority is facility * 8 + severity, from 0 on; the message may begin with the bytes EF BB BF.
# Instead: the hours have twelve: 15:04:05Z is written as 03:04:05+00:00, noon and midnight both as 12. Every message begins with the three letters BOM unless utf8BOM is false, and the
#   facility 0 (kern) is 23 (local7). With structured data its own element timeQuality has values without quotes, which RFC 5424 demands: the parser refuses the message.
# Matters: the timeline of every afternoon lies in the morning, interleaved with what happened then, with a zone that says that all is well.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts syslog-pro@1.0.0 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile syslog-rfc5424-parser==0.3.2
cat > t.cjs <<'J'
const assert = require('assert/strict'), fs = require('fs'), { RFC5424 } = require('syslog-pro'); console.log('syslog-pro', JSON.parse(fs.readFileSync('node_modules/syslog-pro/package.json')).version);
const plain = new RFC5424({ timestampUTC: true, utf8BOM: false, hostname: 'h', applacationName: 'app' }), lines = [];
const at = (h) => { const t = Date.UTC(2026, 2, 1, h, 4, 5); Date.now = () => t; return new Date(t).toISOString(); };
(async () => {
  for (const [hour, now] of [[3, '03:04:05'], [15, '03:04:05'], [0, '12:04:05'], [12, '12:04:05'], [23, '11:04:05']]) {
    const time = at(hour), m = (await plain.buildMessage('m', { severity: 6 })).trim(); console.log('  ', time, '->', JSON.stringify(m)); assert.equal(m.split(' ')[1], `2026-03-01T${now}+00:00`);
  }
  at(3); const bom = await new RFC5424({ hostname: 'h', applacationName: 'app' }).buildMessage('m', { severity: 6 }), kern = await plain.buildMessage('m', { severity: 3, facility: 0 }), user = await plain.buildMessage('m', { severity: 3, facility: 1 });
  console.log('  ', JSON.stringify(bom), JSON.stringify(kern), JSON.stringify(user)); assert(bom.endsWith(' BOMm\n') && !bom.includes('\ufeff')); assert(kern.startsWith('<187>')); assert(user.startsWith('<11>'));
  const sd = (await new RFC5424({ timestampUTC: true, utf8BOM: false, encludeStructuredData: true, hostname: 'h', applacationName: 'app' }).buildMessage('m', { severity: 6, msgStructuredData: ['[a@1 x="1"]'] })).trim();
  console.log('  ', JSON.stringify(sd)); assert(sd.includes('[a@1 x="1"][timeQuality tzKnown=1]')); fs.writeFileSync('sd.json', JSON.stringify(sd));
})().catch((e) => { console.error(e); process.exit(1); });
J
TZ=UTC node t.cjs
cat > t.py <<'P'
import json
from importlib.metadata import version
from syslog_rfc5424_parser import ParseError, SyslogMessage
print("syslog-rfc5424-parser", version("syslog-rfc5424-parser"))
sd = json.load(open("sd.json"))
quoted = sd.replace("tzKnown=1", 'tzKnown="1"')
print("   with quotes:", SyslogMessage.parse(quoted).sd)
try: SyslogMessage.parse(sd); raise SystemExit("read")
except ParseError as e: print("   as it is:", type(e).__name__)
print("still so")
P
v/bin/python t.py
