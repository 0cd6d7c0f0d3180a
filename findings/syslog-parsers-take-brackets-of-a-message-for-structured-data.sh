#!/usr/bin/env bash
# Software: npm glossy 0.1.7 (400,000 downloads a month) and nsyslog-parser 0.10.1; PyPI syslog-rfc5424-parser 0.3.2 beside them.
# Expected: RFC 5424: structured data is `-` or elements that follow each other without a space; after the first space behind them everything is the message.
# Instead: behind structured data both look for more of it in all of the rest. The message `scaled [deploy name="web"] up` becomes an element `deploy` and the message "up";
#   what stood before the bracket is nowhere. nsyslog-parser does so where there are none (`-`) too, and then what stood behind the bracket is lost.
# Matters: program output with brackets and quotes is common (nginx, HAProxy, events and their fields); parts of the text vanish without an error.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile syslog-rfc5424-parser==0.3.2
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts glossy@0.1.7 nsyslog-parser@0.10.1 >/dev/null 2>&1
cat > t.txt <<'L'
<13>1 2026-03-01T10:00:00Z node1 app 812 - [a@32473 x="1" y="2"] scaled web up
<13>1 2026-03-01T10:00:00Z node1 app 812 - [a@32473 x="1" y="2"] scaled [deploy name="web"] up
<13>1 2026-03-01T10:00:00Z node1 app 812 - - scaled [deploy name="web"] up
L
cat > t.py <<'P'
from importlib.metadata import version
from syslog_rfc5424_parser import SyslogMessage
got = [(m["sd"], m["msg"]) for m in (SyslogMessage.parse(l.rstrip("\n")).as_dict() for l in open("t.txt"))]
print("syslog-rfc5424-parser", version("syslog-rfc5424-parser"), got)
two, msg = {"a@32473": {"x": "1", "y": "2"}}, 'scaled [deploy name="web"] up'
assert got == [(two, "scaled web up"), (two, msg), ({}, msg)], got
P
v/bin/python t.py
cat > t.cjs <<'J'
const assert = require('assert'), fs = require('fs');
const lines = fs.readFileSync('t.txt', 'utf8').trim().split('\n'), version = (n) => JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version;
const glossy = (l) => { let r; require('glossy').Parse.parse(l, (p) => { r = p; }); return [r.structuredData ?? {}, r.message]; };
const nsyslog = (l) => { const r = require('nsyslog-parser')(l); return [r.structuredData, r.message]; };
const show = (name, list) => { console.log(name, version(name)); list.forEach((x) => console.log('  ', JSON.stringify(x))); return list; };
const two = { x: '1', y: '2' }, deploy = { name: 'web' };
assert.deepEqual(show('glossy', lines.map(glossy)), [[{ 'a@32473': two }, 'scaled web up'], [{ 'a@32473': two, deploy }, 'up'], [{}, 'scaled [deploy name="web"] up']]);
const seen = show('nsyslog-parser', lines.map(nsyslog));
assert.deepEqual(seen[0], [[{ $id: 'a@32473', ...two }], 'scaled web up']);
assert.deepEqual(seen[1], [[{ $id: 'a@32473', ...two }, { $id: 'deploy', ...deploy }], 'up']);
assert.deepEqual(seen[2], [[{ $id: 'deploy', ...deploy }], 'scaled']);
console.log('still so');
J
node t.cjs
