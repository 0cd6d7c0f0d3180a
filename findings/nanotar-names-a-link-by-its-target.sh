#!/usr/bin/env bash
# Software: nanotar 0.3.0 (npm); beside it modern-tar 0.8.6 and tar-stream 3.2.2 (npm). GNU tar writes.
# Expected: a link whose target is over 100 bytes has the target in a record linkpath (pax) or a header K (GNU); the member's name stays what it is.
# Instead: the target is taken for the name, in both forms, and the target is nowhere. A link with a short target has its name; its target is in no field either.
# Matters: kubelet's and container tools' trees are full of long links (var/log/containers, the layers of an image store): of two links to one file both have one name, which is the
#   file's own; the links' names are lost without an error.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts nanotar@0.3.0 modern-tar@0.8.6 tar-stream@3.2.2 >/dev/null 2>&1
mkdir src; cd src
L=../pods/prod_web-5d8f7c9b6d-x2x4z_0f1e2d3c-4b5a-4968-8776-655443322110/application-server-with-sidecar/00000000.log
ln -s $L web.log; ln -s $L web-again.log; ln -s short.log other.log; cd ..
tar --version | sed -n 1p
for f in gnu posix; do tar --format=$f -C src -cf $f.tar other.log web-again.log web.log; done
cat > t.mjs <<'J'
import assert from 'assert'; import fs from 'fs'; import { createRequire } from 'module'; const require = createRequire(import.meta.url);
import { parseTar } from 'nanotar'; import { unpackTar } from 'modern-tar'; const stream = require('tar-stream');
console.log(['nanotar', 'modern-tar', 'tar-stream'].map((n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version).join(', '));
const target = fs.readlinkSync('src/web.log'), want = [['other.log', 'short.log'], ['web-again.log', target], ['web.log', target]];
for (const form of ['gnu', 'posix']) {
  const data = new Uint8Array(fs.readFileSync(form + '.tar'));
  const modern = (await unpackTar(data)).map((e) => [e.header.name, e.header.linkname]);
  const st = await new Promise((ok, no) => { const o = [], x = stream.extract(); x.on('entry', (h, s, next) => { o.push([h.name, h.linkname]); s.on('end', next); s.resume(); }); x.on('finish', () => ok(o)); x.on('error', no); x.end(Buffer.from(data)); });
  assert.deepEqual(modern, want); assert.deepEqual(st, want);
  const nano = parseTar(data).map((e) => e.name); console.log('  ', form, nano); assert.deepEqual(nano, ['other.log', target.replace('../', ''), target.replace('../', '')]);
}
console.log('still so');
J
node t.mjs
