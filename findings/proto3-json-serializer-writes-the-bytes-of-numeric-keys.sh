#!/usr/bin/env bash
# Software: proto3-json-serializer 4.1.0 (npm, of Google's clients) with protobufjs 7.6.6; beside it protobuf 7.36.2 (PyPI, Google's own).
# Expected: ProtoJSON: "All keys converted to strings": a map with int64 or uint64 keys has the number as text, `{"10276657743932975437": "etcd-0"}`.
# Instead: the key is eight characters, one for each byte of the number, for that is how protobufjs keeps such keys: "Mid!\u00c5\u0005\u009e\u008e"; small ids are mostly control characters. Maps with
#   int32, bool and string keys are right, and so are 64-bit values.
# Matters: maps from member ids of etcd, offsets or times to something; JSON is valid and unreadable, and no other program finds an entry.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts proto3-json-serializer@4.1.0 protobufjs@7.6.6 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile protobuf==7.36.2
cat > t.cjs <<'J'
const fs = require('fs'), { parse } = require('protobufjs'), { toProto3JSON } = require('proto3-json-serializer');
console.log(['proto3-json-serializer', 'protobufjs'].map((n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version).join(', '));
const M = parse('syntax = "proto3"; message M { map<uint64, string> members = 1; map<int64, string> times = 2; map<int32, uint64> ports = 3; }').root.lookupType('M');
fs.writeFileSync('out.json', JSON.stringify(toProto3JSON(M.decode(fs.readFileSync('in')))));
J
cat > t.py <<'P'
import json, subprocess
from importlib.metadata import version
from google.protobuf import descriptor_pb2 as d, descriptor_pool, json_format, message_factory
F = d.FieldDescriptorProto; f = d.FileDescriptorProto(name="t.proto", syntax="proto3"); m = f.message_type.add(name="M")
for i, (n, k, v) in enumerate((("members", F.TYPE_UINT64, F.TYPE_STRING), ("times", F.TYPE_INT64, F.TYPE_STRING), ("ports", F.TYPE_INT32, F.TYPE_UINT64)), 1):
    e = m.nested_type.add(name=n.capitalize() + "Entry"); e.options.map_entry = True
    e.field.add(name="key", number=1, type=k, label=F.LABEL_OPTIONAL); e.field.add(name="value", number=2, type=v, label=F.LABEL_OPTIONAL); m.field.add(name=n, number=i, type=F.TYPE_MESSAGE, type_name=".M." + e.name, label=F.LABEL_REPEATED)
pool = descriptor_pool.DescriptorPool(); pool.Add(f); M = message_factory.GetMessageClass(pool.FindMessageTypeByName("M"))
x = M(); x.members[10276657743932975437] = "etcd-0"; x.times[65] = "a"; x.ports[80] = 2**64 - 1
open("in", "wb").write(x.SerializeToString()); print(subprocess.run(["node", "t.cjs"], capture_output=True, text=True, check=True).stdout.strip() + ", protobuf " + version("protobuf"))
right, got = json.loads(json_format.MessageToJson(x)), json.load(open("out.json")); print("   protobuf:              ", json.dumps(right)); print("   proto3-json-serializer:", json.dumps(got))
assert right == {"members": {"10276657743932975437": "etcd-0"}, "times": {"65": "a"}, "ports": {"80": "18446744073709551615"}}
assert got["ports"] == right["ports"] and got["times"] == {"A" + "\0" * 7: "a"} and got["members"] == {(10276657743932975437).to_bytes(8, "little").decode("latin-1"): "etcd-0"}
print("still so")
P
v/bin/python t.py
