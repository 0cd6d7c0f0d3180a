#!/usr/bin/env bash
# Software: hosts-util 1.0.0 (npm), on a file of the form that the kubelet writes into pods.
# Expected: hosts(5): a name may stand in several lines, as localhost does with 127.0.0.1 and ::1.
# Instead: parse() keeps one address per name, the last one: localhost is ::1 alone, and of two lines for one name the first is gone. stringify(parse(text)) takes the
#   line "127.0.0.1 localhost" out of the file, and all comments.
# Matters: what edits /etc/hosts of a node or of an image with it leaves probes, databases and agents that listen on 127.0.0.1 without a name.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts hosts-util@1.0.0 >/dev/null 2>&1
cat > t.cjs <<'J'
const assert = require('assert'), fs = require('fs'), { parse, stringify } = require('hosts-util'); console.log('   hosts-util', JSON.parse(fs.readFileSync('node_modules/hosts-util/package.json')).version);
const text = '# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\nfe00::0\tip6-localnet\n10.244.1.7\tdb-0.db.prod.svc.cluster.local\tdb-0\n10.244.9.9\tdb-0\n';
const right = {}; for (const l of text.split('\n')) { const [a, ...names] = l.replace(/#.*/, '').split(/\s+/).filter(Boolean); for (const n of names) (right[n] ??= []).push(a); }
const got = parse(text), back = stringify(got);
for (const n of ['localhost', 'db-0']) console.log('  ', n, '| in the file:', right[n].join(', '), '| parse():', got[n]);
console.log(back.replace(/^/gm, '   | ')); assert.equal(got.localhost, '::1'); assert.equal(got['db-0'], '10.244.9.9'); assert.deepEqual(right.localhost, ['127.0.0.1', '::1']); assert.ok(!back.includes('127.0.0.1') && !back.includes('#') && back.includes('::1'));
console.log('still so');
J
node t.cjs
