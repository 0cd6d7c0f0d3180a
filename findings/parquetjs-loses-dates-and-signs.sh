#!/usr/bin/env bash
# Software: @dsnp/parquetjs 1.8.8 (npm, the maintained parquetjs) reads; pyarrow 26.0.1 (PyPI) writes.
# Expected: a reader that knows the types UINT_32, UINT_64 and INT96 by name gives their values, or refuses what it cannot represent.
# Instead: unsigned columns come out signed: 4294967295 is -1, an etcd member id above 2^63 is a negative BigInt. INT96 times are the
#   nanoseconds of the day alone: the day number is dropped, so 2026-03-01T12:00:00 and 1999-01-01T12:00:00 are both 43200000000000.
#   hyparquet 1.33.0 reads all of it right.
# Matters: member, cluster and lease ids of etcd do not match what etcdctl prints, and times of older Spark files sort by time of day;
#   nothing is undefined or null that would show it.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @dsnp/parquetjs@1.8.8 hyparquet@1.33.0 hyparquet-compressors@1.1.2 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile pyarrow==26.0.1
v/bin/python - <<'P'
import datetime as d, pyarrow as pa, pyarrow.parquet as pq
pq.write_table(pa.table({"u32": pa.array([4294967295, 7], pa.uint32()), "member": pa.array([0xfd422379fda50e48, 7], pa.uint64()),
    "t": pa.array([d.datetime(2026, 3, 1, 12), d.datetime(1999, 1, 1, 12)], pa.timestamp("us"))}), "a.parquet", use_deprecated_int96_timestamps=True)
P
cat > t.mjs <<'J'
import assert from 'assert'; import fs from 'fs'; import p from '@dsnp/parquetjs';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'; import { compressors } from 'hyparquet-compressors';
const ver = (n) => JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version;
console.log('@dsnp/parquetjs', ver('@dsnp/parquetjs'), 'hyparquet', ver('hyparquet'));
const c = (await p.ParquetReader.openFile('a.parquet')).getCursor(), a = []; for (let r; (r = await c.next());) a.push({ ...r });
const b = await parquetReadObjects({ file: await asyncBufferFromFile('a.parquet'), compressors });
console.log('parquetjs:', a); console.log('hyparquet:', b);
const day = 43200000000000;
assert.deepEqual(a, [{ u32: -1, member: BigInt.asIntN(64, 0xfd422379fda50e48n), t: day }, { u32: 7, member: 7n, t: day }]);
assert.deepEqual(b, [{ u32: 4294967295, member: 0xfd422379fda50e48n, t: new Date('2026-03-01T12:00:00Z') }, { u32: 7, member: 7n, t: new Date('1999-01-01T12:00:00Z') }]);
console.log('still so');
J
node t.mjs
