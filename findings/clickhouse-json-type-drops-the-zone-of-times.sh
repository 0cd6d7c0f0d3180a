#!/usr/bin/env bash
# Software: ClickHouse 26.9.2.1, as the PyPI packages chdb 4.4.0 and chdb-core 26.9.0.
# Expected: strings of a JSON document stay strings in ClickHouse's JSON type; a time inside may get a type, but the instant stays known.
# Instead: the type looks into strings and stores what looks like a time as DateTime. Printed again, 2026-11-22T18:24:40Z is
#   "2026-11-22 18:24:40": no T, no zone; and it is written in the zone of the session, so with session_timezone America/New_York the same
#   text prints as "2026-11-22 13:24:40" with nothing to tell. The six digits of a Lease's renewTime become nine.
#   input_format_try_infer_datetimes=0 leaves strings alone.
# Matters: creationTimestamp, managedFields times and annotations of a snapshot's objects change text, and two analysts with other session
#   zones export other times from the same table.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile --no-deps chdb==4.4.0 chdb-core==26.9.0
cat > t.py <<'P'
import json
import chdb
doc = json.dumps({"created": "2026-11-22T18:24:40Z", "renew": "2026-11-22T18:24:40.123456Z"})
def q(sql): return chdb.query(sql, "TSVRaw").bytes().decode().strip()
print("ClickHouse", q("SELECT version()"))
got = {}
for s in ("session_timezone='UTC'", "session_timezone='America/New_York'", "input_format_try_infer_datetimes=0"):
    got[s] = q(f"SELECT toString('{doc}'::JSON) SETTINGS {s}"); print(f"{s}: {got[s]}")
a, b, c = (json.loads(x) for x in got.values())
assert a == {"created": "2026-11-22 18:24:40", "renew": "2026-11-22 18:24:40.123456000"}, a
assert b == {"created": "2026-11-22 13:24:40", "renew": "2026-11-22 13:24:40.123456000"}, b
assert c == json.loads(doc), c
print("still so: the text is rewritten, in the session's zone and without saying it")
P
v/bin/python t.py
