#!/usr/bin/env bash
# Software: @opentelemetry/otlp-transformer and sdk-logs 0.223.1 (npm, the newest for Node 20; 0.301.1 decides the same way); opentelemetry-proto 1.45.2 (PyPI) reads as a collector does.
# Expected: OTLP's JSON form is protobuf's: intValue is a signed 64-bit number, NaN and Infinity are the texts "NaN" and "Infinity". The JSON and the
#   protobuf exporter of one library send the same values.
# Instead: a number without fraction is an intValue in JSON whatever its size, so one above 2^63 (a member id of etcd, as JSON.parse gives it) makes the
#   whole request unreadable; in protobuf it is a doubleValue. NaN and Infinity are null in JSON, which a reader takes for no value, and right in
#   protobuf.
# Matters: the exporter named http (JSON) loses all records of a batch for one id in one of them, the exporter named proto none.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @opentelemetry/otlp-transformer@0.223.1 @opentelemetry/sdk-logs@0.223.1 @opentelemetry/api-logs@0.223.1 @opentelemetry/api@1.9.1 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile opentelemetry-proto==1.45.2
cat > t.mjs <<'J'
import fs from 'fs'; import { JsonLogsSerializer, ProtobufLogsSerializer } from '@opentelemetry/otlp-transformer';
import { LoggerProvider, InMemoryLogRecordExporter, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';
console.log('@opentelemetry/otlp-transformer', JSON.parse(fs.readFileSync('node_modules/@opentelemetry/otlp-transformer/package.json')).version);
const exporter = new InMemoryLogRecordExporter(), logger = new LoggerProvider({ processors: [new SimpleLogRecordProcessor({ exporter })] }).getLogger('x');
const member = JSON.parse('{"member_id": 13668033151171901709}').member_id;
for (const body of [5, member, 1.5, NaN, Infinity]) logger.emit({ body, attributes: { kind: 'status' } });
const records = exporter.getFinishedLogRecords();
for (const [name, list] of [['all', records], ...records.map((r, i) => [String(i), [r]])]) {
  fs.writeFileSync(name + '.json', JsonLogsSerializer.serializeRequest(list)); fs.writeFileSync(name + '.bin', ProtobufLogsSerializer.serializeRequest(list));
}
J
node t.mjs
v/bin/python - <<'P'
import json, re
from importlib.metadata import version
from google.protobuf import json_format
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest as R
print("opentelemetry-proto", version("opentelemetry-proto"))
def bodies(r): return [str(x.body).strip() for x in r.resource_logs[0].scope_logs[0].log_records]
def read(n):
    try: return bodies(json_format.Parse(re.sub(r'"(traceId|spanId)":"[^"]*",?', "", open(n + ".json").read()), R(), ignore_unknown_fields=True))
    except json_format.ParseError as e: return "ParseError: ..." + str(e).split(": ")[-1][:70]
want = [("int_value: 5", "int_value: 5"), (None, "double_value: 1.36680331511719"), ("double_value: 1.5", "double_value: 1.5"), ("", "double_value: nan"), ("", "double_value: inf")]
for i, (j, b) in enumerate(want):
    text = json.load(open(f"{i}.json"))["resourceLogs"][0]["scopeLogs"][0]["logRecords"][0]["body"]; got = read(str(i)), bodies(R.FromString(open(f"{i}.bin", "rb").read()))
    print("  ", text, "-> read as", got[0], "| protobuf:", got[1]); assert len(got[1]) == 1 and got[1][0].startswith(b), got
    assert got[0].startswith("ParseError") if j is None else got[0] == [j], got
print("   all five in one request:", read("all"), "| protobuf:", len(bodies(R.FromString(open("all.bin", "rb").read())))); assert read("all").startswith("ParseError")
print("still so")
P
