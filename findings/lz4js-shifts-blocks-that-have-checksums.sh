#!/usr/bin/env bash
# Software: lz4js 0.2.0 (npm); lz4 4.4.5 (PyPI) writes; lz4-napi 2.10.0 (npm) reads the same.
# Expected: with the flag B.Checksum each data block is followed by four bytes of checksum (LZ4 Frame Format, "Block checksum"), which a reader
#   checks or skips: the content is the same with and without.
# Instead: lz4js knows the flag and skips four bytes before each block instead of after it: every block is read four bytes too late. No error, and the length
#   is nearly right: bytes are missing in front, the checksum is read as text, and copies point elsewhere. Blocks that were stored as they are lose
#   four bytes in front and gain the checksum at the end. Without the flag all is right.
# Matters: logs and exports of writers that protect blocks (lz4 -BX) are damaged by reading them, where a checksum was meant to guard against damage.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund lz4js@0.2.0 lz4-napi@2.10.0 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile lz4==4.4.5
v/bin/python - <<'P'
import hashlib, json, lz4, lz4.frame as f
text = "".join(json.dumps({"kind": "Pod", "name": f"web-{i}", "node": f"node-{i % 7}"}) + "\n" for i in range(40)).encode()
stored = b"".join(hashlib.sha256(bytes([i])).digest() for i in range(64))
for name, data in (("text", text), ("stored", stored)):
    open(name, "wb").write(data)
    for flag in (False, True):
        c = f.compress(data, block_checksum=flag, store_size=False); assert f.decompress(c) == data
        open(f"{name}-{flag}.lz4", "wb").write(c)
print("lz4 (PyPI)", lz4.__version__)
P
cat > t.cjs <<'J'
const fs = require('fs'), assert = require('assert'), a = require('lz4js'), b = require('lz4-napi');
const ver = (n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version;
console.log(ver('lz4js'), ver('lz4-napi'));
(async () => {
  for (const n of ['text', 'stored']) for (const flag of ['False', 'True']) {
    const f = fs.readFileSync(`${n}-${flag}.lz4`), want = fs.readFileSync(n);
    const x = Buffer.from(a.decompress(f)), y = Buffer.from(await b.decompressFrame(f));
    console.log(`  ${n}, block checksums ${flag}: lz4js ${x.length} of ${want.length} bytes, ${x.equals(want) ? 'right' : 'wrong'}; lz4-napi ${y.equals(want) ? 'right' : 'wrong'}`);
    assert.ok(y.equals(want)); assert.equal(x.equals(want), flag === 'False');
    if (flag === 'True' && n === 'stored') assert.ok(x.length === want.length && x.subarray(0, -4).equals(want.subarray(4)));
    if (flag === 'True' && n === 'text') { console.log('   ', JSON.stringify(x.toString('latin1').slice(0, 120))); assert.ok(!x.toString('latin1').startsWith('{"kind"')) }
  }
})();
J
node t.cjs
echo "still so"
