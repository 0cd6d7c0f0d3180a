#!/usr/bin/env bash
# Software: markty-toml 0.1.1 (npm), beside it smol-toml 1.9.1.
# Expected: "Nano implementation of TOML": a part of a table's name in quotes is one key, whatever dots it has; a comment may stand behind a header; a table may follow the
#   tables within it.
# Instead: ["io.containerd.grpc.v1.cri"] is five tables, the first named `"io`, the last `cri"`. A header with a comment is passed over, so its keys go into the table before or
#   are lost. [a] after [a.b] replaces what is in a.b. No error in any of them.
# Matters: each plugin in containerd's config.toml has such a name, and `containerd config default` has them by the dozen.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts markty-toml@0.1.1 smol-toml@1.9.1 >/dev/null 2>&1
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import * as markty from 'markty-toml'; import { parse } from 'smol-toml';
for (const n of ['markty-toml', 'smol-toml']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const read = markty.default?.default ?? markty.default ?? markty, plain = (x) => JSON.parse(JSON.stringify(x));
const cases = [['[plugins.cri]\nx = "v"\n', { plugins: { cri: { x: 'v' } } }, null],
  ['[plugins."io.containerd.grpc.v1.cri"]\nx = "v"\n', { plugins: { 'io.containerd.grpc.v1.cri': { x: 'v' } } }, { plugins: { '"io': { containerd: { grpc: { v1: { 'cri"': { x: 'v' } } } } } } }],
  ['[a.b]\nx = 1\n[a]\ny = 2\n', { a: { b: { x: 1 }, y: 2 } }, { a: { y: 2 } }], ['[a]\nx = 1\n[b] # why\ny = 2\n', { a: { x: 1 }, b: { y: 2 } }, undefined]];
for (const [text, right, wrong] of cases) {
  const got = plain(read(text)); console.log('  ', JSON.stringify(text), '->', JSON.stringify(got)); assert.deepEqual(plain(parse(text)), right);
  if (wrong === undefined) assert.equal(got.b, undefined); else assert.deepEqual(got, wrong ?? right);
}
console.log('still so');
J
node t.mjs
