#!/usr/bin/env bash
# Software: kubernetes 37.0.2 (PyPI, the Python client), leaderelection with its new LeaseLock.
# Expected: as with client-go's leaderelection (isLeaseValid) a candidate waits for the leaseDurationSeconds that the holder wrote into the Lease, and who takes over
#   adds one to leaseTransitions.
# Instead: it waits for its own lease_duration: a Lease that is good for 60 seconds is taken over after three by a candidate that is set to three, while
#   its holder still leads. leaseTransitions stays what it was, for a new Lease it is absent for ever.
# Matters: a Python replica or tool beside a controller in Go, or two replicas during a change of the setting: two leaders at once. And a count of
#   changes of leadership over Leases of a snapshot does not see those of Python programs.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kubernetes==37.0.2
cat > t.py <<'P'
import datetime as d, http.server, json, os, threading, time
from importlib.metadata import version
from kubernetes import client
from kubernetes.leaderelection import electionconfig, leaderelection
from kubernetes.leaderelection.resourcelock.leaselock import LeaseLock
now = d.datetime.now(d.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
lease = {"apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": {"name": "x", "namespace": "d", "resourceVersion": "1"},
         "spec": {"holderIdentity": "go", "leaseDurationSeconds": 60, "acquireTime": now, "renewTime": now, "leaseTransitions": 4}}
class Server(http.server.BaseHTTPRequestHandler):
    def reply(self, o): b = json.dumps(o).encode(); self.send_response(200); self.send_header("Content-Type", "application/json"); self.send_header("Content-Length", str(len(b))); self.end_headers(); self.wfile.write(b)
    def do_GET(self): self.reply(lease)
    def do_PUT(self): lease.update(json.loads(self.rfile.read(int(self.headers["Content-Length"])))); self.reply(lease)
    def log_message(self, *a): pass
s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server); threading.Thread(target=s.serve_forever, daemon=True).start()
client.Configuration.set_default(client.Configuration(host="http://127.0.0.1:%d" % s.server_port))
start = time.time()
def leading():
    after = time.time() - start; spec = lease["spec"]
    print("kubernetes", version("kubernetes"), "leads: the lease of 60 seconds was taken over", "within 20 seconds" if after < 20 else "after %d" % after)
    print("  ", {k: spec.get(k) for k in ("holderIdentity", "leaseDurationSeconds", "leaseTransitions")})
    ok = after < 20 and spec["holderIdentity"] == "python" and spec["leaseDurationSeconds"] == 3 and spec.get("leaseTransitions") == 4
    print("still so" if ok else "changed", flush=True); os._exit(0 if ok else 1)
threading.Timer(70, lambda: os._exit(2)).start()
leaderelection.LeaderElection(electionconfig.Config(LeaseLock("x", "d", "python"), lease_duration=3, renew_deadline=2, retry_period=1, onstarted_leading=leading, onstopped_leading=None)).run()
P
v/bin/python t.py
