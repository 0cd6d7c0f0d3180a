#!/usr/bin/env bash
# Software: PyPI crossplane-function-sdk-python 0.15.1: resource.update with a pydantic model, and models as datamodel-code-generator 0.89.0 makes them of a schema.
# Expected: "The source can be a dictionary, a protobuf Struct, or a Pydantic model"; its comments name datamodel-code-generator as the maker of the models.
# Instead: a field with format: date-time is a datetime there, one with an enum an Enum, and each of them is ValueError "Unexpected type", without the field's name.
#   The model is dumped for Python and not for JSON. With model_dump(mode="json") the same objects go through as a dictionary.
# Matters: a certificate's notAfter, a policy's choice of Retain or Delete or a condition's time stops the function, at the first object that has one.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile crossplane-function-sdk-python==0.15.1 datamodel-code-generator==0.89.0
cat > schema.json <<'J'
{"title": "Backup", "type": "object", "properties": {"apiVersion": {"type": "string", "default": "example.com/v1"}, "kind": {"type": "string", "default": "Backup"},
 "until": {"type": "string", "format": "date-time"}, "policy": {"type": "string", "enum": ["Retain", "Delete"]}, "size": {"type": "integer"}}}
J
v/bin/datamodel-codegen --input schema.json --input-file-type jsonschema --output-model-type pydantic_v2.BaseModel --output model.py 2>/dev/null
cat > t.py <<'P'
from crossplane.function import resource
from crossplane.function.proto.v1 import run_function_pb2 as fn
from model import Backup
def update(source):
    r = fn.Resource()
    try: resource.update(r, source)
    except ValueError as e: return f"ValueError: {e}"
    return resource.struct_to_dict(r.resource)
for field, value in (("size", 3), ("until", "2027-01-01T00:00:00Z"), ("policy", "Retain")):
    model = Backup(**{field: value})
    as_model, as_dict = update(model), update(model.model_dump(mode="json", exclude_unset=True))
    print(f"{field}: model -> {as_model}; dictionary -> {as_dict}")
    assert as_dict == {field: value}, as_dict
    assert (as_model == "ValueError: Unexpected type") == (field != "size"), as_model
print("still so")
P
v/bin/python t.py
