#!/usr/bin/env bash
# Software: uuid7 0.1.0 (PyPI); the readers are uuid6 2025.0.1 (PyPI) and uuidv7-js 1.1.4 (npm).
# Expected: RFC 9562, 5.7: the first 48 bits of a UUID of version 7 are the milliseconds since 1970.
# Instead: uuid7 writes 36 bits of seconds and then a fraction, as a draft of 2021 had it, under the version 7: what it makes in 2026 is of the year 2200 for readers of the standard, and an identifier of
#   the standard is of 1983 for its own uuid_to_datetime(). Version and variant are right in both, so no check finds it.
# Matters: whoever dates requests, events or objects by their identifiers, or looks for those of an hour, finds none of them; beside identifiers of others they sort behind all.
# Instead of it: uuid6.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts uuidv7-js@1.1.4 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile uuid7==0.1.0 uuid6==2025.0.1
cat > t.py <<'P'
import datetime as d, subprocess, uuid, uuid6, uuid_extensions
from importlib.metadata import version
U = d.timezone.utc; then = d.datetime(2026, 3, 1, 10, tzinfo=U); ms = int(then.timestamp() * 1000)
print("   uuid7", version("uuid7"), "uuid6", version("uuid6"))
draft = uuid_extensions.uuid7(ms * 10**6); rfc = uuid.UUID(int=ms << 80 | 7 << 76 | 0x123 << 64 | 2 << 62 | 5)
when = lambda u: d.datetime.fromtimestamp(uuid6.UUID(int=u.int).time / 1000, U)
for name, u in (("of uuid7", draft), ("of RFC 9562", rfc)):
    js = subprocess.run(["node", "t.cjs", str(u)], check=True, capture_output=True, text=True).stdout.strip()
    print("  ", then, name, u, "version", u.version, "| uuid6:", when(u), "| uuidv7-js:", js, "| uuid7:", uuid_extensions.uuid_to_datetime(u)); assert u.version == 7 and u.variant == uuid.RFC_4122 and js[:19] == when(u).isoformat()[:19]
assert when(rfc) == then and when(draft).year == 2200 and uuid_extensions.uuid_to_datetime(draft) == then and uuid_extensions.uuid_to_datetime(rfc).year == 1983 and draft > rfc
print("still so")
P
cat > t.cjs <<'J'
console.log(new Date(require('uuidv7-js').UUIDv7.timestamp(process.argv[2])).toISOString());
J
v/bin/python t.py
