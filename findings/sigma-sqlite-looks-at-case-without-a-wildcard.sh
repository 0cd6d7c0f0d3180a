#!/usr/bin/env bash
# Software: pySigma-backend-sqlite 2.1.1 with pySigma 2.0.1 (PyPI), run on Python's sqlite3.
# Expected: by the Sigma specification values are compared without regard to case, unless the modifier `cased` is there.
# Instead: a value without a wildcard becomes `=`, which looks at the case; with a wildcard, startswith, endswith or contains it becomes LIKE, which
#   does not (for ASCII). `user: admin` does not find ADMIN, `user: admin*` does. A plain value and one with `cased` find the same.
# Matters: the plainest rules are the ones that miss: names of Windows nodes, of users from a directory, and verbs are written in either case. Give the columns COLLATE NOCASE.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null; v/bin/pip -q --disable-pip-version-check install --no-compile pysigma==2.0.1 pysigma-backend-sqlite==2.1.1
cat > t.py <<'P'
import sqlite3
from importlib.metadata import version
from sigma.backends.sqlite import sqliteBackend
from sigma.collection import SigmaCollection
for n in ("pysigma", "pysigma-backend-sqlite"): print(n, version(n))
def run(d, collate=""):
    c = sqlite3.connect(":memory:"); c.execute(f"CREATE TABLE logs (id, user TEXT {collate})")
    c.executemany("INSERT INTO logs VALUES (?, ?)", [(1, "admin"), (2, "ADMIN"), (3, "Admin2"), (4, "bob")])
    q, = sqliteBackend().convert(SigmaCollection.from_yaml(f"title: t\nlogsource:\n  product: kubernetes\ndetection:\n  sel:\n    {d}\n  condition: sel\n"))
    got = [i for i, in c.execute(q.replace("<TABLE_NAME>", "logs").replace("*", "id", 1))]; print(f"   {d:28} {q} {collate} -> {got}"); return got
assert run("user: admin") == [1] and run("user|cased: admin") == [1] and run("user: [admin, bob]") == [1, 4]
assert run("user: admin*") == [1, 2, 3] and run("user|startswith: admin") == [1, 2, 3] and run("user|contains: DMI") == [1, 2, 3]
assert run("user: admin", "COLLATE NOCASE") == [1, 2]
print("still so")
P
v/bin/python t.py
