#!/usr/bin/env bash
# Software: dissect.database 1.1 (PyPI, the SQLite reader of the Dissect forensics framework).
# Expected: a WITHOUT ROWID table is an index b-tree, whose interior pages hold rows too, and whose records have the columns of the primary key first
#   (sqlite.org/fileformat2.html, sections 1.6 and 2.4). SQLite itself and the same reader's ordinary tables are what it is compared with.
# Instead: rows() leaves out each row that lies in an interior page, some here and there among all, and gives every value under the name of another
#   column when the primary key is not in front. No error, no warning.
# Matters: such tables are what programs choose for text keys (labels, digests, paths); the rows that are missing are none of the last or largest,
#   so no count of a sample tells.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip -q --disable-pip-version-check install --no-compile dissect.database==1.1 dissect.util==3.24 dissect.cstruct==4.7
cat > t.py <<'P'
import sqlite3
from importlib.metadata import version
from pathlib import Path
from dissect.database.sqlite3 import SQLite3
print("dissect.database", version("dissect.database"), "SQLite", sqlite3.sqlite_version)
c = sqlite3.connect("a.db"); c.execute("pragma page_size = 4096")
for kind in ("", "without rowid"):
    t = "plain" if not kind else "without_rowid"
    c.execute(f"create table {t} (digest text primary key, size integer) {kind}"); c.executemany(f"insert into {t} values (?, ?)", ((f"sha256:{i:064x}", i) for i in range(2000)))
c.execute("create table labels (value text, object text, key text, primary key (object, key)) without rowid"); c.execute("insert into labels values ('web', 'pod-1', 'app')"); c.commit()
db = SQLite3(Path("a.db")); got = {}
for t in ("plain", "without_rowid"):
    want = [s for s, in c.execute(f"select size from {t} order by digest")]; got[t] = [r.size for r in db.table(t).rows()]
    print(f"  {t}: SQLite {len(want)} rows, dissect {len(got[t])}; first lost: {[x for x in want if x not in got[t]][:4]}"); assert want == list(range(2000))
row = next(db.table("labels").rows()); row = (row.value, row.object, row.key); print("  value, object, key: SQLite", c.execute("select value, object, key from labels").fetchone(), "dissect", row)
assert got["plain"] == list(range(2000)) and 1800 < len(got["without_rowid"]) < 2000 and set(got["without_rowid"]) < set(range(2000)) and row == ("pod-1", "app", "web")
P
v/bin/python t.py
echo "still so"
