#!/usr/bin/env bash
# Software: oxar 0.1.1, safelz4 0.2.1 (both PyPI), lz4-napi 2.10.0 (npm); lz4.frame.open of lz4 4.4.5 and cramjam 2.14.0 (PyPI) read the same files whole.
# Expected: LZ4 frames may be appended and "the decoding process would decompress all concatenated frames in their sequential order", and skippable
#   frames, which hold the user's own data, are to be passed over (LZ4 Frame Format, "Frame Concatenation" and "Skippable Frames"). oxar
#   does so with gzip, bzip2, xz and zstd, and what follows a frame is an error unless ignore_trailing is set.
# Instead: decompress() of the first two and decompressFrame() of the third give the first frame and are silent about the others; an empty file in
#   front makes all empty. A skippable frame in front is an error for all three.
# Matters: `lz4 -c >> log.lz4` each hour makes such files: of a day's log the first hour is left. lz4.frame.decompress says in its documentation
#   that it takes one frame; these do not.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip -q --disable-pip-version-check install --no-compile oxar==0.1.1 safelz4==0.2.1 lz4==4.4.5 cramjam==2.14.0
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts lz4-napi@2.10.0 >/dev/null 2>&1
cat > t.py <<'P'
import bz2, gzip, json, lzma, os, subprocess
from importlib.metadata import version
import cramjam, lz4.frame, oxar, safelz4
print({n: version(n) for n in ("oxar", "safelz4", "lz4", "cramjam")})
ten, eleven = b"ten o'clock\n" * 40, b"eleven o'clock\n" * 40; frame = lz4.frame.compress; skip = bytes.fromhex("502a4d18 05000000") + b"notes"
files = {"one": (frame(ten), ten), "joined": (frame(ten) + frame(eleven), ten + eleven), "empty first": (frame(b"") + frame(ten), ten), "skippable first": (skip + frame(ten), ten)}
def seen(call):
    try: return len(call())
    except Exception as e: return f"{type(e).__name__}: {e}"
got = {}
for name, (data, want) in files.items():
    open("f.lz4", "wb").write(data)
    assert lz4.frame.open("f.lz4").read() == bytes(cramjam.lz4.decompress(data)) == want
    js = subprocess.run(["node", "-e", "require('lz4-napi').decompressFrame(require('fs').readFileSync('f.lz4')).then((b) => console.log(b.length), (e) => console.log(JSON.stringify(e.message)))"], capture_output=True, text=True, check=True)
    got[name] = [seen(lambda: oxar.decompress(data)), seen(lambda: safelz4.decompress(data)), json.loads(js.stdout)]
    print(f"  {name}: {len(want)} bytes | oxar {got[name][0]} | safelz4 {got[name][1]} | lz4-napi {got[name][2]}")
assert got["one"] == [480] * 3 and got["joined"] == [480] * 3 and got["empty first"] == [0] * 3 and all(type(x) is str for x in got["skippable first"])
for c in (gzip, bz2, lzma): assert oxar.decompress(c.compress(ten) + c.compress(eleven)) == ten + eleven
P
v/bin/python t.py
echo "still so"
