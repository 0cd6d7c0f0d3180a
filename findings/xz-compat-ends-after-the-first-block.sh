#!/usr/bin/env bash
# Software: xz-compat 1.2.10 (npm; fast-extract and 7z-iterator unpack with it); xz-decompress 0.2.3 and Python's lzma read the same files whole.
# Expected: an .xz stream has "zero or more Blocks" (The .xz File Format, section 2.1), and the multi-threaded xz, since 5.6 the default, makes one
#   for every 24 MiB of input.
# Instead: decodeXZ(buffer), "decode a complete XZ container", gives the content of the first block and no error, although the index
#   behind the blocks, whose sizes it could read, counts them all. Its stream class reads all blocks. Of two streams
#   that cat joined both read the first (or raise, when the second is much shorter).
# Matters: a snapshot, dump or log above 24 MiB comes out as its first 24 MiB. LZMA_NATIVE_DISABLE=1 is what the package is without the optional
#   lzma-native; with that it is right, so a developer's machine and a small image differ.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts xz-compat@1.2.10 xz-decompress@0.2.3 >/dev/null 2>&1
python3 - <<'P'
# Two blocks in one stream: xz --block-size=12 writes the same, laid out here by the specification so that no xz is needed.
import lzma, struct, zlib
def vli(n): return bytes([n]) if n < 128 else bytes([n & 127 | 128]) + vli(n >> 7)
def stream(parts):
    head = b"\xfd7zXZ\0" + b"\0\1" + struct.pack("<I", zlib.crc32(b"\0\1")); out = head; records = b""
    for p in parts:
        h = b"\x02\x00\x21\x01\x16" + b"\0" * 3; h += struct.pack("<I", zlib.crc32(h))
        raw = lzma.compress(p, format=lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 23}])
        out += h + raw + b"\0" * (-len(raw) % 4) + struct.pack("<I", zlib.crc32(p)); records += vli(len(h) + len(raw) + 4) + vli(len(p))
    index = b"\0" + vli(len(parts)) + records; index += b"\0" * (-len(index) % 4); index += struct.pack("<I", zlib.crc32(index))
    foot = struct.pack("<I", len(index) // 4 - 1) + b"\0\1"; return out + index + struct.pack("<I", zlib.crc32(foot)) + foot + b"YZ"
a, b = b"first block\n" * 30, b"second block\n" * 30
for name, data in (("one", stream([a + b])), ("blocks", stream([a, b])), ("joined", lzma.compress(a) + lzma.compress(b))):
    open(name + ".xz", "wb").write(data); assert lzma.decompress(data) == a + b
open("want", "wb").write(a + b); print("Python's lzma:", len(a + b), "bytes from each")
P
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import { Readable } from 'stream'; import { decodeXZ, createXZDecoder, isNativeAvailable } from 'xz-compat'; import other from 'xz-decompress';
const ver = (n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version; console.log(ver('xz-compat'), ver('xz-decompress'), 'native:', isNativeAvailable());
const want = fs.readFileSync('want'), all = (s) => new Promise((ok, no) => { const o = []; s.on('data', (d) => o.push(d)); s.on('end', () => ok(Buffer.concat(o))); s.on('error', no) });
const seen = async (p) => { try { return (await p()).toString() === want.toString() ? 'whole' : (await p()).length } catch (e) { return 'error' } }, got = {};
for (const f of ['one', 'blocks', 'joined']) {
  const b = fs.readFileSync(f + '.xz');
  got[f] = [await seen(async () => Buffer.from(await decodeXZ(b))), await seen(() => all(Readable.from([b], { objectMode: false }).pipe(createXZDecoder())))];
  const d = Buffer.from(await new Response(new other.XzReadableStream(new Blob([b]).stream())).arrayBuffer()); assert.deepEqual(d, want);
  console.log(' ', f, '| decodeXZ:', got[f][0], '| stream:', got[f][1], '| xz-decompress: whole');
}
assert.deepEqual(got, { one: ['whole', 'whole'], blocks: [360, 'whole'], joined: [360, 360] });
J
LZMA_NATIVE_DISABLE=1 node t.mjs
echo "still so"
