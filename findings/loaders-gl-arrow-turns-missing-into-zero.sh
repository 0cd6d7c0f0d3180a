#!/usr/bin/env bash
# Software: @loaders.gl/arrow 4.5.2 with @loaders.gl/core 4.5.4 (npm); pyarrow 26.0.1 (PyPI) writes; apache-arrow 21.2.0 (npm, which it uses) reads the same.
# Expected: a value whose validity bit is off is null (Arrow columnar format, "Validity bitmaps"), and a row is what stands at one index of all columns.
# Instead: the three JSON shapes (object-row-table, array-row-table, columnar-table) hand out the buffer below a column of numbers: a missing number is 0, a
#   missing time 1970. A decimal is four words: as the first column it makes four rows of each, as a later one it gives the words of
#   the first values to the following rows: 1.25, null, 0.50 is 125, 0, 0. Texts and booleans are right. No error.
# Matters: "no restart count" and "no restarts" are one and the same, sums and minima are wrong, and prices belong to other objects.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @loaders.gl/arrow@4.5.2 @loaders.gl/core@4.5.4 apache-arrow@21.2.0 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile pyarrow==26.0.1
v/bin/python - <<'P'
import datetime as d, decimal, pyarrow as pa
D = decimal.Decimal
name = pa.array(["web", "api", "db"]); cost = pa.array([D("1.25"), None, D("0.50")], pa.decimal128(10, 2))
for file, t in {"numbers": {"name": name, "restarts": pa.array([3, None, 0], pa.int32()), "cpu": pa.array([1.5, None, 0.0]), "started": pa.array([d.datetime(2026, 3, 1), None, None], pa.timestamp("ms")), "ready": pa.array([True, None, False])},
        "cost-last": {"name": name, "cost": cost}, "cost-first": {"cost": cost, "name": name}}.items():
    t = pa.table(t)
    with pa.ipc.new_file(file + ".arrow", t.schema) as w: w.write_table(t)
P
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import { parse } from '@loaders.gl/core'; import { ArrowLoader } from '@loaders.gl/arrow'; import { tableFromIPC } from 'apache-arrow';
const ver = (n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version;
console.log(ver('@loaders.gl/arrow'), ver('@loaders.gl/core'), ver('apache-arrow'));
const read = async (f, shape = 'object-row-table') => { const b = fs.readFileSync(f + '.arrow'); return (await parse(b.buffer.slice(b.byteOffset, b.byteOffset + b.length), ArrowLoader, { arrow: { shape }, worker: false })).data };
const plain = (v) => JSON.parse(JSON.stringify(v, (k, x) => (typeof x === 'bigint' ? Number(x) : x)));
const t = tableFromIPC(fs.readFileSync('numbers.arrow')), a = plain(await read('numbers'));
console.log('  apache-arrow:', JSON.stringify(plain(t.toArray().map((r) => r.toJSON())))); console.log('  loaders.gl:  ', JSON.stringify(a));
assert.deepEqual([...t.getChild('restarts')], [3, null, 0]); assert.equal(t.getChild('started').get(1), null);
assert.deepEqual(a.map((r) => [r.name, r.restarts, r.cpu, r.started, r.ready]), [['web', 3, 1.5, Date.parse('2026-03-01'), true], ['api', 0, 0, 0, null], ['db', 0, 0, 0, false]]);
assert.deepEqual([...(await read('numbers', 'columnar-table')).restarts], [3, 0, 0]); assert.equal((await read('numbers', 'array-row-table'))[1][1], 0);
const last = await read('cost-last'), first = await read('cost-first'); console.log('  cost last: ', JSON.stringify(last)); console.log('  cost first:', JSON.stringify(first));
assert.deepEqual(last, [{ name: 'web', cost: 125 }, { name: 'api', cost: 0 }, { name: 'db', cost: 0 }]);
assert.equal(first.length, 12); assert.deepEqual(first.map((r) => r.cost), [125, 0, 0, 0, 0, 0, 0, 0, 50, 0, 0, 0]);
console.log('still so');
J
node t.mjs
