#!/usr/bin/env bash
# Software: rpm-vercmp 0.1.2 (PyPI, "Pure Python implementation of rpmvercmp"); beside it rpm-version 0.5.1 (PyPI).
# Expected: rpm's manual on versions: a caret sorts above the end of a version and below anything else that follows, so that 1.0 < 1.0^20260301 < 1.0.1; it is rpm's since 4.15 (2019)
#   and Fedora's rule for snapshots after a release.
# Instead: the caret is a separator like a dot: 1.0^20260301.git1 is newer than 1.0.1, and 1.0^ is equal to 1.0. Tildes, letters and numbers are right.
# Matters: a package of a snapshot counts as newer than the release that has the fix; a list of what is outdated or vulnerable on a node leaves it out.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile rpm-vercmp==0.1.2 rpm-version==0.5.1
cat > t.py <<'P'
import rpm_vercmp, rpm_version
from importlib.metadata import version
print({n: version(n) for n in ("rpm-vercmp", "rpm-version")})
for a, b, right, want in (("1.0~rc1", "1.0", -1, -1), ("1.9", "1.10", -1, -1), ("1.0", "1.0.1", -1, -1), ("1.0a", "1.0.1", -1, -1), ("1.0", "1.0^20260301.git1", -1, -1), ("1.0", "1.0^", -1, 0), ("1.0^20260301.git1", "1.0.1", -1, 1), ("5.0^3.g12ab", "5.0.0", -1, 1), ("1.0^git1", "1.0a", -1, 1)):
    r, got = rpm_version.evr_compare(a, b), rpm_vercmp.vercmp(a, b); print(f"   {a} and {b}: rpm-version {r}, rpm-vercmp {got}"); assert r == right and got == want, (a, b, r, got)
print("still so")
P
v/bin/python t.py
