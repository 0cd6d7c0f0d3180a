#!/usr/bin/env bash
# Software: jszip 3.10.2 (npm), against yauzl 3.4.0, fflate 0.8.3, adm-zip 0.6.1, @zip.js/zip.js 2.24.0 (npm) and Python 3.11's zipfile.
# Expected: `kubectl get pods -A -o json | zip backup.zip -` makes an archive that every zip reader opens. Info-ZIP 3.0 cannot know the size of
#   what comes through a pipe, so it writes zip64's end records in front of the usual one, though all numbers would fit without them; APPNOTE
#   asks to look there only for numbers that are 0xFFFF or 0xFFFFFFFF, and these are not.
# Instead: jszip does not see the zip64 records, counts their 76 bytes as data before the archive, looks for the directory 76 bytes too far, and
#   raises "Corrupted zip or bug: expected 1 records in central dir, got 0". The same archive without the 76 bytes is read. The five
#   others read both.
# Matters: the archive is right, and a page that unpacks it says that it is corrupt. `zip -fz-` leaves the records out.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts jszip@3.10.2 yauzl@3.4.0 fflate@0.8.3 adm-zip@0.6.1 @zip.js/zip.js@2.24.0 >/dev/null 2>&1
python3 - <<'P'
# The bytes that Info-ZIP 3.0 writes for `printf hello | zip backup.zip -`; where zip is installed it is asked as well.
import struct, shutil, subprocess, zipfile, zlib
name, data = b"-", b"hello"; crc = zlib.crc32(data); when = struct.pack("<HH", 0x4da3, 0x5d7e); n = len(data)
local = b"PK\3\4" + struct.pack("<HHH", 45, 0, 0) + when + struct.pack("<IIIHH", crc, 0xFFFFFFFF, 0xFFFFFFFF, 1, 20) + name + struct.pack("<HHQQ", 1, 16, n, n) + data
central = b"PK\1\2" + struct.pack("<HHHH", 0x31e, 45, 0, 0) + when + struct.pack("<IIIHHHHHII", crc, n, n, 1, 0, 0, 0, 1, 0x11800000, 0) + name
end64 = b"PK\6\6" + struct.pack("<QHHIIQQQQ", 44, 0x31e, 45, 0, 0, 1, 1, len(central), len(local)) + b"PK\6\7" + struct.pack("<IQI", 0, len(local) + len(central), 1)
end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
assert len(end64) == 76
for file, parts in (("piped.zip", [local, central, end64, end]), ("without.zip", [local, central, end])):
    open(file, "wb").write(b"".join(parts))
    with zipfile.ZipFile(file) as z: assert z.read("-") == data and z.testzip() is None
if shutil.which("zip"):
    subprocess.run(["zip", "-q", "info-zip.zip", "-"], input=data, check=True); made = bytearray(open("info-zip.zip", "rb").read()); same = bytearray(open("piped.zip", "rb").read())
    print("zip at hand makes the same bytes, but for time and mode:", len(made) == len(same) and made[len(local) + len(central):] == same[len(local) + len(central):])
P
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import JSZip from 'jszip'; import yauzl from 'yauzl'; import { unzipSync } from 'fflate'; import AdmZip from 'adm-zip'; import * as zjs from '@zip.js/zip.js';
const ver = (n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version;
zjs.configure({ useWebWorkers: false });
const readers = {
  'jszip': async (b) => (await JSZip.loadAsync(b)).file('-').async('string'),
  'yauzl': (b) => new Promise((ok, no) => yauzl.fromBuffer(b, { lazyEntries: false }, (e, z) => e ? no(e) : z.on('error', no).on('entry', (en) => z.openReadStream(en, (e2, s) => { if (e2) return no(e2); let t = ''; s.on('data', (d) => { t += d }).on('end', () => ok(t)) })))),
  'fflate': async (b) => Buffer.from(unzipSync(new Uint8Array(b))['-']).toString(),
  'adm-zip': async (b) => new AdmZip(b).readAsText('-'),
  '@zip.js/zip.js': async (b) => (await new zjs.ZipReader(new zjs.Uint8ArrayReader(new Uint8Array(b))).getEntries())[0].getData(new zjs.TextWriter()),
};
for (const f of ['piped.zip', 'without.zip', ...(fs.existsSync('info-zip.zip') ? ['info-zip.zip'] : [])]) for (const n in readers) {
  const got = await readers[n](fs.readFileSync(f)).catch((e) => 'error: ' + e.message); console.log(' ', f, '|', ver(n), '|', got);
  assert.equal(got, n === 'jszip' && f !== 'without.zip' ? 'error: Corrupted zip or bug: expected 1 records in central dir, got 0' : 'hello');
}
console.log('still so');
J
node t.mjs
