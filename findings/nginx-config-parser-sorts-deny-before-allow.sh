#!/usr/bin/env bash
# Software: @webantic/nginx-config-parser 1.6.1 (npm: "convert nginx conf strings to JSON and back"); nginx-crossplane 0.5.14 (PyPI) beside it.
# Expected: nginx checks allow and deny in their order until the first that matches, and runs set, if and rewrite one after the other (ngx_http_access_module,
#   ngx_http_rewrite_module), so what is read and written back has the same order.
# Instead: directives of one name stand together at the place of the first: deny 10.0.9.0/24; allow 10.0.0.0/8; deny all is written back with both deny before allow, so
#   nobody is let in, and a set behind an if comes before it.
# Matters: no error, and a comparison of the sorted lines shows no difference. A file that is read, changed in one place and written back does something else.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @webantic/nginx-config-parser@1.6.1 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile nginx-crossplane==0.5.14
cat > a.py <<'P'
import crossplane, sys
from importlib.metadata import version
def show(block): return [" ".join([d["directive"], *d["args"]]) + (" {" + "; ".join(show(d["block"])) + "}" if "block" in d else "") for d in block if d["directive"] != "#"]
def read(name):
    r = crossplane.parse(name, single=True, check_ctx=False, check_args=False, comments=False); assert r["status"] == "ok", r["errors"]
    return show(r["config"][0]["parsed"])
P
cat > n.conf <<'N'
server {
  deny 10.0.9.0/24;
  allow 10.0.0.0/8;
  deny all;
  set $tier "a";
  if ($host = b.example) { set $tier "b"; }
  set $seen $tier;
}
N
cat > t.py <<'P'
from a import *
import json, subprocess
js = "const P = require('@webantic/nginx-config-parser'), p = new P(), fs = require('fs'); fs.writeFileSync('again.conf', p.toConf(p.toJSON(fs.readFileSync('n.conf', 'utf8'))))"
subprocess.run(["node", "-e", js], check=True)
print("nginx-crossplane", version("nginx-crossplane"), "| @webantic/nginx-config-parser", json.load(open("node_modules/@webantic/nginx-config-parser/package.json"))["version"])
before, after = read("n.conf"), read("again.conf"); print("   before:", before); print("   after: ", after)
assert before == ["server {deny 10.0.9.0/24; allow 10.0.0.0/8; deny all; set $tier a; if $host = b.example {set $tier b}; set $seen $tier}"], before
assert after == ["server {deny 10.0.9.0/24; deny all; allow 10.0.0.0/8; set $tier a; set $seen $tier; if $host = b.example {set $tier b}}"], after
print("still so")
P
v/bin/python t.py
