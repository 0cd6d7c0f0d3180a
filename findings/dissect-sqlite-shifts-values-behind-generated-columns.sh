#!/usr/bin/env bash
# Software: dissect.database 1.1 (PyPI, the SQLite reader of the Dissect forensics framework).
# Expected: a VIRTUAL generated column is not stored (sqlite.org/gencol.html, section 2.2), so the record has one value less than the table has columns.
# Instead: it takes a value all the same: each column from there on has the value of the next, and the last has none. A STORED one is right.
#   No error.
# Matters: `namespace text as (json_extract(value, '$.metadata.namespace'))` is the usual way to index JSON in SQLite, and time, user and verb of an
#   audit table are then each in the column beside theirs. The SQL of the table and a value too few tell it, nothing else.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip -q --disable-pip-version-check install --no-compile dissect.database==1.1 dissect.util==3.24 dissect.cstruct==4.7
cat > t.py <<'P'
import sqlite3
from importlib.metadata import version
from pathlib import Path
from dissect.database.sqlite3 import SQLite3
print("dissect.database", version("dissect.database"), "SQLite", sqlite3.sqlite_version); got = {}
c = sqlite3.connect("a.db")
for t, sql in (("virtual", "create table virtual (id integer primary key, value text, ns text generated always as (json_extract(value, '$.ns')) virtual, user text, verb text)"),
               ("stored", "create table stored (id integer primary key, value text, ns text generated always as (json_extract(value, '$.ns')) stored, user text, verb text)")):
    c.execute(sql); c.execute(f"insert into {t} (value, user, verb) values ('{{\"ns\":\"shop\"}}', 'alice', 'delete')"); c.commit()
    want = c.execute(f"select user, verb from {t}").fetchone(); r = next(SQLite3(Path("a.db")).table(t).rows()); got[t] = (r.user, r.verb); print(f"  {t}: user and verb, SQLite {want}, dissect {got[t]}")
    assert want == ("alice", "delete")
assert got == {"virtual": ("delete", None), "stored": ("alice", "delete")}, got
P
v/bin/python t.py
echo "still so"
