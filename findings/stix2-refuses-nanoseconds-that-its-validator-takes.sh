#!/usr/bin/env bash
# Software: stix2 3.0.2 and stix2-validator 3.3.2 (PyPI, both of the OASIS committee that writes STIX).
# Expected: STIX 2.1 allows one or more digits behind the second ("[.s+]"), and Go programs write nine: the times of container logs, of file
#   systems and of audit events. The validator finds such a bundle valid in strict mode.
# Instead: with more than six digits stix2.parse raises InvalidValueError, "must be a datetime object, date object, or timestamp string in a
#   recognizable format", also when the last digits are zeros, and the whole bundle is refused, not the object, with
#   allow_custom=True as well. Filter("mtime", ...) refuses such a bound in the same words.
# Matters: an export of a timeline that its validator approved cannot be opened in the library of the same house. Cut to six digits before.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"; export HOME=$T
python3 -m venv v >/dev/null; v/bin/pip -q --disable-pip-version-check install --no-compile stix2==3.0.2 stix2-validator==3.3.2 stix2-patterns==2.1.2
cat > t.py <<'P'
import json
from importlib.metadata import version
import stix2
from stix2validator import ValidationOptions, validate_string
print({n: version(n) for n in ("stix2", "stix2-validator")})
def bundle(time):
    return json.dumps({"type": "bundle", "id": "bundle--5a3c1b9e-7f43-4d0e-9d1f-0c6a1e5b7a10", "objects": [
        {"type": "software", "spec_version": "2.1", "id": "software--c47fa3ad-bb2c-5d27-8d4e-0b2e6a4f9a57", "name": "etcd"},
        {"type": "file", "spec_version": "2.1", "id": "file--8c2b5d3f-4f0a-5c1e-9b7d-3e6f5a4c2b1d", "name": "0.log", "mtime": time}]})
got = {}
for time in ("2026-03-01T12:00:00.123456Z", "2026-03-01T12:00:00.123456789Z", "2026-03-01T12:00:00.123456000Z", "2026-03-01T12:00:00.1234567Z"):
    valid = validate_string(bundle(time), ValidationOptions(version="2.1", strict=True)).is_valid
    try: read = [o["name"] for o in stix2.parse(bundle(time)).objects]
    except stix2.exceptions.InvalidValueError as e: read = str(e)
    print(f"  {time}: validator {valid}; stix2.parse {read}"); got[time] = read
    assert valid
ok, *bad = got.values()
assert ok == ["etcd", "0.log"] and all(b == "Invalid value for File 'mtime': must be a datetime object, date object, or timestamp string in a recognizable format." for b in bad), got
for what, f in (("allow_custom=True", lambda: stix2.parse(bundle("2026-03-01T12:00:00.123456789Z"), allow_custom=True)),
                ("Filter", lambda: stix2.MemoryStore(stix2.File(name="0.log", mtime="2026-03-01T12:00:00Z")).query([stix2.Filter("mtime", ">", "2026-03-01T11:00:00.123456789Z")]))):
    try: f(); raise SystemExit(what + " takes it")
    except (ValueError, stix2.exceptions.STIXError) as e: print(f"  {what}: {e}"); assert "recognizable format" in str(e)
print("still so")
P
v/bin/python t.py
