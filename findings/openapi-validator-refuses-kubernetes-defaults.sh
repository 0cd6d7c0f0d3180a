#!/usr/bin/env bash
# Software: openapi-spec-validator 0.9.0 with openapi-schema-validator 0.9.0 (PyPI).
# Expected: the OpenAPI 3.0 documents that a Kubernetes API server publishes under /openapi/v3 pass an OpenAPI validator.
# Instead: Kubernetes' generator writes "default": {} for every field whose Go type is a struct and not a pointer. The validator tests every
#   default against the schema beside it, and {} is no PodSpec (containers is required) and no string (a Time or an IntOrString), so the
#   document is refused. The excerpt below has the form of apps/v1's PodTemplateSpec; without the default it passes.
# Matters: a server that publishes Kubernetes' schemas faithfully fails a schema check in CI, and one that passes it differs from a real
#   server. Test against the OpenAPI meta-schema only.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile openapi-spec-validator==0.9.0 openapi-schema-validator==0.9.0
cat > t.py <<'P'
import copy
from importlib.metadata import version
from openapi_spec_validator import validate
ref = lambda n: {"allOf": [{"$ref": "#/components/schemas/" + n}]}
def doc(field):
    return {"openapi": "3.0.0", "info": {"title": "Kubernetes", "version": "v1.36.0"},
            "paths": {"/apis/apps/v1/": {"get": {"operationId": "getAppsV1APIResources", "responses": {"200": {"description": "OK"}}}}},
            "components": {"schemas": {
                "io.k8s.api.core.v1.Container": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string", "default": ""}}},
                "io.k8s.api.core.v1.PodSpec": {"type": "object", "required": ["containers"], "properties": {
                    "containers": {"type": "array", "items": ref("io.k8s.api.core.v1.Container")}}},
                "io.k8s.api.core.v1.PodTemplateSpec": {"type": "object", "properties": {"spec": field}}}}}
def outcome(d):
    try: validate(d); return "valid"
    except Exception as e: return f"{type(e).__name__}: {e.message}"
spec = ref("io.k8s.api.core.v1.PodSpec")
a, b = outcome(doc(spec)), outcome(doc({**spec, "default": {}}))
print("openapi-spec-validator", version("openapi-spec-validator")); print("without default:", a); print("as published:   ", b)
assert a == "valid" and b == "OpenAPIValidationError: 'containers' is a required property", (a, b)
print("still so")
P
v/bin/python t.py
