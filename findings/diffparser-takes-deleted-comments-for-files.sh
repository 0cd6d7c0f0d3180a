#!/usr/bin/env bash
# Software: diffparser 2.0.1 (npm); beside it parse-diff 0.12.0 (npm) and unidiff 1.0.1 (PyPI).
# Expected: within a hunk the first character says what a line is, and the hunk's header how many there are (GNU diffutils, "Detailed Unified Format"). A deleted line
#   "-- drop the old table" is shown as "--- drop the old table".
# Instead: a deleted line that begins with "-- " and an added one that begins with "++ " are read as the names of another file. The rest of the hunk counts for that
#   file, and the file that was changed has fewer lines deleted than it lost.
# Matters: "-- " begins a comment in SQL, Lua and Haskell, so ConfigMaps with scripts have such lines; a summary of a change lists files named like comments.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts diffparser@2.0.1 parse-diff@0.12.0 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile unidiff==1.0.1
printf 'data:\n  init.sql: |\n-- drop the old table\ndrop table t;\nselect 1;\n' > old.sql
printf 'data:\n  init.sql: |\nselect 1;\nselect 2;\n' > new.sql
diff -u --label a/init.sql --label b/init.sql old.sql new.sql > c.diff || true
cat c.diff
cat > t.py <<'P'
import unidiff
from importlib.metadata import version
got = [(f.path, f.added, f.removed) for f in unidiff.PatchSet(open("c.diff").read())]; print("unidiff", version("unidiff"), got); assert got == [("init.sql", 1, 2)]
P
v/bin/python t.py
cat > t.cjs <<'J'
const fs = require('fs'), assert = require('assert'), text = fs.readFileSync('c.diff', 'utf8');
for (const [n, parse, want] of [['parse-diff', require('parse-diff'), [['init.sql', 1, 2]]], ['diffparser', require('diffparser').default ?? require('diffparser'), [['init.sql', 0, 0], ['drop the old table', 1, 1]]]]) {
  const got = parse(text).map((f) => [f.from, f.additions, f.deletions]);
  console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version, JSON.stringify(got)); assert.deepEqual(got, want);
}
console.log('still so');
J
node t.cjs
