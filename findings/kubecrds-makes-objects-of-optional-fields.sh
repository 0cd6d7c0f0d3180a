#!/usr/bin/env bash
# Software: kubecrds 34.1.4 (PyPI), beside it apischema 0.19.0 (PyPI), which it needs and whose schema its README shows; jsonschema 4.26.0.
# Expected: a dataclass becomes a CustomResourceDefinition whose schema takes what the class's own serialize() writes.
# Instead: only str, int, bool, float and lists of str have their types. Optional[str], Optional[int] and dict[str, str] are "type: object" without a word of what is in it,
#   the items of list[int] as well; the defaults and what is required are gone too. apischema has the types right.
# Matters: an API server refuses the optional fields as soon as they are set, and of labels and other maps it removes all keys, as they are not in the schema: stored as {}.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kubecrds==34.1.4 apischema==0.19.0 jsonschema==4.26.0
cat > t.py <<'P'
import json, typing, jsonschema
from importlib.metadata import version
from dataclasses import dataclass, field
from apischema.json_schema import deserialization_schema
from kubecrds import KubeResourceBase
print("kubecrds", version("kubecrds"), "apischema", version("apischema"))
@dataclass
class Backup(KubeResourceBase):
    __group__ = "example.com"; __version__ = "v1"
    bucket: str
    region: typing.Optional[str] = None
    keep: typing.Optional[int] = None
    labels: typing.Dict[str, str] = field(default_factory=dict)
    hours: typing.List[int] = field(default_factory=list)
spec = {"bucket": "b", "region": "eu", "keep": 7, "labels": {"app": "db"}, "hours": [3]}
sent = Backup(**spec).serialize()["spec"]; assert sent == spec, sent
def check(schema):
    print("  ", json.dumps(schema)); bad = sorted(e.json_path + ": " + e.message for e in jsonschema.Draft202012Validator(schema).iter_errors(sent))
    lost = [] if "additionalProperties" in schema["properties"]["labels"] else list(spec["labels"]); print("     wrong:", bad, "| keys of labels that the schema does not know:", lost); return bad, lost
right = check(deserialization_schema(Backup)); assert right == ([], []), right
got = check(Backup.crd_schema_dict()["spec"]["versions"][0]["schema"]["openAPIV3Schema"]["properties"]["spec"])
assert got == (["$.hours[0]: 3 is not of type 'object'", "$.keep: 7 is not of type 'object'", "$.region: 'eu' is not of type 'object'"], ["app"]), got
print("still so")
P
v/bin/python t.py
