#!/usr/bin/env bash
# Software: nanotar 0.3.0, @obsidize/tar-browserify 6.3.2, @gera2ld/tarjs 0.3.1 and tinytar 0.1.0 (npm); beside them modern-tar 0.8.6 and tar-stream 3.2.2 (npm). The archive is Python's
#   tarfile's in the format ustar, GNU tar checks it.
# Expected: ustar (POSIX.1-1988) splits a path of over 100 bytes at a slash: its front is in the field prefix, and the path is prefix, "/" and name. Go's archive/tar and bsdtar use
#   ustar for all paths that fit, and so do many image layers.
# Instead: the four read the field name alone, without an error: the file is there under the end of its path. Two files of one name in two long directories are then one path.
# Matters: what is unpacked lies elsewhere and overwrites its namesakes; short paths of the same archive are right, so a test with a small tree passes.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts nanotar@0.3.0 @obsidize/tar-browserify@6.3.2 @gera2ld/tarjs@0.3.1 tinytar@0.1.0 modern-tar@0.8.6 tar-stream@3.2.2 >/dev/null 2>&1
python3 - <<'P'
import io, tarfile
t = tarfile.open("x.tar", "w", format=tarfile.USTAR_FORMAT)
for i in (1, 2):
    name = f"var/lib/kubelet/pods/0f1e2d3c-0000-4000-8000-00000000000{i}/volumes/kubernetes.io~configmap/application-settings/prometheus.yaml"; data = f"pod {i}\n".encode()
    m = tarfile.TarInfo(name); m.size = len(data); t.addfile(m, io.BytesIO(data))
t.close()
P
tar --version | sed -n 1p; tar -tf x.tar > names; cat names
cat > t.mjs <<'J'
import assert from 'assert'; import fs from 'fs'; import { createRequire } from 'module'; const require = createRequire(import.meta.url);
import { parseTar } from 'nanotar'; import { Archive } from '@obsidize/tar-browserify'; import { TarReader } from '@gera2ld/tarjs'; import { unpackTar } from 'modern-tar'; const tinytar = require('tinytar'), stream = require('tar-stream');
const data = new Uint8Array(fs.readFileSync('x.tar')), names = fs.readFileSync('names', 'utf8').trim().split('\n');
const got = {
  'modern-tar': (await unpackTar(data)).map((e) => e.header.name),
  'tar-stream': await new Promise((ok, no) => { const o = [], x = stream.extract(); x.on('entry', (h, s, next) => { o.push(h.name); s.on('end', next); s.resume(); }); x.on('finish', () => ok(o)); x.on('error', no); x.end(Buffer.from(data)); }),
  nanotar: parseTar(data).map((e) => e.name),
  '@obsidize/tar-browserify': (await Archive.extract(data)).entries.filter((e) => e.isFile()).map((e) => e.fileName),
  '@gera2ld/tarjs': (await TarReader.load(data)).fileInfos.map((e) => e.name),
  tinytar: tinytar.untar(data).map((e) => e.name),
};
for (const [name, list] of Object.entries(got)) {
  console.log('  ', name, JSON.parse(fs.readFileSync(`node_modules/${name}/package.json`)).version, list);
  if (name.endsWith('-stream') || name.startsWith('modern')) assert.deepEqual(list, names);
  else { assert.equal(list.length, 2); assert.equal(list[0], list[1]); assert(list[0] !== '' && names.every((n) => n.endsWith('/' + list[0]))); }
}
console.log('still so');
J
node --no-deprecation t.mjs
