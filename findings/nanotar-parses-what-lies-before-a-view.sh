#!/usr/bin/env bash
# Software: nanotar 0.3.0 (npm); beside it modern-tar 0.8.6 (npm).
# Expected: parseTar takes "an ArrayBuffer or Uint8Array"; of a Uint8Array that is a view of a part of a buffer (subarray, slices of Buffer, small Buffers out of Node's pool) it
#   parses the part, as modern-tar does.
# Instead: it takes the whole buffer behind the view, from its first byte: of an archive that stands second in a larger buffer the first one's members are given, each as if
#   it were right, and behind other bytes there are no members, or some with names made of them.
# Matters: an archive cut out of a request, of a multipart body or of an image's layers is another one or empty, and with Buffers whether it works depends on their size.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts nanotar@0.3.0 modern-tar@0.8.6 >/dev/null 2>&1
cat > t.mjs <<'J'
import assert from 'assert'; import fs from 'fs'; import { createTar, parseTar } from 'nanotar'; import { unpackTar } from 'modern-tar';
console.log(['nanotar', 'modern-tar'].map((n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version).join(', '));
const one = createTar([{ name: 'one.yaml', data: 'kind: One\n' }]), two = createTar([{ name: 'two.yaml', data: 'kind: Two\n' }]);
const both = new Uint8Array(one.length + two.length); both.set(one); both.set(two, one.length);
const head = new Uint8Array(1024 + two.length); head.set(two, 1024);
for (const [what, view, want] of [['the archive alone', new Uint8Array(two), ['two.yaml']], ['second half of a buffer', both.subarray(one.length), ['one.yaml']], ['behind 1024 null bytes', head.subarray(1024), []]]) {
  const right = (await unpackTar(view)).map((e) => e.header.name), got = parseTar(view).map((e) => e.name);
  console.log('  ', what, '| modern-tar:', right, '| nanotar:', got); assert.deepEqual(right, ['two.yaml']); assert.deepEqual(got, want);
}
console.log('still so');
J
node t.mjs
