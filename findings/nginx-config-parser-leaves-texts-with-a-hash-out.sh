#!/usr/bin/env bash
# Software: @webantic/nginx-config-parser 1.6.1 (npm); nginx-crossplane 0.5.14 (PyPI) beside it.
# Expected: a # between quotes is a character like any other, a directive ends at its semicolon wherever the line ends, and `events{}` needs no blank (nginx, "Configuration File's Structure").
# Instead: a directive with # in its text takes in the one that follows, or is left out when it is the last of its block; of two directives on one line the second is part of the first one's value, and `events{}` is left out. No
#   error; what it writes is no better.
# Matters: return, add_header, log_format and rewrite hold such texts (colours, fragments of addresses), and snippets of an ingress come in one line.
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
events{}
http {
  upstream web { server 10.0.0.1:80; server 10.0.0.2:80; }
  server {
    listen 80;
    add_header Link "</docs#top>; rel=help";
    return 200 "ok";
    location /a { return 200 "#1"; }
  }
}
N
cat > t.py <<'P'
from a import *
import json, subprocess
print("nginx-crossplane", version("nginx-crossplane")); right = read("n.conf")
for d in right: print("  ", d)
assert right == ["events {}", "http {upstream web {server 10.0.0.1:80; server 10.0.0.2:80}; server {listen 80; add_header Link </docs#top>; rel=help; return 200 ok; location /a {return 200 #1}}}"], right
js = "const P = require('@webantic/nginx-config-parser'), p = new P(), j = p.toJSON(require('fs').readFileSync('n.conf', 'utf8')); console.log(JSON.stringify([j, p.toConf(j)]))"
tree, text = json.loads(subprocess.run(["node", "-e", js], capture_output=True, text=True, check=True).stdout)
print("@webantic/nginx-config-parser", json.load(open("node_modules/@webantic/nginx-config-parser/package.json"))["version"]); print("  ", json.dumps(tree)); print(text)
assert tree == {"http": {"upstream web": {"server": "10.0.0.1:80; server 10.0.0.2:80"}, "server": {"listen": "80", "add_header": 'Link "</docs return 200 "ok"', "location /a": {}}}}, tree
assert "rel=help" not in text and "#1" not in text and "events" not in text
print("still so")
P
v/bin/python t.py
