#!/usr/bin/env bash
# Software: @bokuweb/zstd-wasm 0.0.27, @hpcc-js/wasm-zstd 1.12.5, zstd-codec 0.1.5 (all npm); fzstd 0.1.1 (npm) and zstandard 0.25.0 (PyPI) read the same files whole.
# Expected: Zstandard data is "one or more independent frames", whose content is joined, and skippable frames are passed over (RFC 8878, section 3).
# Instead: the first two make room for what the first frame says and then fail on the second, "Failed to compress with code -70" and "Destination buffer
#   is too small"; the third gives null, which is no error until it is used. The same frames WITHOUT a size, as from a pipe, are read by
#   the first two as long as all is below 1 MiB: above that they fail on a single frame. A skippable frame in front is a size of nothing for the first.
# Matters: pzstd, `zstd >> log.zst` and zstd:chunked image layers (skippable frames) all write such files; what works with piped logs stops with
#   logs that were compressed on disk, and the other way round.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip -q --disable-pip-version-check install --no-compile zstandard==0.25.0
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @bokuweb/zstd-wasm@0.0.27 @hpcc-js/wasm-zstd@1.12.5 zstd-codec@0.1.5 fzstd@0.1.1 >/dev/null 2>&1
v/bin/python - <<'P'
import zstandard
def pipe(d): c = zstandard.ZstdCompressor().compressobj(); return c.compress(d) + c.flush()
disk = zstandard.ZstdCompressor().compress; a, b = b"ten o'clock\n" * 40, b"eleven o'clock\n" * 40; skip = bytes.fromhex("502a4d18 05000000") + b"notes"; large = b"a line of a log\n" * 70000
for name, data, want in (("one", disk(a), a), ("joined", disk(a) + disk(b), a + b), ("joined, of pipes", pipe(a) + pipe(b), a + b), ("skippable first", skip + disk(a), a), ("large, of a pipe", pipe(large), large)):
    open(name + ".zst", "wb").write(data); open(name + ".want", "wb").write(want)
    assert zstandard.ZstdDecompressor().decompressobj(read_across_frames=True).decompress(data) == want
P
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import * as fzstd from 'fzstd'; import * as bokuweb from '@bokuweb/zstd-wasm'; import { Zstd } from '@hpcc-js/wasm-zstd'; import codec from 'zstd-codec';
for (const n of ['@bokuweb/zstd-wasm', '@hpcc-js/wasm-zstd', 'zstd-codec', 'fzstd']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
await bokuweb.init(); const hpcc = await Zstd.load(), simple = await new Promise((ok) => codec.ZstdCodec.run((z) => ok(new z.Simple()))), got = {};
for (const f of ['one', 'joined', 'joined, of pipes', 'skippable first', 'large, of a pipe']) {
  const b = new Uint8Array(fs.readFileSync(f + '.zst')), want = fs.readFileSync(f + '.want'); assert.deepEqual(Buffer.from(fzstd.decompress(b)), want);
  const seen = (r) => { try { const d = r(b); return d === null ? 'null' : Buffer.from(d).equals(want) ? 'right' : 'wrong' } catch (e) { return String(e.message) } };
  got[f] = [seen((x) => bokuweb.decompress(x)), seen((x) => hpcc.decompress(x)), seen((x) => simple.decompress(x))]; console.log(' ', f, '|', got[f].join(' | '));
}
const small = 'Decompression failed: Destination buffer is too small', code = 'Failed to compress with code -70';
assert.deepEqual(got, { one: ['right', 'right', 'right'], joined: [code, small, 'null'], 'joined, of pipes': ['right', 'right', 'null'], 'skippable first': [code, 'right', 'null'], 'large, of a pipe': [code, small, 'null'] });
J
node t.mjs 2>/dev/null
echo "still so"
