#!/usr/bin/env bash
# Software: datamodel-code-generator 0.89.0 and 0.30.0 with pydantic 2.14.4 (PyPI), on the Secret of Kubernetes' OpenAPI v3 document, shortened.
# Expected: a value of format byte is base64 of bytes, so a model made from the document holds bytes (pydantic has Base64Bytes), or the base64 text
#   as it stands, as 0.30.0 had it.
# Instead: newer versions make it Base64Str, base64 of UTF-8 text: a Secret with a keystore or a DER certificate is a ValidationError as a whole. Where
#   all values are text the field holds the decoded text, not what is in the manifest, so code that decodes it itself decodes twice.
#   The dataclass and msgspec output of the same version keep the base64 text.
# Matters: models made anew from the same document read nearly all Secrets and fail at the ones with binary values; the difference is in the data, so
#   tests with passwords pass.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
for n in 0.89.0 0.30.0; do python3 -m venv v$n >/dev/null; v$n/bin/pip -q --disable-pip-version-check install --no-compile datamodel-code-generator==$n pydantic==2.14.4; done
cat > v1.json <<'J'
{"openapi": "3.0.0", "info": {"title": "Kubernetes", "version": "v1.37.0"}, "paths": {}, "components": {"schemas": {"Secret": {"type": "object", "properties": {
  "apiVersion": {"type": "string"}, "kind": {"type": "string"}, "immutable": {"type": "boolean"}, "type": {"type": "string"},
  "data": {"type": "object", "additionalProperties": {"type": "string", "format": "byte"}}}}}}}
J
make() { "v$1/bin/datamodel-codegen" --input v1.json --input-file-type openapi --output-model-type "$2" --output "$3.py" >/dev/null 2>&1; echo "datamodel-code-generator $1, $2:$(grep -h ' data:' "$3.py" | tr -s ' ')"; }
make 0.89.0 pydantic_v2.BaseModel new; make 0.30.0 pydantic_v2.BaseModel old; make 0.89.0 msgspec.Struct m_struct; make 0.89.0 dataclasses.dataclass m_plain
grep -q 'data: dict\[str, str\]' m_struct.py && grep -q 'data: dict\[str, str\]' m_plain.py
cat > t.py <<'P'
import pydantic, new, old
print("pydantic", pydantic.VERSION)
def read(model, data):
    try: return model.Secret.model_validate({"apiVersion": "v1", "kind": "Secret", "type": "Opaque", "data": data}).data
    except pydantic.ValidationError as e: return e.errors()[0]["msg"]
text, binary = {"password": "aHVudGVyMg=="}, {"password": "aHVudGVyMg==", "keystore.p12": "MIIJ/wIBAzCC"}
for name, data in (("text", text), ("binary", binary)): print("  ", name, "0.89.0:", read(new, data), "| 0.30.0:", read(old, data))
assert read(new, text) == {"password": "hunter2"} and "codec can't decode" in read(new, binary), read(new, binary)
assert read(old, text) == text and read(old, binary) == binary
print("still so")
P
v0.89.0/bin/python t.py
