#!/usr/bin/env bash
# Software: dissect.database 1.1 (PyPI, the SQLite reader of the Dissect forensics framework; it names sqlite.org/fileformat2.html as its reference).
# Expected: a frame of the WAL counts only when a commit record of the same generation follows it: frames "up to and including the last commit record"
#   whose salt and checksum are right (sqlite.org/fileformat2.html, section 4.3). SQLite itself reads the copied pair of files so.
# Instead: frames of a transaction that was still open when the files were copied are taken as committed when older frames, from before the last
#   checkpoint, lie behind them in the file: the reader ends its group at THEIR commit record, and looks at the salt of each frame alone.
#   Without such older frames it is right; with no commit in the file at all it is ValueError "max() arg is an empty sequence".
# Matters: SQLite overwrites its WAL from the front, so older frames behind the new are the rule. Of the kine database of a running server, copied while
#   a large transaction was under way and then rolled back, nine of ten objects are deleted for the analyst, and none is for SQLite.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip -q --disable-pip-version-check install --no-compile dissect.database==1.1 dissect.util==3.24 dissect.cstruct==4.7
cat > t.py <<'P'
import shutil, sqlite3
from importlib.metadata import version
from pathlib import Path
from dissect.database.sqlite3 import SQLite3
print("dissect.database", version("dissect.database"), "SQLite", sqlite3.sqlite_version)
def build(name, older):
    c = sqlite3.connect(name, isolation_level=None); c.execute("pragma page_size = 4096"); c.execute("create table kine (id integer primary key, name text, deleted integer)")
    c.execute("pragma journal_mode = wal"); c.execute("pragma wal_autocheckpoint = 0")
    c.execute("begin"); c.executemany("insert into kine (name, deleted) values (?, 0)", ((f"/registry/pods/default/web-{i:05}",) for i in range(3000))); c.execute("commit")
    c.execute(f"pragma wal_checkpoint({'restart' if older else 'truncate'})")              # restart: the frames stay in the file, truncate: they do not
    if older is not None: c.execute("insert into kine (name, deleted) values ('/registry/pods/default/last', 0)")
    c.execute("pragma cache_size = 1"); c.execute("begin"); c.execute("update kine set deleted = 1")  # too large for the cache, so its pages go to the WAL
    for to in ("theirs-", "ours-"):
        for end in ("", "-wal"): shutil.copy(name + end, to + name + end)
    c.execute("rollback"); c.close()
    want = sqlite3.connect("theirs-" + name).execute("select count(*), sum(deleted) from kine").fetchone()
    try: rows = [r.deleted for r in SQLite3(Path("ours-" + name)).table("kine").rows()]; return want, (len(rows), sum(rows))
    except ValueError as e: return want, str(e)
for name, older in (("older frames behind", True), ("none behind", False), ("no commit", None)):
    want, got = build(name.replace(" ", "-") + ".db", older); print(f"  {name}: rows and deleted ones, SQLite {want}, dissect {got}")
    assert want == (3000 + (older is not None), 0)
    if older: assert got[0] == 3001 and got[1] > 2000, got
    else: assert got == (want if older is False else "max() arg is an empty sequence"), got
P
v/bin/python t.py
echo "still so"
