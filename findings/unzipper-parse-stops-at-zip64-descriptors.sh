#!/usr/bin/env bash
# Software: unzipper 0.12.5, unzip-stream 0.3.4, fflate 0.8.3 (npm) read; stream-zip 0.0.84 (PyPI) and Python 3.11's zipfile write.
# Expected: unzipper's Parse(), the reader for archives that come through a pipe, reads what writers to a pipe write: sizes stand in a descriptor
#   behind each member, with eight bytes each where the member's header has the zip64 field (APPNOTE 4.3.9.2). Writers that do not know
#   the size beforehand choose that form also for small members: stream-zip's ZIP_64, zipfile with force_zip64.
# Instead: Parse() takes every descriptor for the short form. It hands out the first member whole, and then raises "invalid signature: 0x3e8",
#   which is the size of that member, in the eight bytes that it did not skip. unzipper's own Open.file() reads the same archive, as do
#   unzip-stream, fflate's Unzip and stream-unzip.
# Matters: a backup made by streaming ends after its first file for a reader by streaming, and the message speaks of a broken archive.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts unzipper@0.12.5 unzip-stream@0.3.4 fflate@0.8.3 >/dev/null 2>&1
python3 -m venv v >/dev/null; v/bin/pip -q --disable-pip-version-check install --no-compile stream-zip==0.0.84 stream-unzip==0.0.101
cat > w.py <<'P'
import datetime, os, zipfile
from stream_unzip import stream_unzip
from stream_zip import ZIP_32, ZIP_64, stream_zip
at = datetime.datetime(2026, 1, 1)
for name, form in (("stream-zip-64", ZIP_64), ("stream-zip-32", ZIP_32)):
    open(name + ".zip", "wb").write(b"".join(stream_zip((n, at, 0o600, form, [c * 1000]) for n, c in (("pods.json", b"p"), ("nodes.json", b"n")))))
r, w = os.pipe()                        # a writer to a pipe: zipfile cannot go back to the member's header
with os.fdopen(w, "wb") as f, zipfile.ZipFile(f, "w", zipfile.ZIP_DEFLATED) as z:
    for n, c in (("pods.json", b"p"), ("nodes.json", b"n")):
        with z.open(n, "w", force_zip64=True) as m: m.write(c * 1000)
open("zipfile-64.zip", "wb").write(os.fdopen(r, "rb").read())
for f in ("stream-zip-64", "stream-zip-32", "zipfile-64"):
    got = [(n.decode(), sum(map(len, c))) for n, _, c in stream_unzip([open(f + ".zip", "rb").read()])]
    with zipfile.ZipFile(f + ".zip") as z: assert z.testzip() is None
    assert got == [("pods.json", 1000), ("nodes.json", 1000)], got
P
v/bin/python w.py
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import unzipper from 'unzipper'; import us from 'unzip-stream'; import { Unzip, UnzipInflate } from 'fflate';
const ver = (n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version;
const piped = (parser) => (f) => new Promise((ok) => { const o = []; const end = (x) => ok(o.concat(x ?? []));
  const p = fs.createReadStream(f).pipe(parser()); p.on('error', (e) => end('error: ' + e.message));
  let open = 0, over = false; const check = () => over && !open && end();
  p.on('entry', (e) => { open++; let n = 0; e.on('data', (d) => { n += d.length }); e.on('end', () => { o.push(`${e.path} ${n}`); open--; check() }) });
  p.on('close', () => { over = true; check() }) });
const readers = {
  'unzipper Parse': piped(() => unzipper.Parse()), 'unzip-stream Parse': piped(() => us.Parse()),
  'unzipper Open': async (f) => { const o = []; for (const e of (await unzipper.Open.file(f)).files) o.push(`${e.path} ${(await e.buffer()).length}`); return o },
  'fflate Unzip': async (f) => { const o = []; const u = new Unzip((m) => { let n = 0; m.ondata = (e, d, last) => { if (e) throw e; n += d.length; if (last) o.push(`${m.name} ${n}`) }; m.start() }); u.register(UnzipInflate); u.push(new Uint8Array(fs.readFileSync(f)), true); return o },
};
console.log(['unzipper', 'unzip-stream', 'fflate'].map(ver).join(', '));
const whole = ['pods.json 1000', 'nodes.json 1000'];
for (const f of ['stream-zip-64', 'zipfile-64', 'stream-zip-32']) for (const n in readers) {
  const got = await readers[n](f + '.zip'); console.log(' ', f, '|', n, '|', got.join('; '));
  if (n === 'unzipper Parse' && f.endsWith('64')) assert.deepEqual(got, [whole[0], 'error: invalid signature: 0x3e8']);
  else assert.deepEqual(got.sort(), [...whole].sort());
}
console.log('still so');
J
node t.mjs
