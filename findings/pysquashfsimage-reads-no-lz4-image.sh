#!/usr/bin/env bash
# Software: PySquashfsImage 0.9.0 with lz4 4.4.5, beside it dissect.squashfs 1.12 (PyPI), on images of mksquashfs that are part of this script.
# Expected: its README names LZ4 among the compressions that it supports. An image of `mksquashfs -comp lz4` consists of bare LZ4 blocks, as all of SquashFS does.
# Instead: each block is given to lz4.frame, which wants the header of an LZ4 file; the image cannot even be opened ("ERROR_frameType_unknown"). gzip, xz and zstd are read, and
#   dissect.squashfs reads this one.
# Matters: LZ4 is taken where an image has to start fast, in appliances and live systems; the error reads as if the image were damaged.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null; v/bin/pip -q --disable-pip-version-check install --no-compile PySquashfsImage==0.9.0 lz4==4.4.5 dissect.squashfs==1.12
base64 -d <<'B' | gzip -d > gzip.img
H4sIAAAAAAACA8soLixmYoACAQYGRgYQ5mE4ACRZgGwFqNQTKH0HSv+HgiIofzKU3galz0HpilunPc6ePBl+4oBfESPD2v9c7+WBYslJEYdOMLAWsImcaDx671DrzAkZnAppbEkMXgaMVwVBChIaGN
w0zrIc6WRg6GVI5QMKeQOFFDV4GdgWMBQvg5rOB1XKChRnFGBQ3AcVZ2kAkdeg/gIAzjv5IOQAAAA=
B
base64 -d <<'B' | gzip -d > lz4.img
H4sIAAAAAAACA8soLixmYoACAQYGRiDFysDDcICFkYEFyFaASr2H0s+h9H8oqILyF0HpQ1D6JpTmaGCEsvIzUnNy8hXYGBgCQAwuNYZgJoYljEAbWTkZmJkYBOVEGETfijMIM0kAtTE0AEkGZiDmYx
AGqhFm5GAIADk0kY9BKQso0CAANXcTlOYFq2uAOfgUlGZpAJEPoV4EAEeKEmvvAAAA
B
cat > t.py <<'P'
from importlib.metadata import version
from PySquashfsImage import SquashFsImage
from dissect.squashfs import SquashFS
for n in ("PySquashfsImage", "lz4", "dissect.squashfs"): print(n, version(n))
text = b"hello hello hello hello hello\n"
for f, right in ("gzip.img", True), ("lz4.img", False):
    try:
        with SquashFsImage.from_file(f) as i: got = i.select("/a").read_bytes()
    except RuntimeError as e: got = str(e)
    other = SquashFS(open(f, "rb")).get("a").open().read()
    print("  ", f, "->", got, "| dissect:", other); assert other == text and (got == text if right else "ERROR_frameType_unknown" in got), got
print("still so")
P
v/bin/python t.py
