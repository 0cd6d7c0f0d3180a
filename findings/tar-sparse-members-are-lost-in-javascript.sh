#!/usr/bin/env bash
# Software: tar 7.5.23, tar-stream 3.2.2, nanotar 0.3.0, modern-tar 0.8.6 (all npm), on archives that GNU tar wrote with -S.
# Expected: a member with holes has its full size again, or is refused. etcd preallocates its log segments and its database grows in steps, so
#   a data directory archived with `tar -S` has such members. GNU tar, Python's tarfile and Go's archive/tar read all four forms.
# Instead: in the old GNU form (type S, the default of tar -S) npm tar passes the member over without an entry or an error; the three others give
#   a file that has only the stored parts, one after the other, without the holes. In the POSIX forms all four give that file, for 0.1
#   and 1.0 under the name of a place holder with a process number in it, and for 1.0 with the list of holes as its first 512 bytes.
# Matters: the database of an unpacked backup has the right name or nearly, and pages at the wrong places; or is missing while all is said to be
#   well. Compare sizes with `tar -tv`, and archive without -S for JavaScript.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts tar@7.5.23 tar-stream@3.2.2 nanotar@0.3.0 modern-tar@0.8.6 >/dev/null 2>&1
printf end > name; python3 -c 'f = open("db", "wb"); f.write(b"A" * 4096); f.seek(65536); f.write(b"B" * 4096); f.truncate(131072)'
tar --format=gnu -S --hole-detection=raw -cf gnu.tar db name
for v in 0.0 0.1 1.0; do tar --format=posix -S --sparse-version=$v --hole-detection=raw -cf posix-$v.tar db name; done
cat > t.mjs <<'J'
import fs from 'fs'; import path from 'path'; import assert from 'assert';
import * as tar from 'tar'; import * as stream from 'tar-stream'; import { parseTar } from 'nanotar'; import { unpackTar } from 'modern-tar';
const ver = (n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version;
const readers = {
  'tar': async (f) => { const o = []; const b = []; tar.t({ file: f, sync: true, onReadEntry: (e) => { const c = []; b.push([e.path, c]); e.on('data', (d) => c.push(d)) } }); for (const [n, c] of b) o.push([n, Buffer.concat(c)]); return o },
  'tar-stream': (f) => new Promise((ok, no) => { const o = []; const x = stream.extract();
    x.on('entry', (h, s, next) => { const c = []; s.on('data', (d) => c.push(d)); s.on('end', () => { o.push([h.name, Buffer.concat(c)]); next() }) });
    x.on('finish', () => ok(o)); x.on('error', no); fs.createReadStream(f).pipe(x) }),
  'nanotar': async (f) => parseTar(fs.readFileSync(f)).map((e) => [e.name, Buffer.from(e.data)]),
  'modern-tar': async (f) => (await unpackTar(fs.readFileSync(f))).map((e) => [e.header.name, Buffer.from(e.data)]),
};
const shape = (b) => b.toString('latin1').replace(/(.)\1{500,}/gs, (x) => (x[0] === '\0' ? 'hole' : x[0]) + '*' + x.length + ' ').replace(/\0+/g, '').replace(/\n/g, ',').trim();
for (const f of ['gnu', 'posix-0.0', 'posix-0.1', 'posix-1.0']) for (const n in readers) {
  const got = (await readers[n](f + '.tar')).map(([p, b]) => [p.replace(/GNUSparseFile\.\d+/, 'GNUSparseFile.PID'), b.length, shape(b)]);
  console.log(f, '|', ver(n), '|', got.map((x) => x.join(': ')).join('; '));
  const last = got.pop(); assert.deepEqual(last, ['name', 3, 'end']);
  if (f === 'gnu' && n === 'tar') { assert.equal(got.length, 0); continue }
  const holder = f === 'posix-0.1' || f === 'posix-1.0', map = f === 'posix-1.0';
  assert.equal(got.length, 1); assert.equal(got[0][0].replace('./', ''), holder ? 'GNUSparseFile.PID/db' : 'db'); assert.equal(got[0][1], map ? 8704 : 8192);
  assert.match(got[0][2], map ? /^3,0,4096,65536,4096,131072,0,A\*4096 B\*4096$/ : /^A\*4096 B\*4096$/);
}
J
node t.mjs
python3 - <<'P'
import tarfile
for f in ("gnu", "posix-0.0", "posix-0.1", "posix-1.0"):
    t = tarfile.open(f + ".tar"); m = t.getmembers()[0]
    assert (m.name, m.size) == ("db", 131072) and t.extractfile(m).read() == open("db", "rb").read(), m
print("Python's tarfile: db 131072 in all four")
P
mkdir x && tar -xf posix-1.0.tar -C x && cmp db x/db && tar --version | sed -n 1p
echo "still so"
