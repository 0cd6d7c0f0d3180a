#!/usr/bin/env bash
# Software: dissect.target 3.25.1 with dissect.extfs 3.15, and ext4 1.4.1 (PyPI), on two images of one tree that mke2fs wrote, with and without -O inline_data; they are part of this script.
# Expected: /data has the files cm and pod. With inline_data a small directory lies in its inode: four bytes for the parent, then the entries (kernel documentation, ext4, inline
#   directories). Both libraries read small files that lie so.
# Instead: such a directory is read from its first byte as a block. For ext4 it has no entries, without a word, for dissect one whose name is empty, and "Zero-length directory entry" in the
#   log; a path through it is "not found". On the image without the feature all is right.
# Matters: just the small directories are empty: those of a volume per pod, of a Secret mounted by a hostPath, of configuration. A timeline of the disk lacks what they hold.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null; v/bin/pip -q --disable-pip-version-check install --no-compile dissect.target==3.25.1 dissect.extfs==3.15 ext4==1.4.1
base64 -d <<'B' | gzip -d > plain
H4sIAAAAAAACA+3csW7TUBQA0PfsgCAtpYUi2IjEgoRUsXSCAb6BoStRQ6FqSipRJDbKv9D/QCzlI/iALogBdvNiJ6EFiwwU0cTnRDd5T3LiXNvXuh7sEICmWk5xMBpvpYijmOhUsTyaHq5vbIdQFE
++xnK5al4Zf29hNLmbPj5mIexMfuzReF3x/2U8+Q9ZTOPFU3mdrU561SXaSnFzzo6jy0ppJuUprqe4U9Z/TPOWjQINURS3w8Of04MCaIzUnqceOGZrw4a4HGfZ2lrVw6+GdtYfvNq/tzV4/bIXyl45
LRu76fNKik95K+t197vOojCbFn6p/+95Vf9AQ7jkB/UPqH9A/QPqH1D/gPoH1D+g/gH1D6h/YCa8eNbvD9q2AzTR8D6+uvv/lqpx3NwN4Woaf87zuDfo2WAwR4q37oGGptrc1fxDU6We3gkAAAAAAA
AAAAAAAAAAAM6pw/WN7XE0Ke8vj0P5/LPf82+Vz0MJ4VL53v4WTz0mLYazeWxap2Y/OBoBgH/pw7D/uV/X/2Th1h/6n8UUF+ag/3n/7umbi6P1Hj1f2hmvf28lTu3/Vv6m334Qz0X+J/vfk/kP9/+0
/K/Nxf4PIQ91+U/f/6tzkf9x3qrJ/zifnv8N1z8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
AAAAAANNwPu8nvkQAAAgA=
B
base64 -d <<'B' | gzip -d > inline
H4sIAAAAAAACA+3dzW4SURQA4Htnxj/Aij9xTeLGRMOuK7vQZ3DRjQtJ8acplSZi4q6tz9K+h3FTH4WYGBc+AF4GqCGiMRFsC99HzsxcMjCcmTmTw4IhBGBV1VMcjJd3UsRxnGqMoj4eHq9vbocwGD
z9Fsv1RuORyeuq48H9NPv0YfS+I48n24pnl/HpZ8hiWq5N5TVfjfSYlWiR4taSnUfXlNKFlKe4neJeWf8xjQs7BVbEYL8IGz+HBwNgZWSp6GshZs1hQ1wuZ1mzOerh74RK1um+7T142X33ph3KXjmt
G1tpfj3F57zI2q1ey1UULqbqb+p/qJ/bP7D0fOUH9Q+of0D9A+ofUP+A+gfUP6D+AfUPAAAAnEuDfb+BhlXlCggAAAAAAAAAAAAAAAAAAOfP8frm9iRWKe+vT0J5/8Nf8y/K/0MO4Wo5rXyPU7dJjG
E+t01szDgOzkYAYJE+Dvufh7P6nyzc/UP/U01x6b/0P9mXReZ/dPj8/eU0P3m1tjOMyfb3bsbJKvXh5PWLTqdbmWO//Sj+df7FlWdTz7RbvdY8+9+NGfmHcfc7yX84WktRC1nc2g3hRnna5HGv2174
8V9k/keHIeQz858+/lu7lYWcf2effz8vZuTfz6fzT8e5soz5AwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
AAAAAAAAAAAAAAAMC/+AHehnElAAACAA==
B
cat > t.py <<'P'
from importlib.metadata import version
import ext4
from dissect.target.exceptions import FileNotFoundError as Absent
from dissect.target.filesystems.extfs import ExtFilesystem
for n in ("dissect.target", "dissect.extfs", "ext4"): print(n, version(n))
for image, right in ("plain", True), ("inline", False):
    fs, v = ExtFilesystem(open(image, "rb")), ext4.Volume(open(image, "rb"), offset=0)
    a = sorted(n for n in fs.get("/data").listdir() if n not in (".", "..")); b = sorted(n for n in (e.name_str for e, _ in v.inode_at("/data").opendir()) if n not in (".", ".."))
    top = fs.get("/a").open().read(), v.inode_at("/a").open().read()
    try: pod = fs.get("/data/pod").open().read()
    except Absent as e: pod = "not found"
    print("  ", image, "| dissect:", a, pod, "| ext4:", b, "| the file /a:", top)
    assert top == (b"hello\n",) * 2 and (a, b, pod) == ((["cm", "pod"], ["cm", "pod"], b"pod\n") if right else ([""], [], "not found"))
print("still so")
P
v/bin/python t.py
