#!/usr/bin/env bash
# Software: journalparse 0.1.1 (PyPI, reader of the journal export format).
# Expected: by systemd's documentation of the format a field may be there several times in an entry, with each of its values. A value that has a line break, or
#   other control characters, is written with its length in front; it is a text like the others.
# Instead: of a repeated field the last value is left. What has its length in front is a bytearray, the others are texts: MESSAGE is one or the other, by whether the
#   program wrote a line break, so `"error" in entry["MESSAGE"]` is a TypeError for a stack trace and right for all other lines.
# Matters: an export of a node's journal is read without an error and lacks values; a filter stops at the entries that are looked for.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m pip -q --disable-pip-version-check install --root-user-action ignore --no-compile --target p journalparse==0.1.1
cat > t.py <<'P'
import io, struct, sys
sys.path.insert(0, "p")
from importlib.metadata import version
from journalparse import journalparse
print("journalparse", version("journalparse"))
trace = b"panic: nil\ngoroutine 1"
text = b"__CURSOR=s=1\nMESSAGE=started\nDEVICE=sda\nDEVICE=sdb\n\n__CURSOR=s=2\nMESSAGE\n" + struct.pack("<Q", len(trace)) + trace + b"\nPRIORITY=3\n\n"
a, b = journalparse(io.BytesIO(text))
for e in a, b: print("  ", e)
assert a == {"__CURSOR": "s=1", "MESSAGE": "started", "DEVICE": "sdb"}, a
assert b["MESSAGE"] == bytearray(trace) and isinstance(b["MESSAGE"], bytearray) and b["PRIORITY"] == "3", b
try: "panic" in b["MESSAGE"]; assert False
except TypeError as e: print('   "panic" in MESSAGE:', e)
print("still so")
P
python3 t.py
