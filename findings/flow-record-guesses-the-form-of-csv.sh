#!/usr/bin/env bash
# Software: flow.record 3.21 (PyPI, the records of the forensic framework Dissect, with the command rdump), on CSV that Python's csv module wrote (RFC 4180).
# Expected: the columns and values that csv.reader gives.
# Instead: the reader lets csv.Sniffer guess separator and quoting from the first 1024 characters. Messages of Kubernetes decide the guess: with the event
#   `Pulling image "nginx:1.27"` the value gets two more quotes, without an error; a comma and blanks in a message make the blank, or a letter, the
#   separator, which is "Field 'ts,name,message' is an invalid or reserved field name" or columns cut elsewhere. No option says the form.
# Matters: the same export is read or not, and right or not, by the messages in its first rows.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile flow.record==3.21
cat > t.py <<'P'
import csv, sys
from importlib.metadata import version
from flow.record import RecordReader
print("flow.record", version("flow.record"), "Python", sys.version.split()[0])
HEAD = ["ts", "name", "message"]
def read():
    try: return [tuple(getattr(r, h) for h in HEAD) for r in RecordReader("csvfile://k.csv")]
    except Exception as e: return f"{type(e).__name__}: {e}"
def both(*messages):
    rows = [(f"2026-03-01T12:00:0{i}Z", f"web-{i}", m) for i, m in enumerate(messages)]
    with open("k.csv", "w", newline="") as f: csv.writer(f).writerows([HEAD, *rows])
    assert [tuple(r) for r in csv.reader(open("k.csv", newline=""))] == [tuple(HEAD), *rows]
    got = read(); print("  ", list(messages), "->", got if isinstance(got, str) else [r[2] for r in got]); return rows, got
rows, got = both("Created container web", "Started container web"); assert got == rows
rows, got = both('Pulling image "nginx:1.27"', "Created container web"); assert [r[2] for r in got] == ['Pulling image "nginx:1.27"""', "Created container web"]
rows, got = both('Container image "nginx:1.27" already present on machine', "Created container web", "Back-off restarting, again"); assert got.startswith("RecordDescriptorError: Field 'ts,name,message' is an invalid"), got
rows, got = both("0/3 nodes are available: 1 Insufficient cpu, 2 node(s) had taints"); assert got != rows, got
print("still so")
P
v/bin/python t.py
