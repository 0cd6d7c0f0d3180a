#!/usr/bin/env bash
# Software: dissect.database 1.1 (PyPI, the SQLite reader of the Dissect forensics framework).
# Expected: a varint of nine bytes has eight bits in its last, 64 in all, as a two's complement number (sqlite.org/fileformat2.html, section 1.6), so that an
#   INTEGER PRIMARY KEY can be any signed 64-bit number.
# Instead: the ninth byte is not moved in but laid over: ids from 2^56 on come out with one bit less (2^62 as 2^61), 2^55 and 2^56 as one and the
#   same, and -1 as 9223372036854775807. Smaller ids, and large numbers in other columns, are right.
# Matters: snowflake ids, hashes, and the lease and member ids of etcd lie there: joined by id with another table, where the number is an ordinary
#   column, no row is found, and -5 is a row of the far future.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip -q --disable-pip-version-check install --no-compile dissect.database==1.1 dissect.util==3.24 dissect.cstruct==4.7
cat > t.py <<'P'
import sqlite3
from importlib.metadata import version
from pathlib import Path
from dissect.database.sqlite3 import SQLite3
print("dissect.database", version("dissect.database"), "SQLite", sqlite3.sqlite_version)
ids = [5, 2**55, 2**56 - 1, 2**56, 2**56 + 129, 2**62, 7587886574537543425, -1, -5]
c = sqlite3.connect("a.db"); c.execute("create table lease (id integer primary key, same integer)"); c.executemany("insert into lease values (?, ?)", ((i, i) for i in ids)); c.commit()
assert sorted(c.execute("select id, same from lease")) == sorted((i, i) for i in ids)
got = {r.same: r.id for r in SQLite3(Path("a.db")).table("lease").rows()}
for i in ids: print(f"  stored {i}: dissect's id {got[i]}, its ordinary column {i}", "" if got[i] == i else "WRONG"); assert (got[i] == i) == (0 <= i < 2**56)
assert got[2**62] == 2**61 and got[-1] == 2**63 - 1
P
v/bin/python t.py
echo "still so"
