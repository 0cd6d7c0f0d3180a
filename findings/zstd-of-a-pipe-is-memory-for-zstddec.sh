#!/usr/bin/env bash
# Software: zstddec 0.3.4 (npm, the decoder of three.js; also its fork @thewtex/zstddec 0.2.1); fzstd 0.1.1 (npm) and zstandard 0.25.0
#   (PyPI) read the same frames whole.
# Expected: a frame need not say how long its content is (RFC 8878, section 3.1.1.1: Frame_Content_Size is optional), and what `zstd` or a logger writes
#   to a pipe does not. The README says that decode() without a size "may fail with the error `wasm function signature contains illegal type`".
# Instead: it neither decodes nor fails: 16 MB come back that are the decoder's own memory and not the content, and no error. The same package's
#   zstddec/stream takes such frames.
# Matters: `kubectl get ... | zstd` and every log shipper write such frames, and the first test with a file on disk, whose size zstd writes, is right.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip -q --disable-pip-version-check install --no-compile zstandard==0.25.0
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts zstddec@0.3.4 @thewtex/zstddec@0.2.1 fzstd@0.1.1 >/dev/null 2>&1
v/bin/python - <<'P'
import io, zstandard
data = b"".join(b"row %d of a log\n" % i for i in range(500)); open("want", "wb").write(data)
open("file.zst", "wb").write(zstandard.ZstdCompressor().compress(data))
out = io.BytesIO(); w = zstandard.ZstdCompressor().stream_writer(out, closefd=False); w.write(data); w.close(); open("pipe.zst", "wb").write(out.getvalue())
for f in ("file.zst", "pipe.zst"):
    p = zstandard.get_frame_parameters(open(f, "rb").read()); print(f, "content size:", p.content_size if p.content_size < 1 << 62 else "not said")
    assert zstandard.open(f).read() == data
P
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import * as fzstd from 'fzstd'; import { ZSTDDecoder } from 'zstddec'; import { ZSTDDecoder as Stream } from 'zstddec/stream'; import { ZSTDDecoder as Fork } from '@thewtex/zstddec';
const ver = (n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version; console.log(ver('zstddec'), ver('@thewtex/zstddec'), ver('fzstd'));
const want = fs.readFileSync('want'), got = {}, readers = { zstddec: new ZSTDDecoder(), 'zstddec/stream': new Stream(), '@thewtex/zstddec': new Fork() };
for (const f of ['file.zst', 'pipe.zst']) {
  const b = new Uint8Array(fs.readFileSync(f)); assert.deepEqual(Buffer.from(fzstd.decompress(b)), want); got[f] = [];
  for (const n in readers) { await readers[n].init(); const d = Buffer.from(readers[n].decode(b)); got[f].push(d.equals(want) ? 'right' : d.length > 1e6 && d.indexOf(want.subarray(0, 100)) < 0 ? 'megabytes without the content' : d.length > 1e6 ? 'megabytes' : d.length) }
  console.log(' ', f, want.length, 'bytes |', Object.keys(readers).map((n, i) => n + ': ' + got[f][i]).join(' | '));
}
assert.deepEqual(got['file.zst'], ['right', 'right', 'right']); assert.equal(got['pipe.zst'][1], 'right'); assert.match(got['pipe.zst'][0], /^megabytes/); assert.match(got['pipe.zst'][2], /^megabytes/);
J
node t.mjs
echo "still so"
