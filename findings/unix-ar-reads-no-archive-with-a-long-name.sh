#!/usr/bin/env bash
# Software: unix-ar 0.2.1 (PyPI); beside it arpy 2.4.0 and ar 1.0.1 (PyPI). The archives are in the form of GNU ar.
# Expected: GNU ar keeps names of more than 15 characters in a member "//" of its own, whose fields but for the size are blank, and an index of symbols in "/"; both are no files.
# Instead: one long name makes the whole archive a ValueError "invalid literal for int() with base 10: b'            '". With short names alone it is read, the names with
#   their closing slash.
# Matters: package files and static libraries have such names: `ar q logs.a kube-apiserver.log` is enough, and no other member can be had either.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile unix-ar==0.2.1 arpy==2.4.0 ar==1.0.1
python3 - <<'P'
def member(name, data, plain=True): return name.ljust(16) + (b"0           0     0     644     " if plain else b" " * 32) + str(len(data)).encode().ljust(10) + b"`\n" + data + b"\n" * (len(data) % 2)
short = member(b"short.log/", b"one\n"); open("short.a", "wb").write(b"!<arch>\n" + short)
open("long.a", "wb").write(b"!<arch>\n" + member(b"//", b"kube-apiserver.log/\n", False) + short + member(b"/0", b"two\n"))
P
cat > t.py <<'P'
import arpy, unix_ar
from ar import Archive
from importlib.metadata import version
print({n: version(n) for n in ("unix-ar", "arpy", "ar")})
def unix(name):
    try: a = unix_ar.open(name); return [(i.name, a.open(i.name.decode()).read()) for i in a.infolist()]
    except ValueError as e: return f"ValueError: {e}"
for name, want, ours in (("short.a", [(b"short.log", b"one\n")], [(b"short.log/", b"one\n")]), ("long.a", [(b"short.log", b"one\n"), (b"kube-apiserver.log", b"two\n")], "ValueError: invalid literal for int() with base 10: b'            '")):
    a = [(m.header.name, m.read()) for m in arpy.Archive(name)]
    with open(name, "rb") as f: r = Archive(f); b = [(m.name.encode(), r.open(m, "rb").read()) for m in r]
    got = unix(name); print("  ", name, "| arpy:", a, "| ar:", b, "| unix-ar:", got); assert a == b == want and got == ours, got
print("still so")
P
v/bin/python t.py
