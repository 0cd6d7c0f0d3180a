#!/usr/bin/env bash
# Software: @loaders.gl/parquet 4.5.2 with @loaders.gl/core 4.5.4 (npm); pyarrow 26.0.1 (PyPI) writes one table twice, with dictionaries (its default) and without.
# Expected: a dictionary is an encoding: it changes how values are stored, not which (Parquet format, "Encodings").
# Instead: ParquetLoader takes each value of a dictionary for text: 9, 10 and 2 are "9", "10" and "2", a time in milliseconds is an Invalid Date, and binary is
#   decoded as UTF-8 with replacement characters. Without dictionaries numbers, times and binary are right, and texts are Buffers. Booleans,
#   which never have one, are right in both. No error.
# Matters: the same column is text in one file and a number in the next, as writers drop the dictionary when there are many values: "10" sorts before
#   "9", "9" + 1 is "91", and a comparison with === finds nothing.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @loaders.gl/parquet@4.5.2 @loaders.gl/core@4.5.4 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile pyarrow==26.0.1
v/bin/python - <<'P'
import datetime as d, pyarrow as pa, pyarrow.parquet as pq
t = pa.table({"name": ["web", "api", "db"], "restarts": pa.array([9, 10, 2], pa.int32()), "cpu": [9.5, 10.0, 2.0], "started": pa.array([d.datetime(2026, 3, 1, 12)] * 3, pa.timestamp("ms", "UTC")), "raw": [b"\xff", b"a", b"b"], "ready": [True, False, True]})
for n, use in (("dictionary", True), ("plain", False)):
    pq.write_table(t, n + ".parquet", use_dictionary=use, compression="none"); assert pq.read_table(n + ".parquet").to_pylist() == t.to_pylist()
print("pyarrow", pa.__version__, "reads both files alike")
P
cat > t.cjs <<'J'
const fs = require('fs'), assert = require('assert'); const { parse } = require('@loaders.gl/core'), { ParquetLoader } = require('@loaders.gl/parquet');
const ver = (n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version;
console.log(ver('@loaders.gl/parquet'), ver('@loaders.gl/core'));
(async () => {
  const read = async (n) => { const b = fs.readFileSync(n + '.parquet'); return (await parse(b.buffer.slice(b.byteOffset, b.byteOffset + b.length), ParquetLoader, { worker: false, core: { worker: false } })).data };
  const a = await read('dictionary'), b = await read('plain'); console.log('  dictionary:', a[0]); console.log('  plain:     ', b[0]);
  assert.deepEqual(a.map((r) => [r.name, r.restarts, r.cpu, r.raw, r.ready]), [['web', '9', '9.5', '\ufffd', true], ['api', '10', '10', 'a', false], ['db', '2', '2', 'b', true]]);
  assert.ok(a.every((r) => r.started instanceof Date && isNaN(r.started)));
  assert.deepEqual(b.map((r) => [r.name.toString(), r.restarts, r.cpu, r.started.toISOString(), r.ready]), [['web', 9, 9.5, '2026-03-01T12:00:00.000Z', true], ['api', 10, 10, '2026-03-01T12:00:00.000Z', false], ['db', 2, 2, '2026-03-01T12:00:00.000Z', true]]);
  assert.ok(Buffer.isBuffer(b[0].name)); assert.deepEqual(b[0].raw, Buffer.from([255]));
  console.log('still so');
})();
J
node t.cjs 2>/dev/null
