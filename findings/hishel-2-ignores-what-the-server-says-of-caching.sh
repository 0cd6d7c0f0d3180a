#!/usr/bin/env bash
# Software: hishel 2.0.0 (PyPI) with httpx 0.28.1: CacheClient() as it is made without options; hishel 1.1.0's SyncCacheClient on the same server.
# Expected: a cache for HTTP asks again where the answer says no-cache or max-age=0, keeps none with no-store, and keeps answers apart by the headers
#   that Vary names (RFC 9111, sections 4.1 and 5.2.2). hishel 1 does so without options.
# Instead: since 2.0, where following RFC 9111 is an option, the first answer of an address is given for all later requests as long as it is kept: the
#   list of pods is the first one, a request for YAML or for kubectl's Table gets the JSON of before, and no-store is stored. With rfc=True it is as in 1.x.
# Matters: a Kubernetes API answers "Cache-Control: no-cache, private" and discovery has "Vary: Accept"; a poll for a change never ends.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv two && two/bin/pip -q install "hishel[httpx]==2.0.0" httpx==0.28.1 2>/dev/null
python3 -m venv one && one/bin/pip -q install "hishel[httpx]==1.1.0" httpx==0.28.1 2>/dev/null
cat > t.py <<'P'
import http.server, sys, tempfile, threading, hishel
from importlib.metadata import version
count = 0
class Server(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *a): pass
    def do_GET(self):
        global count; count += 1
        body = (f"answer {count} as " + self.headers["Accept"]).encode()
        control = {"/pods": "no-cache, private", "/secret": "no-store", "/apis": "max-age=600"}[self.path]
        self.send_response(200); self.send_header("Cache-Control", control); self.send_header("Vary", "Accept")
        self.send_header("Content-Length", str(len(body))); self.end_headers(); self.wfile.write(body)
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server); threading.Thread(target=server.serve_forever, daemon=True).start()
url = f"http://127.0.0.1:{server.server_port}"; major = int(version("hishel").split(".")[0]); path = tempfile.mkdtemp()
if major == 1:
    from hishel.httpx import SyncCacheClient; made = {"default": SyncCacheClient(storage=hishel.SyncSqliteStorage(database_path=path + "/a.db"))}
else:
    from hishel.httpx import CacheClient
    made = {"default": CacheClient(storage=hishel.SqliteStorage(database_path=path + "/a.db")), "rfc=True": CacheClient(storage=hishel.SqliteStorage(database_path=path + "/b.db"), rfc=True)}
print("hishel", version("hishel"))
for name, client in made.items():
    for p in ("/pods", "/secret", "/apis"):
        before = count
        got = [client.get(url + p, headers={"Accept": a}).text for a in ("application/json", "application/yaml", "application/json")]
        print("  ", name, p, got, "requests:", count - before)
        if major == 2 and name == "default": assert count - before == 1 and len(set(got)) == 1, got
        else: assert count - before == (2 if p == "/apis" else 3) and got[1].endswith("yaml"), (p, got)
P
one/bin/python t.py; two/bin/python t.py
echo "still so"
