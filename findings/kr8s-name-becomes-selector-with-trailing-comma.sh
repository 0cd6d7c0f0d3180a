#!/usr/bin/env bash
# Software: kr8s 0.20.15 (PyPI), against a recording HTTP server below.
# Expected: kr8s.get("pods", "web", namespace="prod") asks GET /api/v1/namespaces/prod/pods/web, as every other client does for a name.
# Instead: it lists with limit=100 and fieldSelector "metadata.name=web," - with a trailing comma. A real API server's field selector
#   parser drops empty terms, so the comma never shows there; a server that splits at the comma and matches every term finds
#   nothing, and kr8s reports no error and no object. (A label selector with a trailing comma is an error on a real server: the two
#   grammars differ.)
# Matters: a read-only API over a snapshot looks empty to this client for every get by name unless empty field terms are skipped,
#   and a get by name costs a list.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kr8s==0.20.15
export HOME=$T
cat > t.py <<'P'
import http.server, json, threading, urllib.parse, warnings
warnings.simplefilter("ignore")
seen = []
POD = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web", "namespace": "prod", "uid": "u"}}
SKIP_EMPTY = True
class H(http.server.BaseHTTPRequestHandler):
    def log_message(self, *a): pass
    def do_GET(self):
        u = urllib.parse.urlparse(self.path); q = dict(urllib.parse.parse_qsl(u.query)); p = u.path.rstrip("/")
        if p == "/version": o = dict.fromkeys(("gitCommit", "gitTreeState", "buildDate", "goVersion", "compiler", "platform"), "x") | {"major": "1", "minor": "35", "gitVersion": "v1.35.0"}
        elif p == "/api": o = {"kind": "APIVersions", "versions": ["v1"]}
        elif p == "/apis": o = {"kind": "APIGroupList", "groups": []}
        elif p == "/api/v1": o = {"kind": "APIResourceList", "groupVersion": "v1", "resources": [{"name": "pods", "singularName": "pod", "namespaced": True, "kind": "Pod", "verbs": ["get", "list"]}]}
        else:
            seen.append(urllib.parse.unquote(self.path))
            terms = q.get("fieldSelector", "").split(",")
            if SKIP_EMPTY: terms = [t for t in terms if t]
            o = {"kind": "PodList", "apiVersion": "v1", "metadata": {"resourceVersion": "1"}, "items": [POD] if all(t == "metadata.name=web" for t in terms) else []}
        b = json.dumps(o).encode()
        self.send_response(200); self.send_header("Content-Type", "application/json"); self.send_header("Content-Length", str(len(b))); self.end_headers(); self.wfile.write(b)
s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), H); threading.Thread(target=s.serve_forever, daemon=True).start()
import kr8s
api = kr8s.api(url=f"http://127.0.0.1:{s.server_address[1]}", kubeconfig={"apiVersion": "v1", "kind": "Config", "current-context": "c",
    "clusters": [{"name": "c", "cluster": {"server": f"http://127.0.0.1:{s.server_address[1]}"}}],
    "contexts": [{"name": "c", "context": {"cluster": "c", "user": "u"}}], "users": [{"name": "u", "user": {}}]})
print("kr8s", kr8s.__version__)
out = []
for SKIP_EMPTY in (True, False):
    out.append([p.name for p in api.get("pods", "web", namespace="prod")])
    print("empty terms skipped:" if SKIP_EMPTY else "empty terms matched:", out[-1])
print("request:", seen[0])
assert seen == ["/api/v1/namespaces/prod/pods?limit=100&fieldSelector=metadata.name=web,"] * 2, seen
assert out == [["web"], []], out
print("still so: a name is sent as a field selector with a trailing comma")
P
v/bin/python t.py
