#!/usr/bin/env bash
# Software: nsyslog-parser 0.10.1 (npm, 18,000 downloads a month); glossy 0.1.7 (npm) and syslog-rfc5424-parser 0.3.2 (PyPI) beside it.
# Expected: RFC 5424 names elements of its own without an "@": timeQuality, origin and meta; logger of util-linux writes timeQuality into each message. A value may have \" in it, a host may be an
#   IPv6 address, a process may have a colon in its name.
# Instead: of [meta sequenceId="5"][k@1 a="b"] the message is `sequenceId="5"]` and the text is gone; of timeQuality alone its values stand before the text. One \" leaves all elements within the
#   message; with an IPv6 address the host and the process are empty, the message is `fd00::1 kubelet 5 -`, and the text is gone, as behind a process kube:proxy. No error.
# Matters: log lines are shown, searched and counted without their text or without their host; relays that number messages (meta) produce the first form for each of them.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts nsyslog-parser@0.10.1 glossy@0.1.7 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile syslog-rfc5424-parser==0.3.2
cat > lines.txt <<'L'
<13>1 2026-03-01T10:00:00Z node1 kubelet 5 - [k@1 a="b"] the text
<13>1 2026-03-01T10:00:00Z node1 kubelet 5 - [meta sequenceId="5"][k@1 a="b"] the text
<13>1 2026-03-01T10:00:00Z node1 kubelet 5 - [timeQuality tzKnown="1" isSynced="1"] the text
<13>1 2026-03-01T10:00:00Z node1 kubelet 5 - [k@1 a="say \"b\""] the text
<13>1 2026-03-01T10:00:00Z fd00::1 kubelet 5 - [k@1 a="b"] the text
<13>1 2026-03-01T10:00:00Z node1 kube:proxy 5 - [k@1 a="b"] the text
L
cat > t.cjs <<'J'
const assert = require('assert/strict'), fs = require('fs'), parse = require('nsyslog-parser'), glossy = require('glossy').Parse;
for (const n of ['nsyslog-parser', 'glossy']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const now = [['node1', 'the text', 1], ['node1', 'sequenceId="5"]', 1], ['node1', 'tzKnown="1" isSynced="1"] the text', 0], ['node1', '[k@1 a="say \\"b\\""] the text', 0], ['', 'fd00::1 kubelet 5 -', 1], ['node1', 'kube:proxy 5 -', 1]];
fs.readFileSync('lines.txt', 'utf8').trim().split('\n').forEach((line, i) => {
  const r = parse(line), g = glossy.parse(line), [host, message, elements] = now[i]; console.log('  ', line.slice(25), '\n      ->', JSON.stringify([r.host, r.appName, r.message, r.structuredData]));
  assert.equal(g.message, 'the text'); assert(g.host && g.appName); assert.deepEqual([r.host, r.message], [host, message]); if (elements !== undefined) assert.equal(r.structuredData.length, elements);
});
J
node t.cjs
cat > t.py <<'P'
from importlib.metadata import version
from syslog_rfc5424_parser import SyslogMessage
print("syslog-rfc5424-parser", version("syslog-rfc5424-parser"))
for line in open("lines.txt"): m = SyslogMessage.parse(line.rstrip("\n")); print("  ", m.hostname, m.appname, m.sd, m.msg); assert m.msg == "the text" and m.sd and m.hostname and m.appname
print("still so")
P
v/bin/python t.py
