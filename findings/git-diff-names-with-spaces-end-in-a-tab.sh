#!/usr/bin/env bash
# Software: gitdiff-parser 0.3.1 (npm) and whatthepatch 1.0.7 (PyPI), on what git writes; beside them parse-diff 0.12.0 (npm) and unidiff 1.0.1 (PyPI).
# Expected: the name is "team a.yaml". git puts a tab behind a name with a space in it (git's diff.c: so that patch finds its end), and a name with letters beyond ASCII
#   or quotes between quotes, with escapes (git-config, core.quotePath). A new file without lines is new: "new file mode" says so.
# Instead: both give the name with the tab at its end, so it is no file that exists. gitdiff-parser drops the letter behind the first quote of a quoted name and keeps
#   the last ("/\303\274.yaml" and a quote), and calls a new empty file "modify".
# Matters: paths from a diff of a repository of manifests are looked up in it (owners, coverage, checks); for these files nothing is found.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts gitdiff-parser@0.3.1 parse-diff@0.12.0 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile unidiff==1.0.1 whatthepatch==1.0.7
mkdir r; cd r; export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
git init -q .; git config user.email a@example.com; git config user.name a
echo 'replicas: 1' > 'team a.yaml'; echo 'replicas: 1' > 'größe.yaml'; git add -A; git commit -qm a
echo 'replicas: 2' > 'team a.yaml'; echo 'replicas: 2' > 'größe.yaml'; : > new.yaml; git add -A; git diff --cached > ../c.diff; cd ..
cat > t.py <<'P'
import unidiff, whatthepatch
from importlib.metadata import version
text = open("c.diff").read()
a = [f.path for f in unidiff.PatchSet(text) if "team" in f.path]; b = [d.header.new_path for d in whatthepatch.parse_patch(text) if "team" in d.header.new_path]
print("unidiff", version("unidiff"), a); print("whatthepatch", version("whatthepatch"), b); assert a == ["team a.yaml"] and b == ["team a.yaml\t"], (a, b)
P
v/bin/python t.py
cat > t.cjs <<'J'
const fs = require('fs'), assert = require('assert'), text = fs.readFileSync('c.diff', 'utf8'), v = (n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version;
const a = require('parse-diff')(text).map((f) => [f.to, f.new ? 'add' : 'modify']).sort(), g = require('gitdiff-parser'), b = (g.default ?? g).parse(text).map((f) => [f.newPath, f.type]).sort();
console.log(v('parse-diff'), JSON.stringify(a)); console.log(v('gitdiff-parser'), JSON.stringify(b));
assert(a.some((x) => x[0] === 'team a.yaml') && a.some((x) => x[0] === 'new.yaml' && x[1] === 'add'));
assert.deepEqual(b, [['/gr\\303\\266\\303\\237e.yaml"', 'modify'], ['new.yaml', 'modify'], ['team a.yaml\t', 'modify']].sort());
console.log('still so');
J
node t.cjs
