#!/usr/bin/env bash
# Software: apache-arrow 21.2.0 (npm) reads; pyarrow 26.0.1 (PyPI) writes.
# Expected: toString() of a decimal gives its unscaled digits, as it does for Decimal128 (1.25 with scale 2 is "125").
#   Decimal256 differs in width only.
# Instead: for Decimal256 only the last digits are there: 1.25 is "5", -1.25 is "-5", 12345678901234567890.12 is "2". The 32 bytes in memory
#   are right. JSON.stringify and String() use the same text, so tables and exports show it.
# Matters: Decimal256 is what a decimal column of more than 38 digits is in Arrow; a page that shows it shows small, plausible numbers. Read the
#   words of the value, or cast to Decimal128 before sending.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts apache-arrow@21.2.0 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile pyarrow==26.0.1
v/bin/python - <<'P'
import decimal, pyarrow as pa
v = [decimal.Decimal(x) for x in ("1.25", "-1.25", "12345678901234567890.12")]
t = pa.table({"narrow": pa.array(v, pa.decimal128(38, 2)), "wide": pa.array(v, pa.decimal256(76, 2))})
with pa.OSFile("a.arrow", "wb") as s, pa.ipc.new_file(s, t.schema) as w: w.write_table(t)
P
cat > t.mjs <<'J'
import assert from 'assert'; import fs from 'fs'; import { tableFromIPC } from 'apache-arrow';
console.log('apache-arrow', JSON.parse(fs.readFileSync('node_modules/apache-arrow/package.json')).version);
const t = tableFromIPC(fs.readFileSync('a.arrow'));
const words = (v) => BigInt.asIntN(v.length * 32, [...v].reduceRight((n, w) => (n << 32n) | BigInt(w >>> 0), 0n));
for (const c of ['narrow', 'wide']) { const v = [...t.getChild(c)]; console.log(c, String(t.getChild(c).type), 'toString:', v.map(String), 'words:', v.map(words)) }
const s = (c) => [...t.getChild(c)].map(String), right = [125n, -125n, 1234567890123456789012n];
assert.deepEqual(s('narrow'), right.map(String));
assert.deepEqual(s('wide'), ['5', '-5', '2']);
for (const c of ['narrow', 'wide']) assert.deepEqual([...t.getChild(c)].map(words), right);
console.log('still so');
J
node t.mjs
