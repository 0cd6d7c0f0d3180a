#!/usr/bin/env bash
# Software: CIDR-Man 1.5.4 (PyPI, "designed to replace the built-in ipaddress library"); Python's ipaddress beside it.
# Expected: networks are ordered by their address, then by their length, as in ipaddress; of two different ones one is less.
# Instead: a < b says whether a contains b: of 9.0.0.0/8 and 10.0.0.0/8 none is less and none is greater, so sorted() leaves a list nearly as it was, and min() and max() are the first of the list. There is no error,
#   but <= is a TypeError. A comparison of IPv4 with IPv6, == too, is a ValueError.
# Matters: sorted lists of routes, of allowed networks or of policies for two nodes differ by the order of their input, and a binary search in them finds nothing.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile CIDR-Man==1.5.4
cat > t.py <<'P'
import ipaddress
from importlib.metadata import version
from cidr_man import CIDR
print("CIDR-Man", version("CIDR-Man")); rows = ["192.168.0.0/16", "10.0.0.0/8", "9.0.0.0/8", "172.16.0.0/12"]
for order in (rows, rows[::-1]):
    a, b = [str(n) for n in sorted(map(ipaddress.ip_network, order))], [str(n) for n in sorted(map(CIDR, order))]
    print("   ipaddress:", a, "| CIDR-Man:", b, "min", min(map(CIDR, order))); assert a == ["9.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"] and b == order and str(min(map(CIDR, order))) == order[0]
x, y = CIDR("9.0.0.0/8"), CIDR("10.0.0.0/8"); print("   <", x < y, "| >", x > y, "| ==", x == y); assert not x < y and not x > y and x != y and CIDR("10.0.0.0/8") < CIDR("10.1.0.0/16")
for f, error in ((lambda: x <= y, TypeError), (lambda: x == CIDR("fd00::/8"), ValueError)):
    try: f(); raise SystemExit("an answer")
    except error as e: print("  ", type(e).__name__, e)
print("still so")
P
v/bin/python t.py
