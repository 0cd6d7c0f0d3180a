#!/usr/bin/env bash
# Software: fastmcp 4.2.3 (PyPI, October 2026), FastMCP.from_openapi over operationIds of Kubernetes.
# Expected: two operations are two tools that can be told apart; the Model Context Protocol takes names of up to 128 characters.
# Instead: names are cut to 56 characters, and of two that are then alike the second gets _2: deleting all ValidatingAdmissionPolicies and deleting all
#   their bindings are `deleteAdmissionregistrationV1CollectionValidatingAdmissi` and `..._2`, in the order of the document. Others
#   lose the word that matters: `...PolicyStat`, `...PolicyBind`.
# Matters: what a prompt, an allow list or a saved call names depends on the order of the document's paths, and another order exchanges the two
#   without an error. Names of one's own (mcp_names) stay whole only up to the same length.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile fastmcp==4.2.3 httpx2==2.16.2
cat > t.py <<'P'
import asyncio, fastmcp, httpx2, logging
logging.disable(logging.WARNING)
P = "/apis/admissionregistration.k8s.io/v1/"
OPS = [(P + "validatingadmissionpolicies", "deleteAdmissionregistrationV1CollectionValidatingAdmissionPolicy"), (P + "validatingadmissionpolicybindings", "deleteAdmissionregistrationV1CollectionValidatingAdmissionPolicyBinding")]
async def tools(ops):
    seen = []
    def answer(r): seen.append(r.url.path); return httpx2.Response(200, json={})
    doc = {"openapi": "3.0.0", "info": {"title": "Kubernetes", "version": "v1.37.0"}, "paths": {p: {"delete": {"operationId": i, "responses": {"200": {"description": "OK"}}}} for p, i in ops}}
    server = fastmcp.FastMCP.from_openapi(doc, client=httpx2.AsyncClient(transport=httpx2.MockTransport(answer), base_url="http://x"))
    async with fastmcp.Client(server) as c:
        for t in sorted(x.name for x in await c.list_tools()): await c.call_tool(t, {}); yield t, seen[-1].split("/")[-1]
async def both(): return [[x async for x in tools(o)] for o in (OPS, OPS[::-1])]
a, b = asyncio.run(both())
print("fastmcp", fastmcp.__version__)
for x, y in zip(a, b): print("  ", x[0], "->", x[1], "| with the paths in the other order ->", y[1])
cut = OPS[0][1][:56]
assert a == [(cut, "validatingadmissionpolicies"), (cut + "_2", "validatingadmissionpolicybindings")], a
assert b == [(cut, "validatingadmissionpolicybindings"), (cut + "_2", "validatingadmissionpolicies")], b
print("still so")
P
v/bin/python t.py 2>/dev/null
