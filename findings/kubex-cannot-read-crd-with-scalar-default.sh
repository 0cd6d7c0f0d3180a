#!/usr/bin/env bash
# Software: kubex-core 0.1.0b3 with kubex-k8s-1-36 0.1.0b3 (PyPI, pydantic models for Kubernetes 1.36).
# Expected: the model of a CustomResourceDefinition reads any CRD that a 1.36 API server serves. In an openAPIV3Schema default, example and the
#   members of enum are "any JSON value" (type JSON, a raw extension in Go).
# Instead: the models make JSON a model of an object, so a default of 5, "a" or true and every enum of strings is refused with
#   ValidationError, and with one such CRD the whole list. Enums and scalar defaults are common in real CRDs. A default that is an object is
#   taken, but comes back empty.
# Matters: reading the CRDs is the first step for reading custom resources out of a snapshot or a served API; with these models it ends there.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kubex-core==0.1.0b3 kubex-k8s-1-36==0.1.0b3
cat > t.py <<'P'
import importlib, json, pkgutil
from importlib.metadata import version
import kubex.k8s.v1_36 as root
for m in pkgutil.walk_packages(root.__path__, "kubex.k8s.v1_36."):
    if "apiextensions" in m.name and hasattr(importlib.import_module(m.name), "CustomResourceDefinition"):
        CRD = importlib.import_module(m.name).CustomResourceDefinition; break
print("kubex-core", version("kubex-core"), "kubex-k8s-1-36", version("kubex-k8s-1-36"), CRD.__module__)
def read(field):
    o = {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": {"name": "foos.ex.example"},
         "spec": {"group": "ex.example", "names": {"kind": "Foo", "plural": "foos"}, "scope": "Namespaced", "versions": [
             {"name": "v1", "served": True, "storage": True, "schema": {"openAPIV3Schema": {"type": "object", "properties": {"f": field}}}}]}}
    try: back = json.loads(CRD.model_validate(o).model_dump_json(by_alias=True, exclude_unset=True))
    except Exception as e: return type(e).__name__
    return json.dumps(back["spec"]["versions"][0]["schema"]["openAPIV3Schema"]["properties"]["f"])
want = {
    '{"type": "integer"}': '{"type": "integer"}',
    '{"type": "integer", "default": 5}': "ValidationError",
    '{"type": "string", "enum": ["a", "b"]}': "ValidationError",
    '{"type": "boolean", "default": true}': "ValidationError",
    '{"type": "object", "default": {"size": 3}}': '{"default": {}, "type": "object"}',
}
for f, w in want.items():
    got = read(json.loads(f)); got = json.dumps(json.loads(got), sort_keys=True) if got[0] == "{" else got
    print(f"  {f}  =>  {got}"); assert got == w, (f, got)
print("still so")
P
v/bin/python t.py
