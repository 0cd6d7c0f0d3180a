#!/usr/bin/env bash
# Software: debian-inspector 31.1.1 (PyPI); beside it python-debian 1.1.1 and pydpkg 1.9.5 (PyPI).
# Expected: Debian Policy, 5.6.12: an upstream version has letters, digits and . + - ~ and should begin with a digit; it may end with any of them. "foo (>= 1.0~)" is the usual bound that
#   lets in backports and candidates.
# Instead: a version without a revision that ends with ~ or + is a ValueError "Invalid version string"; a field Depends is parsed with it, and the error comes as soon as matches() is
#   asked whether a package fulfils it. With a letter or a digit at its end, or with a revision 1~, it is taken.
# Matters: many packages have such a bound among their dependencies: what checks the packages of an image against each other stops at the first one.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile debian-inspector==31.1.1 python-debian==1.1.1 pydpkg==1.9.5
cat > t.py <<'P'
from importlib.metadata import version
from debian.deb822 import PkgRelation
from debian.debian_support import NativeVersion
from debian_inspector.deps import parse_depends
from debian_inspector.version import Version
from pydpkg import Dpkg
print({n: version(n) for n in ("debian-inspector", "python-debian", "pydpkg")})
def inspect(f, x):
    try: return str(f(x))
    except ValueError as e: return f"ValueError: {e}"
for v, ok in (("1.0", True), ("1.0~rc1", True), ("2.14~", False), ("3.20180313~", False), ("1.0+", False), ("1:2.3~", False)):
    got = inspect(Version.from_string, v); print("  ", v, "| python-debian:", NativeVersion(v), "| pydpkg against 9999:", Dpkg.compare_versions(v, "9999:0"), "| debian-inspector:", got)
    assert got == (v if ok else f'ValueError: Invalid version string: "{v}"') and str(NativeVersion(v)) == v and Dpkg.compare_versions(v, "9999:0") == -1
field = "libc6 (>= 2.14), python3 (>= 3.2~)"
for name, have in (("libc6", "2.36-9"), ("python3", "3.11.2-1"), ("python3", "3.2~rc1")):
    bound = next(p["version"][1] for (p,) in PkgRelation.parse_relations(field) if p["name"] == name); right = NativeVersion(have) >= NativeVersion(bound)
    got = inspect(lambda f: any(r.matches(name, have) for r in parse_depends(f).relationships), field)
    print("  ", field, "with", name, have, "| python-debian:", right, "| debian-inspector:", got); assert right and got == ("True" if name == "libc6" else 'ValueError: Invalid version string: "3.2~"'), got
print("still so")
P
v/bin/python t.py
