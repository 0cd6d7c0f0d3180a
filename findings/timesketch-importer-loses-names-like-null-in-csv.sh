#!/usr/bin/env bash
# Software: timesketch-import-client 20261014 with pandas 3.1.1 (PyPI), six 1.17.0 beside it; a sketch that only keeps what is sent.
# Expected: one timeline as CSV and as JSON lines gives the same events, and what is quoted in CSV is text.
# Instead: CSV goes through pandas' guessing for each batch of 50000 rows. An object or a namespace with the valid name null or nan, quoted or not, arrives
#   without a name, while in JSON lines it is there. A column that happens to hold only texts that look like numbers is made of numbers:
#   the image tags 1.10 and 1.20 are 1.1 and 1.2, 0123456 loses its zero, and the commit 73e9241 is null, as Infinity has no JSON. One
#   other value in the batch, and all of them are kept.
# Matters: a search for namespace:null or tag:1.10 finds nothing, and what it finds depends on the other rows of the file. Send JSON lines.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile timesketch-import-client==20261014 pandas==3.1.1 six==1.17.0
cat > t.py <<'P'
import csv, json, types
from importlib.metadata import version
import pandas
from timesketch_import_client import importer
sent = []
def post(url, data, files): sent.extend(map(json.loads, files["events"][1].splitlines())); return types.SimpleNamespace(status_code=200, json=dict)
sketch = types.SimpleNamespace(id=1, api=types.SimpleNamespace(api_root="http://sketch", session=types.SimpleNamespace(post=post)))
print("timesketch-import-client", version("timesketch-import-client"), "pandas", pandas.__version__)
def send(*rows):
    full = [{"datetime": "2026-11-22T18:21:50Z", "message": "m", "timestamp_desc": "d", **r} for r in rows]
    with open("t.csv", "w", newline="") as f: w = csv.DictWriter(f, list(full[0]), quoting=csv.QUOTE_ALL); w.writeheader(); w.writerows(full)
    open("t.jsonl", "w").write("".join(json.dumps(r) + "\n" for r in full)); got = []
    for name in ("t.jsonl", "t.csv"):
        sent.clear()
        with importer.ImportStreamer() as s: s.set_sketch(sketch); s.set_timeline_name("t"); s.add_file(name)
        got.append([{k: e[k] for k in rows[0]} for e in sent])
    print("   jsonl", got[0], "\n   csv  ", got[1]); assert got[0] == list(rows), got[0]; return got[1]
def tags(*t): return [r["tag"] for r in send(*({"tag": x} for x in t))]
assert send({"namespace": "null", "name": "web"}, {"namespace": "prod", "name": "nan"}) == [{"namespace": None, "name": "web"}, {"namespace": "prod", "name": None}]
assert tags("1.10", "1.20") == [1.1, 1.2] and tags("1.10", "1.20", "latest") == ["1.10", "1.20", "latest"]
assert tags("0123456") == [123456] and tags("73e9241", "1234567") == [None, 1234567.0] and tags("73e9241", "abc1234") == ["73e9241", "abc1234"]
print("still so")
P
v/bin/python t.py
