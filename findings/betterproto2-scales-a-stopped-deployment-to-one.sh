#!/usr/bin/env bash
# Software: betterproto2 0.10.0 with betterproto2_compiler 0.10.1, protobuf 7.36.2, grpcio-tools 1.85.1 for protoc (all PyPI).
# Expected: Kubernetes' messages are proto2, where an optional field that is set to zero is not a field that is absent: `replicas: 0` is a stopped
#   Deployment, no replicas at all means one. A compiler that takes a proto2 file keeps the difference, as its own proto3
#   `optional` does, or refuses the file.
# Instead: the compiler takes `syntax = "proto2"` without a word and makes plain ints, bools and texts of the optional fields. A stopped Deployment
#   and one without replicas are equal objects, to_dict() shows neither number, and bytes(parse(raw)) leaves zeros, false and empty texts
#   out, while fields it does not know are kept. The same fields declared as proto3 `optional` are right.
# Matters: read, changed and written back, every object is a little shorter, and Kubernetes fills the gap with its default:
#   the stopped Deployment runs.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile betterproto2==0.10.0 betterproto2_compiler==0.10.1 protobuf==7.36.2 grpcio-tools==1.85.1
export PATH=$T/v/bin:$PATH
# Field numbers as in Kubernetes' apps/v1 and meta/v1.
body='message ObjectMeta { optional string name = 1; optional string namespace = 3; optional int64 generation = 7; }
message DeploymentSpec { optional int32 replicas = 1; optional bool paused = 7; }
message Deployment { optional ObjectMeta metadata = 1; optional DeploymentSpec spec = 2; }'
for n in 2 3; do
  printf 'syntax = "proto%s";\npackage apps%s;\n%s\n' $n $n "$body" > apps$n.proto; mkdir out$n
  python -m grpc_tools.protoc -I. --python_out=. --python_betterproto2_out=out$n apps$n.proto 2>protoc.log; echo "protoc on proto$n: $(grep -ci warn protoc.log || true) warnings"
done
cat > t.py <<'P'
from importlib.metadata import version
import apps2_pb2 as google
from out2.apps2 import Deployment as D2
from out3.apps3 import Deployment as D3
print({n: version(n) for n in ("betterproto2", "betterproto2_compiler", "protobuf")})
stopped = google.Deployment(); stopped.metadata.name = "web"; stopped.spec.replicas = 0; stopped.spec.paused = False
absent = google.Deployment(); absent.metadata.name = "web"; absent.spec.SetInParent()
raw, none = stopped.SerializeToString(), absent.SerializeToString()
two, three = D2.parse(raw), D3.parse(raw)
again = google.Deployment.FromString(bytes(two))
print("proto2 stopped:", raw.hex(), "->", bytes(two).hex(), two.to_dict(), "equal to the one without replicas:", two == D2.parse(none))
print("proto3 optional:", raw.hex(), "->", bytes(three).hex(), three.to_dict(), "equal:", three == D3.parse(none))
print("replicas set, before and after:", stopped.spec.HasField("replicas"), again.spec.HasField("replicas"))
assert raw != none and two == D2.parse(none) and bytes(two) == none and not again.spec.HasField("replicas")
assert bytes(three) == raw and three != D3.parse(none)
unknown = raw + b"\xfa\x01\x01x"           # field 31, of a newer version
assert bytes(D2.parse(unknown)) == none + b"\xfa\x01\x01x"
print("still so")
P
v/bin/python t.py
