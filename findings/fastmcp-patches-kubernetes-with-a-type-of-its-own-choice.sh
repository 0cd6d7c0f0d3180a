#!/usr/bin/env bash
# Software: fastmcp 4.2.3 (PyPI, October 2026), FastMCP.from_openapi over PATCH operations as Kubernetes describes them.
# Expected: an operation whose body has five media types, each with other rules, lets the caller choose, or is sent as one of them that the body
#   can be: an object is a merge patch.
# Instead: the tool has no argument for it. From an OpenAPI v3 document of Kubernetes 1.32 or newer (its media types are sorted, the CBOR one first)
#   it sends application/json, which is none of the five; the API server takes it for no patch (415). From a document in the older order it sends
#   all as application/json-patch+json, an object too: the tool's schema asks for one, and a JSON Patch is a list.
# Matters: of the tools that an agent gets for a cluster those that read work, and those that patch are refused with a body that fits their schema. Drop
#   all media types but one from the document first.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile fastmcp==4.2.3 httpx2==2.16.2
cat > t.py <<'P'
import asyncio, fastmcp, httpx2, json, logging
logging.disable(logging.WARNING)
TYPES = ["apply-patch+cbor", "apply-patch+yaml", "json-patch+json", "merge-patch+json", "strategic-merge-patch+json"]
def document(types):
    body = {"required": True, "content": {"application/" + t: {"schema": {"type": "object"}} for t in types}}
    param = lambda n: {"name": n, "in": "path", "required": True, "schema": {"type": "string"}}
    op = {"operationId": "patchCoreV1NamespacedConfigMap", "requestBody": body, "responses": {"200": {"description": "OK"}}}
    return {"openapi": "3.0.0", "info": {"title": "Kubernetes", "version": "v1.37.0"}, "paths": {"/api/v1/namespaces/{namespace}/configmaps/{name}": {"parameters": [param("name"), param("namespace")], "patch": op}}}
async def send(types, body):
    seen = []
    def answer(r): seen.append((r.headers["content-type"], r.content.decode())); return httpx2.Response(200, json={})
    server = fastmcp.FastMCP.from_openapi(document(types), client=httpx2.AsyncClient(transport=httpx2.MockTransport(answer), base_url="http://x"))
    async with fastmcp.Client(server) as c:
        args = sorted((await c.list_tools())[0].input_schema["properties"])
        await c.call_tool("patchCoreV1NamespacedConfigMap", {"name": "a", "namespace": "d", "body": body})
    return args, seen[0]
print("fastmcp", fastmcp.__version__)
merge = {"data": {"k": "v"}}; listed = [{"op": "add", "path": "/data/k", "value": "v"}]
for types, body in ((TYPES, merge), (TYPES[2:] + TYPES[:2], merge), (TYPES[2:] + TYPES[:2], listed), (TYPES[3:4], merge)):
    args, got = asyncio.run(send(types, body))
    print("   document begins with", types[0], "| arguments", args, "| body", json.dumps(body)[:30], "->", got)
    assert args == ["body", "name", "namespace"], args
    assert got[0] == "application/" + types[0].replace("apply-patch+cbor", "json") and json.loads(got[1]) == body, got
print("still so")
P
v/bin/python t.py 2>/dev/null
