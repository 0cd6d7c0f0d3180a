#!/usr/bin/env bash
# Software: dissect.target 3.25.1 with dissect.extfs 3.15, and ext4 1.4.1 (PyPI), on an image of mke2fs that is part of this script.
# Expected: an inode of ext4 has 16 bits of the owner in i_uid and 16 in l_i_uid_high, likewise for the group (kernel documentation, ext4, index nodes); together they are 1000700000:70000.
# Instead: stat() of dissect.target says 30816:4464, the lower halves. dissect.extfs has both halves in its structure and no sum; ext4's inodes have i_uid, and the
#   other half under osd2.linux2. None says that it is a half.
# Matters: OpenShift gives each namespace uids from 1000000000 on, user namespaces start at 100000 and above: the owner of a file on a node's disk is somebody else, and two
#   owners 65536 apart are one. 65536 comes out as 0.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null; v/bin/pip -q --disable-pip-version-check install --no-compile dissect.target==3.25.1 dissect.extfs==3.15 ext4==1.4.1
base64 -d <<'B' | gzip -d > image
H4sIAAAAAAACA+3csW7TUBQA0PfsgCAtpYUi2IjEgoRUsXSCAb6BoStRQ6FqSipRJDbKv9D/QCzlI/iALogBdvNiJ6EFiwwU0cTnRDd5T3LiXNvXuh7sEICmWk5xMBpvpYijmOhUsTyaHq5vbIdQFE
++xnK5al4Zf29hNLmbPj5mIexMfuzReF3x/2U8+Q9ZTOPFU3mdrU561SXaSnFzzo6jy0ppJuUprqe4U9Z/TPOWjQINURS3w8Of04MCaIzUnqceOGZrw4a4HGfZ2lrVw6+GdtYfvNq/tzV4/bIXyl45
LRu76fNKik95K+t197vOojCbFn6p/+95Vf9AQ7jkB/UPqH9A/QPqH1D/gPoH1D+g/gH1D6h/YCa8eNbvD9q2AzTR8D6+uvv/lqpx3NwN4Woaf87zuDfo2WAwR4q37oGGptrc1fxDU6We3gkAAAAAAA
AAAAAAAAAAAM6pw/WN7XE0Ke8vj0P5/LPf82+Vz0MJ4VL53v4WTz0mLYazeWxap2Y/OBoBgH/pw7D/uV/X/2Th1h/6n8UUF+ag/3n/7umbi6P1Hj1f2hmvf28lTu3/Vv6m334Qz0X+J/vfk/kP9/+0
/K/Nxf4PIQ91+U/f/6tzkf9x3qrJ/zifnv8N1z8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
AAAAAANNwPu8nvkQAAAgA=
B
cat > t.py <<'P'
from importlib.metadata import version
import ext4
from dissect.target.filesystems.extfs import ExtFilesystem
for n in ("dissect.target", "dissect.extfs", "ext4"): print(n, version(n))
s = ExtFilesystem(open("image", "rb")).get("/a").stat(); i = ext4.Volume(open("image", "rb"), offset=0).inode_at("/a"); h = i.osd2.linux2
d = ExtFilesystem(open("image", "rb")).extfs.get("/a").inode; whole = (d.i_uid_high << 16 | d.i_uid, d.i_gid_high << 16 | d.i_gid)
print("   dissect.target:", (s.st_uid, s.st_gid), "ext4:", (i.i_uid, i.i_gid), "both halves:", whole, (h.l_i_uid_high << 16 | i.i_uid, h.l_i_gid_high << 16 | i.i_gid))
assert whole == (1000700000, 70000) and (s.st_uid, s.st_gid) == (i.i_uid, i.i_gid) == (30816, 4464)
print("still so")
P
v/bin/python t.py
