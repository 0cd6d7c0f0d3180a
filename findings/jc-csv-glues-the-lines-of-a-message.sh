#!/usr/bin/env bash
# Software: jc 1.26.1 (PyPI): its parser csv, beside it Python's csv.
# Expected: RFC 4180: a field in quotes may have line breaks, and they are part of it. The parser's text refers to Python's csv.
# Instead: with line feeds the break is dropped and the words around it become one: "Back-off restarting\nfailed container" is "Back-off restartingfailed container". With CRLF, as RFC
#   4180 has it, each line of the field is a row of its own, and if the delimiter is then not found, all columns are one.
# Matters: messages of events, annotations and whole ConfigMaps are such fields in a CSV file. A search for "failed container" or a count of rows is wrong without an error.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile jc==1.26.1
cat > t.py <<'P'
import csv, io, json, subprocess
from importlib.metadata import version
print("jc", version("jc"))
rows = [["name", "message"], ["web", "Back-off restarting\nfailed container"], ["db", "ok"]]
def jc(end):
    out = io.StringIO(newline=""); csv.writer(out, lineterminator=end).writerows([[c.replace("\n", end) for c in r] for r in rows]); text = out.getvalue()
    assert [[c.replace(end, "\n") for c in r] for r in csv.reader(io.StringIO(text, newline=""))] == rows
    return json.loads(subprocess.run(["v/bin/jc", "-q", "--csv"], input=text.encode(), capture_output=True, check=True).stdout)
for name, end, want in (("LF", "\n", [{"name": "web", "message": "Back-off restartingfailed container"}, {"name": "db", "message": "ok"}]), ("CRLF", "\r\n", None)):
    got = jc(end); print("  ", name, "->", got); assert got == want if want else len(got) != 2 or got[0].get("message") != rows[1][1], got
print("still so")
P
v/bin/python t.py
