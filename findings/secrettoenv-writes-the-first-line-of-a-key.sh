#!/usr/bin/env bash
# Software: secrettoenv 0.1.0 (PyPI: "convert Kubernetes secrets into .env files"); the readers are python-dotenv 1.2.1 (PyPI) and node --env-file.
# Expected: what the .env file gives is what the Secret has: a value with line breaks, a #, a quote or a $ stands between quotes (so python-dotenv's README and Node's "dotenv" rules).
# Instead: each value is written as it is behind its name. Of a key or a certificate each reader has the first line, a text ends at " #", and quotes around it are
#   lost. Of stringData nothing is written. No error.
# Matters: it is run to work with a cluster's settings at home; keys and passwords differ there, and a line inside of a value is read as a variable of its own.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile --no-deps secrettoenv==0.1.0
v/bin/pip -q --disable-pip-version-check install --no-compile python-dotenv==1.2.1 pyyaml==6.0.3 click==8.3.1
mkdir k; touch k/kubernetes.py; echo 'client = config = None' > k/kubernetes.py # it is imported, and asked for nothing when a file is read
cat > t.py <<'P'
import base64, json, subprocess
from importlib.metadata import version
import dotenv
print({n: version(n) for n in ("secrettoenv", "python-dotenv")})
secret = {"TLS_KEY": "-----BEGIN KEY-----\nMODE=1\n-----END KEY-----\n", "PASSWORD": "a #1", "QUOTED": '"q"', "PLAIN": "x=y"}
json.dump({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "a"}, "type": "Opaque", "data": {k: base64.b64encode(v.encode()).decode() for k, v in secret.items()}}, open("s.json", "w"))
subprocess.run(["v/bin/secrettoenv", "--file", "s.json", "--output-file", "e.env"], check=True, stdout=subprocess.DEVNULL, env={"PYTHONPATH": "k", "PATH": "/usr/bin:/bin"})
print(open("e.env").read())
js = "console.log(JSON.stringify(Object.fromEntries(['TLS_KEY', 'PASSWORD', 'QUOTED', 'PLAIN', 'MODE'].map((k) => [k, process.env[k]]))))"
node = json.loads(subprocess.run(["node", "--env-file=e.env", "-e", js], capture_output=True, text=True, check=True).stdout)
py = dict(dotenv.dotenv_values("e.env"))
for k in ("TLS_KEY", "PASSWORD", "QUOTED", "PLAIN", "MODE"): print(f"   {k:9} Secret: {secret.get(k)!r:50} python-dotenv: {py.get(k)!r:24} node: {node.get(k)!r}")
want = {"TLS_KEY": "-----BEGIN KEY-----", "PASSWORD": "a", "QUOTED": "q", "PLAIN": "x=y", "MODE": "1"}
assert {k: py.get(k) for k in want} == want and node == {k: v for k, v in want.items() if k != "PASSWORD"}, (py, node)
print("still so")
P
v/bin/python t.py
