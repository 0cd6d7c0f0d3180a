#!/usr/bin/env bash
# Software: notepack.io 3.0.1, messagepack 1.1.12 and @ygoe/msgpack 1.0.3 (npm); beside them @msgpack/msgpack 3.1.3.
# Expected: MessagePack's integers end at 2^64 - 1 and -2^63; a JavaScript number beyond is written as float 64, as @msgpack/msgpack does it.
# Instead: all three write every whole number as an integer of 64 bits and lose what is above. 2^64, which is what JSON.parse makes of 18446744073709551615, is written as 0 by
#   all three. In two of them 1e20 is 7766279631452241920; in the third every number from 2^63 on comes out negative or as the largest one.
# Matters: 18446744073709551615 stands for "no limit" in the statistics of containers and is an id in etcd; a memory limit without a bound becomes a limit of 0, and an offset or a
#   counter wraps around without an error.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts notepack.io@3.0.1 messagepack@1.1.12 @ygoe/msgpack@1.0.3 @msgpack/msgpack@3.1.3 >/dev/null 2>&1
cat > t.cjs <<'J'
const assert = require('assert'), fs = require('fs'), official = require('@msgpack/msgpack');
const libs = { 'notepack.io': require('notepack.io').encode, messagepack: require('messagepack').encode, '@ygoe/msgpack': require('@ygoe/msgpack').serialize, '@msgpack/msgpack': official.encode };
console.log(Object.keys(libs).map((n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version).join(', '));
for (const [text, a, b] of [['9007199254740992', 2 ** 53, 2 ** 53], ['18446744073709551615', 0, 0], ['100000000000000000000', 7766279631452241920, 2 ** 64 - 1], ['9223372036854775808', 2 ** 63, -(2 ** 63)], ['10000000000000000000', 1e19, -8446744073709551616], ['-10000000000000000000', 8446744073709551616, -(2 ** 63)]]) {
  const n = JSON.parse(text);
  for (const [name, encode] of Object.entries(libs)) {
    const data = Buffer.from(encode(n)), got = official.decode(data), want = name === '@msgpack/msgpack' ? n : name === '@ygoe/msgpack' ? b : a;
    console.log('  ', text, name, 'wrote', data.toString('hex'), 'which is', got); assert.equal(got, want);
  }
}
console.log('still so');
J
node t.cjs
