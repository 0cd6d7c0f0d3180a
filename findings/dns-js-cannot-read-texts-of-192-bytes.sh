#!/usr/bin/env bash
# Software: dns-js 0.3.1 (npm, 17,000 downloads a month); native-dns-packet 0.1.1 and dns-packet 5.6.1 (npm) beside it.
# Expected: a text in a TXT record has one byte of length, 0 to 255 (RFC 1035, 3.3.14); only in names does a byte from 192 on begin a pointer (4.1.4).
# Instead: TXT is read as a name is: a length from 192 on counts as a pointer to elsewhere in the message. The whole answer is "Cannot seek after EOF". Up to 191 bytes all is right.
# Matters: long texts are split after 255 bytes, so every DKIM key of 2048 bits and every long SPF or service record makes the answer unreadable, with all other records in it.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts dns-js@0.3.1 native-dns-packet@0.1.1 dns-packet@5.6.1 >/dev/null 2>&1
cat > t.cjs <<'J'
const assert = require('assert/strict'), fs = require('fs'), { DNSPacket } = require('dns-js'), native = require('native-dns-packet'), packet = require('dns-packet');
for (const n of ['dns-js', 'native-dns-packet', 'dns-packet']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
for (const [length, ok] of [[100, true], [191, true], [192, false], [255, false]]) {
  const text = 'v=DKIM1; p='.padEnd(length, 'A'), name = 'k._domainkey.cluster.test', bytes = packet.encode({ type: 'response', id: 1, questions: [{ type: 'TXT', name }], answers: [{ type: 'A', name, ttl: 5, data: '10.0.0.1' }, { type: 'TXT', name, ttl: 5, data: [text, 'tail'] }] });
  const a = packet.decode(bytes).answers[1].data.map(String), b = native.parse(bytes).answer[1].data; assert.deepEqual(a, [text, 'tail']); assert.deepEqual(b, [text, 'tail']);
  let got, error; try { got = DNSPacket.parse(bytes).answer[1].data; } catch (e) { error = e.message; } console.log('   a text of', length, 'bytes | dns-packet, native-dns-packet:', a.map((t) => t.length), '| dns-js:', error ?? got.map((t) => t.length));
  ok ? assert.deepEqual(got, [text, 'tail']) : assert.match(error, /^Cannot seek after EOF/);
}
console.log('still so');
J
node t.cjs
