#!/usr/bin/env bash
# Software: hera 7.1.0 (PyPI, the Python SDK of Argo Workflows).
# Expected: Workflow.from_yaml reads what the cluster holds: a probe's port is a number or the name of a port (IntOrString), a quantity may be
#   written as a number (cpu: 1), so may a parameter's value (Argo's AnyString), and the body of an executor plugin is free.
# Instead: the model has port as an integer and the other two as texts: `port: http`, `cpu: 1` and `value: 5` are ValidationErrors for the whole Workflow. The body
#   of a plugin is dropped without an error: `plugin: {hello: {}}` is written back as `plugin: {}`.
# Matters: of the workflows of a snapshot those with a sidecar that is probed by name cannot be loaded, and those with a plugin do nothing
#   when they are sent again.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile hera==7.1.0 PyYAML==6.0.3
cat > t.py <<'P'
import json
from importlib.metadata import version
import pydantic
from hera.workflows import Workflow
print("hera", version("hera"), "pydantic", version("pydantic"))
def workflow(value="5", cpu="1", port=8080, **more):
    c = {"image": "web", "ports": [{"name": "http", "containerPort": 8080}], "readinessProbe": {"httpGet": {"port": port}}, "resources": {"requests": {"cpu": cpu}}}
    return {"apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow", "metadata": {"name": "w"},
            "spec": {"entrypoint": "main", "arguments": {"parameters": [{"name": "n", "value": value}]}, "templates": [{"name": "main", **({"container": c} if not more else more)}]}}
def read(w):
    try: return Workflow.from_yaml(json.dumps(w)).to_dict()
    except pydantic.ValidationError as e: return [".".join(str(x) for x in e.errors()[0]["loc"][-2:]), e.errors()[0]["type"]]
for what, w, wrong in [("all as the model wants", workflow(), None), ("port: http", workflow(port="http"), ["httpGet.port", "int_parsing"]),
                       ("cpu: 1", workflow(cpu=1), ["requests.cpu", "string_type"]), ("value: 5", workflow(value=5), ["0.value", "string_type"])]:
    got = read(w); print("  ", what, "->", "read and written back alike" if got == w else got)
    assert got == (wrong or w), got
got = read(workflow(plugin={"hello": {"a": 1}}))["spec"]["templates"][0]
print("   plugin: {hello: {a: 1}} ->", got)
assert got == {"name": "main", "plugin": {}}, got
print("still so")
P
v/bin/python t.py
