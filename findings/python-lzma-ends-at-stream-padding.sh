#!/usr/bin/env bash
# Software: lzma of Python 3.11, and through it pandas 3.0.3, fsspec 2026.9.0, smart_open 9.0.2; lzma-mt 0.2.1 and decompress() of python-xz 0.7.0 (PyPI).
#   open() of the same python-xz and xz-decompress 0.2.3 (npm), and xz itself where there is one, read the files whole.
# Expected: between and behind the streams of an .xz file there may be Stream Padding, null bytes in multiples of four (The .xz File Format, section 2.2),
#   and LZMAFile promises that several streams "are transparently decoded as a single logical stream".
# Instead: all streams behind a padding are ignored, without an error, by lzma.decompress, lzma.open and tarfile alike. A padding with nothing behind it
#   is "Compressed file ended before the end-of-stream marker was reached": what loses nothing raises, what loses data does not.
# Matters: padding is what makes .xz files fit a block of a tape or a disk, and lets joined ones stay aligned: of a padded log that was appended to
#   the later part is not there for a data frame, and nothing says so.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip -q --disable-pip-version-check install --no-compile pandas==3.0.3 fsspec==2026.9.0 smart_open==9.0.2 lzma-mt==0.2.1 python-xz==0.7.0
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts xz-decompress@0.2.3 >/dev/null 2>&1
cat > t.py <<'P'
import io, lzma, shutil, subprocess, sys, tarfile
from importlib.metadata import version
import fsspec, lzma_mt, pandas, smart_open, xz
print("Python", sys.version.split()[0], {n: version(n) for n in ("pandas", "fsspec", "smart_open", "lzma-mt", "python-xz")})
a, b = b"name,rv\nweb,1\n", b"db,2\n"
js = "import('xz-decompress').then(async (m) => console.log(await new Response(new m.default.XzReadableStream(new Blob([require('fs').readFileSync('f.xz')]).stream())).text()))"
readers = {"lzma.decompress": lambda: lzma.decompress(open("f.xz", "rb").read()), "lzma.open": lambda: lzma.open("f.xz").read(),
  "pandas": lambda: pandas.read_csv("f.xz").to_csv(index=False, lineterminator="\n").encode(), "fsspec": lambda: fsspec.open("f.xz", compression="infer").open().read(), "smart_open": lambda: smart_open.open("f.xz", "rb").read(),
  "lzma_mt": lambda: lzma_mt.decompress(open("f.xz", "rb").read()), "xz.decompress": lambda: xz.decompress(open("f.xz", "rb").read()), "xz.open": lambda: xz.open("f.xz").read(), "xz-decompress": lambda: subprocess.check_output(["node", "-e", js])[:-1]}
if shutil.which("xz"): readers["xz -dc"] = lambda: subprocess.check_output(["xz", "-dc", "f.xz"])
right = {"xz.open", "xz-decompress", "xz -dc"}
for pad in (0, 4, 8, 12, 512):
    open("f.xz", "wb").write(lzma.compress(a) + bytes(pad) + lzma.compress(b)); got = {}
    for n, r in readers.items():
        try: x = r(); got[n] = "both" if x == a + b else "first" if x == a else x
        except (lzma.LZMAError, lzma_mt.LZMAError, EOFError) as e: got[n] = "error"
    print(f"  {pad} bytes of padding:", got)
    want = "both" if pad == 0 else "first"
    assert got == {n: "both" if n in right else want for n in readers}, want
open("f.xz", "wb").write(lzma.compress(a) + bytes(512))
try: lzma.open("f.xz").read(); raise SystemExit("padding at the end is read")
except EOFError as e: print("  512 at the end:", e); assert xz.open("f.xz").read() == a
def tar(name):
    f = io.BytesIO(); t = tarfile.open(fileobj=f, mode="w"); i = tarfile.TarInfo(name); i.size = 3; t.addfile(i, io.BytesIO(b"abc")); t.close(); return f.getvalue()[:1024]
open("f.tar.xz", "wb").write(lzma.compress(tar("one")) + bytes(4) + lzma.compress(tar("two") + bytes(1024)))
names = tarfile.open("f.tar.xz").getnames(), tarfile.open(fileobj=xz.open("f.tar.xz")).getnames()
print("  tarfile:", names[0], "| tarfile over xz.open:", names[1]); assert names == (["one"], ["one", "two"])
P
v/bin/python t.py
echo "still so"
