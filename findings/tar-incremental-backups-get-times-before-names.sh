#!/usr/bin/env bash
# Software: Python's tarfile (3.11 to 3.13) and multitars 1.0.2 (npm), on archives of GNU tar; tar 7.5.23 and tar-stream 3.2.2 (npm) read the same.
# Expected: the field "prefix" belongs to the POSIX form ("ustar" and a zero byte). In the GNU form ("ustar" and two blanks) the same place holds the times of
#   access and change, which tar writes with --listed-incremental (GNU tar manual, "Basic Tar Format").
# Instead: both read the prefix in either form, so the name of every file of an incremental archive begins with the time of access in octal and
#   a slash: `etcd/snap.db` is `15303270327/etcd/snap.db`. No error; the full archive and the next one have other directories.
#   CPython has it as issue 155629, so a later Python may be right: the script holds multitars alone to it.
# Matters: GNU form is the default of GNU tar and -g the usual way of incremental backups: nothing is found under its name, and an unpacked restore
#   is spread over directories named after times.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts multitars@1.0.2 tar@7.5.23 tar-stream@3.2.2 >/dev/null 2>&1
mkdir etcd; printf data > etcd/snap.db; touch -d '2026-03-01 12:00:00Z' etcd/snap.db
tar --format=gnu -cf full.tar etcd
tar --format=gnu --listed-incremental=state -cf incremental.tar etcd
tar --format=posix --listed-incremental=state2 -cf incremental-posix.tar etcd
tar --version | sed -n 1p
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import { untar } from 'multitars'; import * as tar from 'tar'; import * as stream from 'tar-stream';
const ver = (n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version;
console.log(ver('multitars'), ver('tar'), ver('tar-stream'));
const readers = {
  multitars: async (f) => { const o = []; for await (const e of untar(ReadableStream.from(fs.createReadStream(f)))) { o.push(e.name); await e.arrayBuffer() } return o },
  tar: async (f) => { const o = []; tar.t({ file: f, sync: true, onReadEntry: (e) => o.push(e.path) }); return o },
  'tar-stream': (f) => new Promise((ok, no) => { const o = [], x = stream.extract(); x.on('entry', (h, s, n) => { o.push(h.name); s.on('end', n); s.resume() }); x.on('finish', () => ok(o)); x.on('error', no); fs.createReadStream(f).pipe(x) }),
};
for (const f of ['full', 'incremental', 'incremental-posix']) for (const n in readers) {
  const got = (await readers[n](f + '.tar')).filter((x) => x.endsWith('snap.db'));
  console.log(' ', f, '|', n, '|', got);
  if (n === 'multitars' && f === 'incremental') assert.match(got.join(), /^1\d{10}\/etcd\/snap\.db$/); else assert.deepEqual(got, ['etcd/snap.db']);
}
J
node t.mjs
python3 - <<'P'
import re, sys, tarfile
n = [m.name for m in tarfile.open("incremental.tar") if m.isreg()]; print("  Python", sys.version.split()[0], "tarfile:", n)
assert len(n) == 1 and re.fullmatch(r"(1\d{10}/)?etcd/snap\.db", n[0]), n
P
echo "still so"
