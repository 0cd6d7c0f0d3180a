#!/usr/bin/env bash
# Software: three-way-merge 0.1.0 (npm); beside it node-diff3 3.2.1 (npm), merge3 1.0.0 (PyPI) and `git merge-file`.
# Expected: when one side deletes a line and the other changes the same line, the two contradict each other: the merge is a conflict. Its README says that it "works similar to git merge".
# Instead: isSuccess() is true, and the deletion is gone: the line of the side that changed it stands in the result, whichever side that is. Two different changes of the line are a conflict.
# Matters: a rule of a policy, an argument or a finalizer that was taken out on purpose is back after the merge, and nobody was asked.
# Instead of it: node-diff3 or git merge-file.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts three-way-merge@0.1.0 node-diff3@3.2.1 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile merge3==1.0.0
cat > m.py <<'P'
import json, sys
from merge3 import Merge3
o, a, b = json.loads(sys.argv[1]); print("conflict" if any(g[0] == "conflict" for g in Merge3(*(x.splitlines(True) for x in (o, a, b))).merge_groups()) else "merged")
P
cat > t.mjs <<'J'
import assert from 'assert'; import fs from 'fs'; import { spawnSync } from 'child_process'; import twm from 'three-way-merge'; import { merge } from 'node-diff3';
for (const n of ['three-way-merge', 'node-diff3']) console.log('  ', n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const base = 'args:\n- --insecure-port=0\n- --anonymous-auth=true\n- --v=2\n', gone = base.replace('- --anonymous-auth=true\n', ''), changed = base.replace('auth=true', 'auth=false'), other = base.replace('auth=true', 'auth=maybe');
for (const [what, a, b, good] of [['deleted and changed', gone, changed, true], ['changed and deleted', changed, gone, true], ['changed in two ways', changed, other, false], ['deleted and left', gone, base, true]]) {
  fs.writeFileSync('o', base); fs.writeFileSync('a', a); fs.writeFileSync('b', b);
  const git = spawnSync('git', ['merge-file', '-p', 'a', 'o', 'b']).status, nd = merge(a.split('\n'), base.split('\n'), b.split('\n')).conflict, py = spawnSync('v/bin/python', ['m.py', JSON.stringify([base, a, b])]).stdout.toString().trim();
  const r = twm.merge(a, base, b), text = r.isSuccess() ? r.joinedResults() : null, clean = what === 'deleted and left';
  console.log('  ', what, '| git:', git ? 'conflict' : 'merged', '| node-diff3:', nd ? 'conflict' : 'merged', '| merge3:', py, '| three-way-merge:', text === null ? 'conflict' : JSON.stringify(text));
  assert.equal(git, clean ? 0 : 1); assert.equal(nd, !clean); assert.equal(py, clean ? 'merged' : 'conflict'); assert.equal(r.isSuccess(), good);
  if (good) assert.equal(text, clean ? gone : changed);
}
console.log('still so');
J
node t.mjs
