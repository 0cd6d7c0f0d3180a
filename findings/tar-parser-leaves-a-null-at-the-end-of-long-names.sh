#!/usr/bin/env bash
# Software: @remix-run/tar-parser 0.7.1 and @obsidize/tar-browserify 6.3.2 (npm); beside them modern-tar 0.8.6 and tar-stream 3.2.2 (npm). GNU tar writes.
# Expected: GNU tar's headers L and K for names and targets over 100 bytes hold the name with a null byte at its end, which is no part of it; tar-parser's README says that it
#   "Supports POSIX, GNU, and PAX tar formats".
# Instead: the null byte stays in the name. Such a name is shown as if it were right, is equal to no other, has no ending such as .db,
#   and the file system refuses it. Shorter names, and long ones of pax archives, have none.
# Matters: GNU tar writes this form unless told otherwise. A search for the path finds nothing, a filter by ending drops the file, and unpacking stops with ERR_INVALID_ARG_VALUE.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @remix-run/tar-parser@0.7.1 @obsidize/tar-browserify@6.3.2 modern-tar@0.8.6 tar-stream@3.2.2 >/dev/null 2>&1
D=backup/prod-eu-central-1/2026-03-01T10-00-00Z/member-0123456789abcdef/etcd-data-directory/member/snap; mkdir -p src/$D; echo page > src/$D/database.db; echo page > src/short.db
tar --version | sed -n 1p
for f in gnu posix; do tar --format=$f -C src -cf $f.tar $D/database.db short.db; tar -tf $f.tar > $f.names; done
cat > t.mjs <<'J'
import assert from 'assert'; import fs from 'fs'; import { createRequire } from 'module'; const require = createRequire(import.meta.url);
import { parseTar } from '@remix-run/tar-parser'; import { Archive } from '@obsidize/tar-browserify'; import { unpackTar } from 'modern-tar'; const stream = require('tar-stream');
console.log(['@remix-run/tar-parser', '@obsidize/tar-browserify', 'modern-tar', 'tar-stream'].map((n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version).join(', '));
for (const form of ['gnu', 'posix']) {
  const data = new Uint8Array(fs.readFileSync(form + '.tar')), names = fs.readFileSync(form + '.names', 'utf8').trim().split('\n'), remix = [];
  await parseTar(data, (e) => { remix.push(e.name); });
  const obsidize = (await Archive.extract(data)).entries.filter((e) => e.isFile()).map((e) => e.fileName), modern = (await unpackTar(data)).map((e) => e.header.name);
  const st = await new Promise((ok, no) => { const o = [], x = stream.extract(); x.on('entry', (h, s, next) => { o.push(h.name); s.on('end', next); s.resume(); }); x.on('finish', () => ok(o)); x.on('error', no); x.end(Buffer.from(data)); });
  assert.deepEqual(modern, names); assert.deepEqual(st, names); assert.equal(names.length, 2);
  for (const got of [remix, obsidize]) {
    console.log('  ', form, got.map((n) => JSON.stringify(n.slice(-17)))); const end = form === 'gnu' ? '\0' : '';
    assert.deepEqual(got, [names[0] + end, names[1]]); assert.equal(got[0].endsWith('.db'), form !== 'gnu');
  }
  if (form === 'gnu') assert.throws(() => fs.writeFileSync(remix[0], ''), { code: 'ERR_INVALID_ARG_VALUE' });
}
console.log('still so');
J
node t.mjs
