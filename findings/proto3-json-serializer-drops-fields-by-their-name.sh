#!/usr/bin/env bash
# Software: proto3-json-serializer 4.1.0 (npm, of Google's clients) with protobufjs 7.6.6; beside it protobuf 7.36.2 (PyPI, Google's own).
# Expected: ProtoJSON: "Parsers accept both the lowerCamelCase name (or the one specified by the json_name option) and the original proto field name"; cluster_IP is clusterIP.
# Instead: fields are known by protobufjs's camel case of the name alone. pod_cidr, a field by its json_name, and clusterIP are passed over without an error, and the message is
#   empty; in writing, json_name is not looked at and cluster_IP stays cluster_IP, which other readers know only as the original name.
# Matters: JSON with names as in the .proto file is what Python and Go write when asked for it and what people type; the call is made with an empty message and succeeds.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts proto3-json-serializer@4.1.0 protobufjs@7.6.6 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile protobuf==7.36.2
cat > t.cjs <<'J'
const fs = require('fs'), { parse } = require('protobufjs'), { fromProto3JSON, toProto3JSON } = require('proto3-json-serializer');
console.log(['proto3-json-serializer', 'protobufjs'].map((n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version).join(', '));
const M = parse('syntax = "proto3"; message M { string pod_cidr = 1; string node = 2 [json_name = "nodeName"]; string cluster_IP = 3; }').root.lookupType('M');
const read = (j) => Buffer.from(M.encode(fromProto3JSON(M, j)).finish()).toString('hex');
fs.writeFileSync('out.json', JSON.stringify({ read: JSON.parse(fs.readFileSync('in.json')).map(read), written: toProto3JSON(M.decode(Buffer.from('0a01781201791a017a', 'hex'))) }));
J
cat > t.py <<'P'
import json, subprocess
from importlib.metadata import version
from google.protobuf import descriptor_pb2 as d, descriptor_pool, json_format, message_factory
f = d.FileDescriptorProto(name="t.proto", syntax="proto3"); m = f.message_type.add(name="M")
for i, (n, j) in enumerate((("pod_cidr", "podCidr"), ("node", "nodeName"), ("cluster_IP", "clusterIP")), 1): m.field.add(name=n, number=i, json_name=j, type=d.FieldDescriptorProto.TYPE_STRING, label=d.FieldDescriptorProto.LABEL_OPTIONAL)
pool = descriptor_pool.DescriptorPool(); pool.Add(f); M = message_factory.GetMessageClass(pool.FindMessageTypeByName("M"))
texts = [{"podCidr": "x"}, {"pod_cidr": "x"}, {"nodeName": "y"}, {"node": "y"}, {"clusterIP": "z"}, {"cluster_IP": "z"}]
json.dump(texts, open("in.json", "w")); print(subprocess.run(["node", "t.cjs"], capture_output=True, text=True, check=True).stdout.strip() + ", protobuf " + version("protobuf")); out = json.load(open("out.json"))
for t, got, lost in zip(texts, out["read"], (False, True, True, False, True, False)):
    right = json_format.ParseDict(t, M()).SerializeToString().hex(); print("  ", t, "| protobuf:", right, "| proto3-json-serializer:", got or "nothing"); assert got == ("" if lost else right) and right
right = json.loads(json_format.MessageToJson(M.FromString(bytes.fromhex("0a01781201791a017a")))); print("   written by protobuf:", right, "| by proto3-json-serializer:", out["written"])
assert right == {"podCidr": "x", "nodeName": "y", "clusterIP": "z"} and out["written"] == {"podCidr": "x", "node": "y", "cluster_IP": "z"}
print("still so")
P
v/bin/python t.py
