#!/usr/bin/env bash
# Software: komposer 0.2.0 (PyPI, Compose file to Kubernetes manifest).
# Expected: environment of a Compose file is a mapping or a list, with the same meaning; it adds to env_file; $$ stands for one dollar sign, and each element of the
#   list is a name, the first equals sign and the value as it is.
# Instead: of a mapping, the usual form, the names are left and every value is null. Of a list, each element is read as a line of a .env file: "a #b" is "a", quotes are
#   gone, a text of two lines is two variables; $$ stays. Beside environment the env_file is not used. What comes from an env_file is `valueFrom: {key, name}`, which is no
#   field of Kubernetes (configMapKeyRef is missing between).
# Matters: the pods start with empty variables, which most programs take for their defaults: another database, no password.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
printf 'LEVEL=debug\n' > x.env
cat > c.yml <<'Y'
services:
  map:
    image: nginx
    environment: {DB: "postgres://db/x", PASSWORD: "p"}
    env_file: x.env
  list:
    image: nginx
    environment: ["DB=postgres://db/x", "A=a #b", "B='q'", "C=$$HOME", "D=a\nb=c"]
  file:
    image: nginx
    env_file: x.env
Y
python3 -m venv v >/dev/null; v/bin/pip -q --disable-pip-version-check install --no-compile komposer==0.2.0
v/bin/komposer -f c.yml -r repo -b main > out.yaml
cat > t.py <<'P'
from importlib.metadata import version
import yaml
print("komposer", version("komposer"))
pod, = [o for o in yaml.safe_load(open("out.yaml"))["items"] if o["kind"] == "Deployment"]
got = {c["name"]: [(e["name"], e.get("value", e.get("valueFrom"))) for e in c["env"]] for c in pod["spec"]["template"]["spec"]["containers"]}
for n, e in got.items(): print("  ", n, e)
assert got == {"map": [("DB", None), ("PASSWORD", None)], "list": [("DB", "postgres://db/x"), ("A", "a"), ("B", "q"), ("C", "$$HOME"), ("D", "a"), ("b", "c")],
               "file": [("LEVEL", {"key": "LEVEL", "name": "repo-main-x-env"})]}, got
print("still so")
P
v/bin/python t.py
