#!/usr/bin/env bash
# Software: protobufjs 8.8.1 (npm) with its ext/textformat, on a schema read from a .proto; protobuf 7.36.2 (PyPI) is Google's own.
# Expected: the text format names fields as the .proto does (Text Format Language Specification, "Field Names"): clusterIP, podCIDR, externalName, as
#   Kubernetes' generated.proto has them. protobufjs' own toDescriptor() does so from the same schema.
# Instead: toText makes the name anew with a line before each capital (of several, the last): clusterI_p, podCID_r, externalI_ps, external_name, with keepCase
#   too. Google's parser refuses it: no field named "podCID_r". fromText takes both spellings, so writing and reading back finds nothing.
# Matters: a schema in snake case hides it; of Kubernetes' objects nearly every one is text that only its writer reads.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v && v/bin/pip -q install protobuf==7.36.2 grpcio-tools==1.85.1 2>/dev/null
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts protobufjs@8.8.1 >/dev/null 2>&1
cat > s.proto <<'P'
syntax = "proto2";
message Spec { optional string clusterIP = 3; repeated string externalIPs = 5; optional string podCIDR = 1; optional string externalName = 10; optional int32 replicas = 2; }
P
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import protobuf from 'protobufjs'; import text from 'protobufjs/ext/textformat.js'; import 'protobufjs/ext/descriptor.js';
console.log('protobufjs', JSON.parse(fs.readFileSync('node_modules/protobufjs/package.json')).version);
const spec = { clusterIP: '10.0.0.1', externalIPs: ['192.0.2.1'], podCIDR: '10.1.0.0/24', externalName: 'x', replicas: 0 };
for (const keepCase of [false, true]) {
  const root = protobuf.parse(fs.readFileSync('s.proto', 'utf8'), { keepCase }).root, type = root.lookupType('Spec'), out = text.toText(type, type.fromObject(spec));
  console.log('keepCase', keepCase); console.log(out); fs.writeFileSync(keepCase + '.txt', out);
  assert.equal(text.fromText(type, out).podCIDR, '10.1.0.0/24');
  const names = root.toDescriptor('proto2').file.flatMap((f) => f.messageType ?? []).flatMap((m) => m.field.map((f) => f.name)); console.log('  descriptor:', names.join(' '));
  assert.deepEqual(names, ['clusterIP', 'externalIPs', 'podCIDR', 'externalName', 'replicas']);
}
J
node t.mjs
v/bin/python -m grpc_tools.protoc -I. --python_out=. s.proto
cat > t.py <<'P'
import s_pb2, google.protobuf
from google.protobuf import text_format
print("protobuf", google.protobuf.__version__)
bad = open("false.txt").read(); assert bad == open("true.txt").read() and "external_name:" in bad and 'clusterI_p: "10.0.0.1"' in bad and "podCID_r:" in bad and "externalI_ps:" in bad and "replicas: 0" in bad, bad
try: text_format.Parse(bad, s_pb2.Spec())
except text_format.ParseError as e: print(" ", e)
else: raise AssertionError("read")
own = text_format.MessageToString(s_pb2.Spec(clusterIP="10.0.0.1", podCIDR="10.1.0.0/24")); print("  Google's own:", own.split()); assert "clusterIP: " in own and "podCIDR: " in own
P
v/bin/python t.py
echo "still so"
