#!/usr/bin/env bash
# Software: nginxfmt 1.4.0 (PyPI, formatter of nginx's files); nginx-crossplane 0.5.14 (PyPI) reads them before and after.
# Expected: whitespace is collapsed, "except in comments and within quotation marks", as its README says; a text between quotes may go over several lines in nginx.
# Instead: each further line of such a text gets the indentation of its block, so what `return` answers and what log_format writes has other blanks. Texts on one line are
#   as they were. No error.
# Matters: JSON, HTML and robots.txt in a return are written over lines; the answer has other bytes after formatting, and a check by its hash fails.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile nginxfmt==1.4.0 nginx-crossplane==0.5.14
cat > n.conf <<'N'
server {
  location /robots.txt {
    return 200 'User-agent: *
Disallow: /a
';
  }
  set $plain "a   b";
  set $quoted "say \"hi\"   twice";
}
N
cp n.conf f.conf; v/bin/nginxfmt f.conf; cat f.conf
cat > t.py <<'P'
import crossplane
from importlib.metadata import version
print({n: version(n) for n in ("nginxfmt", "nginx-crossplane")})
def read(name):
    r = crossplane.parse(name, single=True, check_ctx=False, check_args=False); assert r["status"] == "ok", r["errors"]
    def walk(block): return [x for d in block for x in ([d["args"][1]] if d["directive"] in ("return", "set") else walk(d.get("block", [])))]
    return walk(r["config"][0]["parsed"])
before, after = read("n.conf"), read("f.conf")
for b, a in zip(before, after): print("  ", repr(b), "->", repr(a))
assert before == ["User-agent: *\nDisallow: /a\n", "a   b", 'say "hi"   twice'], before
assert after[0] != before[0] and after[0].split() == before[0].split() and after[1] == before[1] and after[2] == before[2], after
print("still so")
P
v/bin/python t.py
