#!/usr/bin/env bash
# Software: icebird 0.3.1 (npm, "Apache Iceberg client for javascript"); pyiceberg 0.12.0 with pyarrow 26.0.1 (PyPI) writes the tables and reads them, too.
# Expected: a column of Iceberg is its field id; a file written before a column was renamed has the same column under its old name (Iceberg specification, "Column Projection").
# Instead: files are read by the names within them: after a renaming all older rows have no value; a column that was dropped and added anew under its name shows the values that were dropped; and when
#   one takes the name that another had, older rows have the other's values. No error. A binary column is text, with U+FFFD for bytes that are none, and a table that was emptied is an error.
# Matters: a history of objects whose schema has changed is wrong in its older part alone, and deleted values, which the table does not show, come back.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts icebird@0.3.1 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile 'pyiceberg[sql-sqlite]==0.12.0' pyarrow==26.0.1
mkdir w
cat > w.py <<'P'
import json, os
from importlib.metadata import version
import pyarrow as pa
from pyiceberg.catalog.sql import SqlCatalog
from pyiceberg.schema import Schema
from pyiceberg.types import BinaryType, LongType, NestedField, StringType
print({n: version(n) for n in ("pyiceberg", "pyarrow")})
c = SqlCatalog("c", uri="sqlite:///c.db", warehouse="file://" + os.path.abspath("w")); c.create_namespace("n"); out = {}
def table(name, rows, change, later, types=(LongType(), StringType())):
    cols = list(rows); t = c.create_table("n." + name, Schema(*[NestedField(i + 1, n, types[i], required=False) for i, n in enumerate(cols)]))
    t.append(pa.table(rows, schema=t.schema().as_arrow()))
    for step in change:
        with t.update_schema() as u: step(u)
    if later: t.append(pa.table(later, schema=t.schema().as_arrow()))
    out[name] = [t.location(), t.metadata_location]; return t
table("renamed", {"id": [1], "name": ["old"]}, [lambda u: u.rename_column("name", "title")], {"id": [2], "title": ["new"]})
table("anew", {"id": [1], "name": ["dropped"]}, [lambda u: u.delete_column("name"), lambda u: u.add_column("name", StringType())], {"id": [2], "name": ["new"]})
table("swapped", {"a": ["a1"], "b": ["b1"]}, [lambda u: u.rename_column("a", "x"), lambda u: u.rename_column("b", "a")], {"x": ["x2"], "a": ["a2"]}, (StringType(), StringType()))
table("bytes", {"id": [1], "value": [b"\x00\xff"]}, [], None, (LongType(), BinaryType()))
t = table("emptied", {"id": [1], "name": ["x"]}, [], None); t.delete("id == 1"); out["emptied"][1] = t.metadata_location
for n in out: print("   pyiceberg:", n, c.load_table("n." + n).scan().to_arrow().to_pylist())
read = lambda n: sorted(map(repr, c.load_table("n." + n).scan().to_arrow().to_pylist()))
assert read("renamed") == ["{'id': 1, 'title': 'old'}", "{'id': 2, 'title': 'new'}"] and read("anew") == ["{'id': 1, 'name': None}", "{'id': 2, 'name': 'new'}"] and read("swapped") == ["{'x': 'a1', 'a': 'b1'}", "{'x': 'x2', 'a': 'a2'}"]
assert read("bytes") == [repr({"id": 1, "value": b"\x00\xff"})] and read("emptied") == []
json.dump(out, open("tables.json", "w"))
P
v/bin/python w.py 2>/dev/null
cat > t.mjs <<'J'
import assert from 'assert/strict'; import fs from 'fs'; import { icebergRead } from 'icebird'; console.log('icebird', JSON.parse(fs.readFileSync('node_modules/icebird/package.json')).version);
globalThis.fetch = async (url, { method, headers } = {}) => { // the tables lie in files, and icebird asks by URL alone
  const b = fs.readFileSync(new URL(String(url))), m = /bytes=(\d+)-(\d*)/.exec(new Headers(headers).get('range') ?? ''); if (method === 'HEAD') return new Response(null, { headers: { 'content-length': String(b.length), 'accept-ranges': 'bytes' } });
  return m ? new Response(b.subarray(+m[1], m[2] ? +m[2] + 1 : b.length), { status: 206 }) : new Response(b);
};
const json = (v) => JSON.stringify(v, (k, x) => (typeof x === 'bigint' ? Number(x) : x)), got = {};
for (const [n, [tableUrl, metadata]] of Object.entries(JSON.parse(fs.readFileSync('tables.json')))) { try { got[n] = json(await icebergRead({ tableUrl, metadata: JSON.parse(fs.readFileSync(new URL(metadata))) })); } catch (e) { got[n] = e.message; } console.log('   icebird:', n, got[n]); }
assert.deepEqual(got, { renamed: '[{"id":2,"title":"new"},{"id":1}]', anew: '[{"id":2,"name":"new"},{"id":1,"name":"dropped"}]', swapped: '[{"x":"x2","a":"a2"},{"a":"a1"}]', bytes: '[{"id":1,"value":"\\u0000\ufffd"}]', emptied: 'No data manifest files found for current snapshot' });
console.log('still so');
J
node t.mjs
