#!/usr/bin/env bash
# Software: dissect.hypervisor 3.21 (PyPI, the disk images of the Dissect forensics framework); qemu-img, where there is one, reads the same files.
# Expected: an overlay may be larger than its backing file; "if there is no backing file or the backing file is smaller than the image, they shall read
#   zeros for all parts that are not covered by the backing file" (Qcow2 Image File Format, on unallocated clusters).
# Instead: the piece that the backing file cannot give is left out, and what follows on the disk moves forward: a read over the end is short and has
#   later data at earlier places, and a read of what was written behind it gives the wrong bytes or none when it begins in the gap.
# Matters: `qemu-img create -b cloud.img -F raw node.qcow2 20G` is how nodes of clusters are made, all larger than the image that they start from: a whole
#   copy of such a disk is too short, its hash another, and a carver finds etcd's pages at the wrong offsets.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip -q --disable-pip-version-check install --no-compile dissect.hypervisor==3.21 dissect.util==3.24 dissect.cstruct==4.7
cat > t.py <<'P'
import shutil, struct, subprocess
from importlib.metadata import version
from pathlib import Path
from dissect.hypervisor.disk.qcow2 import QCow2
print("dissect.hypervisor", version("dissect.hypervisor")); C = 1 << 16
def overlay(name, clusters, written):                         # version 2: header, L1 and L2 table, refcount table and block, then the data
    l2 = [0] * 8192; data = b""
    for i, c in written.items(): l2[i] = (5 * C + len(data)) | 1 << 63; data += c * C
    head = b"QFI\xfb" + struct.pack(">IQIIQIIQQIIQ", 2, 512, len("base.raw"), 16, clusters * C, 0, 1, C, 3 * C, 1, 0, 0); refs = [1] * (5 + len(written))
    open(name, "wb").write(head.ljust(512, b"\0") + b"base.raw".ljust(C - 512, b"\0") + struct.pack(">Q", 2 * C | 1 << 63).ljust(C, b"\0") + struct.pack(">8192Q", *l2) + struct.pack(">Q", 4 * C).ljust(C, b"\0") + struct.pack(f">{len(refs)}H", *refs).ljust(C, b"\0") + data)
def shape(d): return " ".join(chr(d[i]) if d[i] else "0" for i in range(0, len(d), C)) if d else "nothing"
got = {}
for name, base, clusters in (("as large", b"abcdef", 6), ("larger", b"ab", 6), ("larger, part of a cluster", b"ab", 6)):
    raw = b"".join(bytes([c]) * C for c in base) + (b"p" * 512 if "part" in name else b""); open("base.raw", "wb").write(raw); overlay("o.qcow2", clusters, {4: b"X"})
    want = raw.ljust(clusters * C, b"\0"); want = want[:4 * C] + b"X" * C + want[5 * C:]
    if shutil.which("qemu-img"): subprocess.run(["qemu-img", "convert", "-O", "raw", "o.qcow2", "raw"], check=True); assert open("raw", "rb").read() == want
    s = QCow2(Path("o.qcow2")).open(); whole = s.read(clusters * C); s.seek(3 * C); gap = s.read(2 * C); got[name] = (whole == want, len(whole))
    print(f"  {name}: disk {shape(want)}, {len(want)} bytes | read at once {shape(whole)}, {len(whole)} bytes | clusters 3 and 4: {shape(want[3 * C:5 * C])}, read: {shape(gap)}")
assert got == {"as large": (True, 6 * C), "larger": (False, 3 * C), "larger, part of a cluster": (False, 3 * C + 512)}, got
P
timeout 50 v/bin/python t.py
echo "still so"
