#!/usr/bin/env bash
# Software: kube-custom-resource 0.7.2 (PyPI) with pydantic 2.14.4; jsonschema 4.26.0 reads the schema as the API server does.
# Expected: StructuralUnion makes the schema of a union that Kubernetes takes: all fields at the top, and what each choice demands of them in anyOf. What the model takes, the
#   schema takes.
# Instead: a field of the same name in two choices has at the top all limits of the last one: enum, pattern, minimum. An object of the first choice is right for the model
#   and for its part of anyOf, and wrong for the top.
# Matters: that fields share a name is what unions are for (type, size, ref). The operator's own code takes such an object, its cluster does not.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kube-custom-resource==0.7.2 pydantic==2.14.4 jsonschema==4.26.0
cat > t.py <<'P'
import json, typing as t, jsonschema
from importlib.metadata import version
from kube_custom_resource import schema as s
print("kube-custom-resource", version("kube-custom-resource"), "pydantic", version("pydantic"))
class Quick(s.Enum): SSD = "ssd"; NVME = "nvme"
class Slow(s.Enum): HDD = "hdd"; TAPE = "tape"
class Cache(s.BaseModel): tier: Quick; size: s.conint(le=100)
class Archive(s.BaseModel): tier: Slow; size: s.conint(ge=1000)
objects = {"cache": {"volume": {"tier": "ssd", "size": 10}}, "archive": {"volume": {"tier": "hdd", "size": 5000}}}
class Spec(s.BaseModel): volume: t.Annotated[t.Union[Cache, Archive], s.StructuralUnion]
schema = Spec.model_json_schema(); print("  ", json.dumps(schema["properties"]["volume"]))
for value, want in (({"tier": "hdd", "size": 5000}, []), ({"tier": "ssd", "size": 10}, ["'ssd' is not one of ['hdd', 'tape']", "10 is less than the minimum of 1000"])):
    assert json.loads(Spec(volume=value).model_dump_json()) == {"volume": value}
    assert any(jsonschema.Draft4Validator(c).is_valid(value) for c in schema["properties"]["volume"]["anyOf"])
    said = [e.message for e in jsonschema.Draft4Validator(schema).iter_errors({"volume": value})]; print("  ", value, "->", said or "valid"); assert said == want, said
print("still so")
P
v/bin/python t.py
