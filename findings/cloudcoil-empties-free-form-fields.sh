#!/usr/bin/env bash
# Software: cloudcoil 0.6.0 with cloudcoil.models.kubernetes 1.32.1.3 (PyPI; the newest for Python 3.11).
# Expected: a typed model reads an object and writes it back; fields without a schema of their own (RawExtension, FieldsV1) are kept as they are,
#   as the Go types keep them.
# Instead: both types are empty models that drop what they do not know: data of a ControllerRevision and fieldsV1 of every managedFields
#   entry come back as {}, without an error or a warning. Everything around them is right.
# Matters: ControllerRevisions hold what a StatefulSet or DaemonSet can be rolled back to, and managedFields say who set what: exactly the two
#   things one reads old snapshots for look present and are empty.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile cloudcoil==0.6.0 cloudcoil.models.kubernetes==1.32.1.3
cat > t.py <<'P'
import json
from importlib.metadata import version
from cloudcoil.models.kubernetes.apps.v1 import ControllerRevision
print("cloudcoil", version("cloudcoil"), "models", version("cloudcoil.models.kubernetes"))
o = {"apiVersion": "apps/v1", "kind": "ControllerRevision", "revision": 3,
     "metadata": {"name": "db-7d9", "namespace": "prod", "managedFields": [{"manager": "kube-controller-manager", "operation": "Update", "apiVersion": "apps/v1",
                  "time": "2026-11-22T18:24:40Z", "fieldsType": "FieldsV1", "fieldsV1": {"f:data": {}, "f:revision": {}}}]},
     "data": {"spec": {"template": {"spec": {"containers": [{"name": "db", "image": "postgres:16"}]}}}}}
back = json.loads(ControllerRevision.model_validate(o).model_dump_json(by_alias=True, exclude_unset=True))
print("in: ", json.dumps(o)); print("out:", json.dumps(back))
want = json.loads(json.dumps(o)); want["data"] = {}; want["metadata"]["managedFields"][0]["fieldsV1"] = {}
assert back == want, back
print("still so: data and fieldsV1 are {}")
P
v/bin/python t.py
