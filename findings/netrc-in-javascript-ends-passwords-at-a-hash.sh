#!/usr/bin/env bash
# Software: netrc 0.1.4, @travi/netrc 1.0.0 and netrc-parser 3.1.6 (npm); beside them Python's own netrc and tinynetrc 1.3.1 (PyPI).
# Expected: words of .netrc end at a space, a tab or a line break; a "#" inside of one is a letter of it, as for Python. Words in double quotes may hold spaces.
# Instead: all three end the password `a#b` at "#" and give `a`. A login in quotes takes the words behind it with it: for the first two "al ice" shifts what follows, so the password is lost and the
#   machine after it is a field of the one before; for the third the login is `"al` and there is no password.
# Matters: passwords that registries, Git servers and object stores make for robots have such letters: the client is refused, and the message says that the password is wrong. The
#   same file works in Python.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts netrc@0.1.4 @travi/netrc@1.0.0 netrc-parser@3.1.6 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile tinynetrc==1.3.1
printf 'machine reg.example login robot$ci password a#b\n' > hash; printf 'machine reg.example login "al ice" password secret\nmachine git.example login bob password x\n' > quotes; chmod 600 hash quotes
cat > t.py <<'P'
import netrc, platform
from importlib.metadata import version
from tinynetrc import Netrc
print("   Python", platform.python_version(), "tinynetrc", version("tinynetrc"))
for file, want in (("hash", {"reg.example": ("robot$ci", "a#b")}), ("quotes", {"reg.example": ("al ice", "secret"), "git.example": ("bob", "x")})):
    std = {h: (l, p) for h, (l, _, p) in netrc.netrc(file).hosts.items()}; tiny = {h: (d["login"], d["password"]) for h, d in Netrc(file).items()}; print("  ", file, "| netrc:", std, "| tinynetrc:", tiny); assert std == tiny == want
P
v/bin/python t.py
cat > t.cjs <<'J'
const assert = require('assert'), fs = require('fs'), T = require('@travi/netrc'), travi = T.default ?? T, netrc = require('netrc'), { Netrc } = require('netrc-parser');
for (const n of ['netrc', '@travi/netrc', 'netrc-parser']) console.log('  ', n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const parser = (f) => { const n = new Netrc(f); n.loadSync(); return JSON.parse(JSON.stringify(n.machines)); };
for (const f of ['hash', 'quotes']) for (const [n, read] of [['netrc', netrc], ['@travi/netrc', travi], ['netrc-parser', parser]]) {
  const got = JSON.parse(JSON.stringify(read(f))); console.log('  ', f, '|', n + ':', JSON.stringify(got));
  if (f === 'hash') assert.deepEqual(got, { 'reg.example': { login: 'robot$ci', password: 'a' } });
  else assert.notEqual(got['reg.example'].password, 'secret');
}
console.log('still so');
J
node t.cjs
