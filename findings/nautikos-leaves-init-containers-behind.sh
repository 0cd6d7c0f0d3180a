#!/usr/bin/env bash
# Software: nautikos 0.3.4 with typer 0.7.0, click 8.1.8 and ruamel.yaml 0.17.40 (PyPI), beside it PyYAML 6.0.3, which reads YAML 1.1 as kubectl does.
# Expected: each use of the image gets the new tag, and nothing else in the file changes.
# Instead: initContainers are not looked at: the migration runs with the old tag, beside the application with the new one, and the tool says "Updated 1 out of 1 discovered". The file is
#   written without the quotes of texts that are plain in YAML 1.2 alone: "yes", "off", "1:30" and "12:30:45" are true, false and 90 and 45045 for who reads YAML 1.1.
# Matters: an old migration meets a new schema; and the API server refuses an env value that is a boolean.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
printf 'environments:\n- name: p\n  manifests:\n  - path: d.yaml\n    type: kubernetes\n' > nautikos.yaml
cat > d.yaml <<'Y'
apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
      initContainers:
      - name: migrate
        image: team/app:1.0
      containers:
      - name: app
        image: team/app:1.0
        args: ["off", "12:30:45", "0123"]
        env:
        - {name: DEBUG, value: "yes"}
        - {name: TIMEOUT, value: "1:30"}
Y
python3 -m venv v >/dev/null; v/bin/pip -q --disable-pip-version-check install --no-compile nautikos==0.3.4 typer==0.7.0 click==8.1.8 ruamel.yaml==0.17.40 pyyaml==6.0.3
v/bin/nautikos team/app 2.0 | tee log; grep -q "Updated 1 out of 1" log; sed -n '/initC/,$p' d.yaml
cat > t.py <<'P'
from importlib.metadata import version
import yaml
for n in ("nautikos", "ruamel.yaml", "pyyaml"): print(n, version(n))
s = yaml.safe_load(open("d.yaml"))["spec"]["template"]["spec"]; c = s["containers"][0]
got = s["initContainers"][0]["image"], c["image"], c["args"], [e["value"] for e in c["env"]]; print("  ", got)
assert got == ("team/app:1.0", "team/app:2.0", [False, 45045, "0123"], [True, 90]), got
print("still so")
P
v/bin/python t.py
