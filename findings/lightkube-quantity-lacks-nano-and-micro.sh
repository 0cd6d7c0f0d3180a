#!/usr/bin/env bash
# Software: lightkube 1.0.1 with lightkube-models 1.37.0.8 (PyPI), its utils.quantity.
# Expected: parse_quantity reads what the API's quantity grammar allows; its own documentation points to that grammar, whose suffixes
#   start with n and u and whose exponent may be e or E.
# Instead: n, u and E3 raise ValueError, while Z, Y, Zi and Yi, which Kubernetes refuses, are read. Values below a thousandth are rounded up
#   to 0.001, so equals_canonically calls requests of 1m and 0.5m (which Kubernetes keeps as 500u) equal.
# Matters: Kubernetes canonicalises small values to n and u itself (0.5m is stored as 500u, 0.0001m as 100n),
#   so such text is in snapshots although nobody typed it.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile lightkube==1.0.1 lightkube-models==1.37.0.8
cat > t.py <<'P'
from importlib.metadata import version
from lightkube.models.core_v1 import ResourceRequirements as R
from lightkube.utils.quantity import equals_canonically, parse_quantity
print("lightkube", version("lightkube"))
def read(q):
    try: return str(parse_quantity(q))
    except ValueError as e: return f"ValueError: {e}"
want = {"500u": "ValueError: Invalid unit suffix: u", "113050n": "ValueError: Invalid unit suffix: n", "1E3": "ValueError: Invalid unit suffix: E3",
        "1e3": "1000.000", "1Z": "1000000000000000000000.000", "1Yi": "1208925819614629174706176.000", "0.5m": "0.001", "1m": "0.001"}
for q, w in want.items():
    got = read(q); print(f"  {q}: {got}"); assert got == w, (q, got)
same = equals_canonically(R(requests={"cpu": "1m"}), R(requests={"cpu": "0.5m"}))
print("  1m equals 0.5m:", same); assert same is True
print("still so")
P
v/bin/python t.py
