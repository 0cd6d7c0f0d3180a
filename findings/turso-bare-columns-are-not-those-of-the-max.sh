#!/usr/bin/env bash
# Software: pyturso 0.8.3 (PyPI) and @tursodatabase/database 0.7.2 (npm), the rewrite of SQLite in Rust; SQLite itself (Python's sqlite3, sql.js 1.17.0 from npm) for comparison.
# Expected: "if there is exactly one min() or max() aggregate in the query, then all bare columns in the result set take values from an input row which also
#   contains the minimum or maximum" (sqlite.org/lang_select.html, "Bare columns in an aggregate query"); Turso says that it speaks SQLite's SQL.
# Instead: they are those of the group's first row, in the result, in HAVING and in a query around it, with GROUP BY and without.
# Matters: `select name, deleted, max(id) from kine group by name` is the short way to the last state of each key of a kine database: here each key
#   has the state of its first revision, deleted objects are there, and one that was deleted and made anew is gone. No error.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip -q --disable-pip-version-check install --no-compile pyturso==0.8.3
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @tursodatabase/database@0.7.2 sql.js@1.17.0 >/dev/null 2>&1
cat > queries.json <<'Q'
["select name, deleted, max(id) from kine group by name order by 1", "select name from kine group by name having max(id) and deleted = 0 order by 1",
 "select name from (select name, deleted, max(id) from kine group by name) where deleted = 0 order by 1", "select name, deleted, max(id) from kine"]
Q
cat > t.mjs <<'J'
import fs from 'fs'; import { connect } from '@tursodatabase/database'; import init from 'sql.js';
const db = await connect('kine.db'), S = await init(), old = new S.Database(fs.readFileSync('kine.db')), out = [];
for (const q of JSON.parse(fs.readFileSync('queries.json'))) out.push([(await (await db.prepare(q)).all()).map((r) => Object.values(r)), old.exec(q)[0].values]);
fs.writeFileSync('js.json', JSON.stringify(out)); await db.close();
J
cat > t.py <<'P'
import json, sqlite3, subprocess
from importlib.metadata import version
import turso
print("pyturso", version("pyturso"), "@tursodatabase/database", json.load(open("node_modules/@tursodatabase/database/package.json"))["version"], "SQLite", sqlite3.sqlite_version)
c = sqlite3.connect("kine.db"); c.execute("create table kine (id integer primary key, name text, deleted integer)")
c.executemany("insert into kine (name, deleted) values (?, ?)", [("cm/gone", 0), ("cm/kept", 0), ("cm/gone", 1), ("cm/anew", 1), ("cm/kept", 0), ("cm/anew", 0)]); c.commit()
subprocess.run(["node", "t.mjs"], check=True); t = turso.connect("kine.db"); wrong = []
for q, (js, sqljs) in zip(json.load(open("queries.json")), json.load(open("js.json"))):
    want = [list(r) for r in c.execute(q)]; cur = t.cursor(); cur.execute(q); got = [list(r) for r in cur.fetchall()]
    print("  " + q + "\n    SQLite:", want, "\n    Turso: ", got); assert want == sqljs and got == js; wrong.append(got != want)
assert wrong == [True] * 4 and got == [["cm/gone", 0, 6]], wrong
P
v/bin/python t.py
echo "still so"
