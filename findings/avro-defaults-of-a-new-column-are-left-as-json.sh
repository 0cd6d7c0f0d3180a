#!/usr/bin/env bash
# Software: fastavro 1.13.1 and avro 1.12.2 (PyPI, Apache's own), beside them avsc 5.7.9 (npm).
# Expected: Avro's specification: when the reader's schema has a field that the writer's lacks, the field gets its default; a default of bytes and of fixed is a text whose code
#   points 0 to 255 are the bytes, one of a record a JSON object, whose own fields have defaults too. A field has one type in all rows.
# Instead: fastavro gives the default as it stands in the schema: the bytes FF 01 are the text 'ÿ\x01', a timestamp is a whole number where stored rows have a datetime (for avro too), a decimal
#   is a text, and a record lacks the fields that have defaults of their own. avro makes UTF-8 of it: a fixed of two bytes has three. avsc is right.
# Matters: a digest, a certificate's serial or a time that was added to a table later: old rows have another type or another value than new ones, without an error.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile fastavro==1.13.1 avro==1.12.2
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts avsc@5.7.9 >/dev/null 2>&1
cat > t.cjs <<'J'
const avsc = require('avsc'), [w, r] = JSON.parse(process.argv[2]).map((s) => avsc.Type.forSchema(s));
console.log(JSON.stringify(r.fromBuffer(w.toBuffer({ id: 1 }), r.createResolver(w)).x, (k, v) => (v?.type === 'Buffer' ? 'bytes ' + Buffer.from(v.data).toString('hex') : v)));
J
cat > t.py <<'P'
import datetime, io, json, subprocess, warnings; warnings.simplefilter("ignore")
from importlib.metadata import version
import avro.io, avro.schema, fastavro
print("fastavro", version("fastavro"), "avro", version("avro"), "avsc", json.load(open("node_modules/avsc/package.json"))["version"])
def field(name, kind, **k): return {"name": name, "type": kind, **k}
def record(*fields, name="R"): return {"type": "record", "name": name, "fields": [field("id", "int"), *fields] if name == "R" else list(fields)}
def read(writer, reader, row):
    raw = io.BytesIO(); fastavro.schemaless_writer(raw, fastavro.parse_schema(writer), row); raw = raw.getvalue()
    return (fastavro.schemaless_reader(io.BytesIO(raw), fastavro.parse_schema(writer), fastavro.parse_schema(reader))["x"],
            avro.io.DatumReader(avro.schema.parse(json.dumps(writer)), avro.schema.parse(json.dumps(reader))).read(avro.io.BinaryDecoder(io.BytesIO(raw)))["x"])
inner = record(field("algorithm", "string", default="sha256"), field("hex", "string"), name="D")
cases = [("bytes", "\u00ff\u0001", b"\xff\x01", "ÿ\x01", b"\xc3\xbf\x01", "bytes ff01"), ({"type": "fixed", "name": "F", "size": 2}, "\u00ff\u0001", b"\xff\x01", "ÿ\x01", b"\xc3\xbf\x01", "bytes ff01"),
    ({"type": "long", "logicalType": "timestamp-micros"}, 1772359200000000, datetime.datetime(2026, 3, 1, 10, tzinfo=datetime.timezone.utc), 1772359200000000, 1772359200000000, 1772359200000000),
    (inner, {"hex": "ab"}, {"algorithm": "sha256", "hex": "ab"}, {"hex": "ab"}, {"algorithm": "sha256", "hex": "ab"}, {"algorithm": "sha256", "hex": "ab"})]
for kind, default, value, fast, apache, js in cases:
    new = record(field("x", kind, default=default)); stored = read(new, new, {"id": 1, "x": value}); assert stored == (value, value), stored
    got = read(record(), new, {"id": 1}); node = json.loads(subprocess.run(["node", "t.cjs", json.dumps([record(), new])], capture_output=True, text=True, check=True).stdout)
    print("  ", json.dumps(kind)[:60], "stored:", repr(value), "| default in fastavro:", repr(got[0]), "avro:", repr(got[1]), "avsc:", node)
    assert got == (fast, apache) and type(got[0]) is type(fast) and node == js, (got, node)
print("still so")
P
v/bin/python t.py
