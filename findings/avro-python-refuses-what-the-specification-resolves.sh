#!/usr/bin/env bash
# Software: avro 1.12.2 (PyPI, Apache's own), beside it fastavro 1.13.1.
# Expected: Avro's specification 1.12, "Schema Resolution": a value of a union is read with a schema that is no union when they match; a symbol that the reader's enum does not
#   know becomes the enum's default; string may be read as bytes and bytes as string.
# Instead: each of them is a SchemaResolutionException, "Schemas do not match" or "Symbol C not present". int as long and a union within a union are read.
# Matters: to make a field required again, or to add a word to an enum, are the changes that a schema registry passes as compatible; the consumer in Python stops.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile fastavro==1.13.1 avro==1.12.2
cat > t.py <<'P'
import io, json, warnings; warnings.simplefilter("ignore")
from importlib.metadata import version
import avro.io, avro.schema, avro.errors, fastavro
print("avro", version("avro"), "fastavro", version("fastavro"))
def record(kind): return {"type": "record", "name": "R", "fields": [{"name": "x", "type": kind}]}
def enum(*symbols, **k): return {"type": "enum", "name": "Phase", "symbols": list(symbols), **k}
def read(writer, reader, value):
    raw = io.BytesIO(); fastavro.schemaless_writer(raw, fastavro.parse_schema(writer), {"x": value}); raw.seek(0)
    other = fastavro.schemaless_reader(raw, fastavro.parse_schema(writer), fastavro.parse_schema(reader))["x"]; raw.seek(0)
    try: return avro.io.DatumReader(avro.schema.parse(json.dumps(writer)), avro.schema.parse(json.dumps(reader))).read(avro.io.BinaryDecoder(raw))["x"], other
    except avro.errors.SchemaResolutionException as e: return "refused: " + str(e).split("\n")[0], other
for writer, reader, value, want in (("int", "long", 5, 5), (["null", "string"], ["string", "null"], "a", "a"), (["null", "int"], "int", 5, "refused: Schemas do not match."), (["null", "int"], "long", 5, "refused: Schemas do not match."),
        (enum("A", "B"), enum("A", "B", default="A"), "B", "B"), (enum("A", "B", "C"), enum("A", "B", default="A"), "C", "refused: Symbol C not present in Reader's Schema"), ("string", "bytes", "a", "refused: Schemas do not match."), ("bytes", "string", b"a", "refused: Schemas do not match.")):
    got, other = read(record(writer), record(reader), value); print("  ", json.dumps(writer), "read as", json.dumps(reader), "->", got, "| fastavro:", other); assert got == want and not str(other).startswith("refused"), got
print("still so")
P
v/bin/python t.py
