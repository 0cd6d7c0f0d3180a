#!/usr/bin/env bash
# Software: @oneidentity/zstd-js 1.0.3 (npm), on files of zstandard 0.25.0 (PyPI); fzstd 0.1.1 (npm) beside it.
# Expected: ZstdSimple.decompress of a frame with its content size returns that many bytes (RFC 8878), and what ZstdSimple.compress writes is the input.
# Instead: decompress cuts 18 bytes (the largest size of a frame header) from every result and compress appends 18 bytes to every input, so the two undo each other
#   and nothing else: a file of another writer lacks its last 18 bytes, a file of 18 bytes or less is empty, and what this library wrote is 18 bytes
#   too long for every other reader. No error; the checksum in the frame is right.
# Matters: a compressed snapshot or JSON export lacks its end: JSON does not parse, a list of lines loses its last one, a database looks whole.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @oneidentity/zstd-js@1.0.3 fzstd@0.1.1 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile zstandard==0.25.0
v/bin/python - <<'P'
import zstandard as z
for n in (1, 18, 19, 1000, 200000): open(f"{n}.zst", "wb").write(z.ZstdCompressor(write_checksum=True).compress((b"0123456789" * n)[:n]))
P
cat > t.cjs <<'J'
const fs = require('fs'), assert = require('assert'); const { ZstdInit } = require('@oneidentity/zstd-js'); const fzstd = require('fzstd');
const ver = (n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version;
console.log(ver('@oneidentity/zstd-js'), ver('fzstd'));
ZstdInit().then(({ ZstdSimple: z }) => {
  for (const n of [1, 18, 19, 1000, 200000]) {
    const f = fs.readFileSync(n + '.zst'), want = Buffer.from('0123456789'.repeat(n).slice(0, n));
    const a = Buffer.from(z.decompress(f)), b = Buffer.from(fzstd.decompress(f));
    console.log(`  ${n} bytes written by zstandard: ${a.length} read here, ${b.length} by fzstd`);
    assert.ok(b.equals(want)); assert.ok(a.equals(want.subarray(0, Math.max(0, n - 18))));
  }
  const d = Buffer.from('x'.repeat(1000)), c = z.compress(d, 3);
  fs.writeFileSync('own.zst', c);
  console.log(`  1000 bytes written here: ${z.decompress(c).length} read here, ${fzstd.decompress(c).length} by fzstd`);
  assert.ok(Buffer.from(z.decompress(c)).equals(d)); assert.equal(fzstd.decompress(c).length, 1018);
});
J
node t.cjs
v/bin/python -c 'import zstandard as z; n = len(z.ZstdDecompressor().decompress(open("own.zst", "rb").read())); print("   ... and", n, "by zstandard", z.__version__); assert n == 1018'
echo "still so"
