#!/usr/bin/env bash
# Software: dissect.hypervisor 3.21 (PyPI, the disk images of the Dissect forensics framework); qemu-img, where there is one, reads the same file.
# Expected: an extent has any number of sectors of 512 bytes (VMware, Virtual Disk Format 5.0: "RW 20483 FLAT ..."), and the last can be read like the first.
# Instead: when the size is no multiple of 8 KiB, each read that touches the last, smaller piece is IndexError "list index out of range", however small
#   it is: the reader asks for 8 KiB and looks for one more extent. All before it is right.
# Matters: disks with the geometry of cylinders (16065 sectors each) have such sizes. The backup of the partition table lies in the last sector, and copying
#   or hashing the disk ends in an error at 99.99 %.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip -q --disable-pip-version-check install --no-compile dissect.hypervisor==3.21 dissect.util==3.24 dissect.cstruct==4.7
cat > t.py <<'P'
import shutil, subprocess
from importlib.metadata import version
from pathlib import Path
from dissect.hypervisor.disk.vmdk import VMDK
print("dissect.hypervisor", version("dissect.hypervisor")); got = {}
for sectors in (16064, 16065, 16080):
    data = b"".join(i.to_bytes(4, "big") * 128 for i in range(sectors)); open("d-flat.vmdk", "wb").write(data)
    open("d.vmdk", "w").write(f'# Disk DescriptorFile\nversion=1\nCID=fffffffe\nparentCID=ffffffff\ncreateType="monolithicFlat"\n\n# Extent description\nRW {sectors} FLAT "d-flat.vmdk" 0\n\n# The Disk Data Base\n#DDB\nddb.adapterType = "ide"\nddb.geometry.cylinders = "{sectors // 1008}"\nddb.geometry.heads = "16"\nddb.geometry.sectors = "63"\n')
    if shutil.which("qemu-img"): subprocess.run(["qemu-img", "convert", "-f", "vmdk", "-O", "raw", "d.vmdk", "raw"], check=True); assert open("raw", "rb").read() == data
    s = VMDK(Path("d.vmdk")); assert s.size == len(data); out = []
    for start, n in ((0, 512), (0, len(data) - 8192), (len(data) - 512, 512), (0, len(data))):
        s.seek(start)
        try: out.append(s.read(n) == data[start:start + n])
        except IndexError as e: out.append(str(e))
    got[sectors] = out; print(f"  {sectors} sectors: first sector, all but 8 KiB, last sector, all:", out)
assert got == {16064: [True] * 4, 16065: [True, True] + ["list index out of range"] * 2, 16080: [True] * 4}, got
P
timeout 50 v/bin/python t.py
echo "still so"
