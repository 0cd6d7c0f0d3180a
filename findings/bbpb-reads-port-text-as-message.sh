#!/usr/bin/env bash
# Software: bbpb 1.4.2 (PyPI, the maintained blackboxprotobuf: decodes protobuf without a schema).
# Expected: a schema-less decoder cannot know field names, but short readable text in an object's metadata is shown as text: names,
#   labels and most annotations are.
# Instead: a length-delimited field is tried as a message before it is taken for text, and some ordinary Kubernetes texts are valid messages. The
#   annotation prometheus.io/port=8080 is shown as {'7': [48, 48]} (the bytes "8" and "0" make a varint field 7 twice), 8081 and 80
#   likewise, while 8443, 9090 and 9100 stay text. Nothing marks the guess; encoding it again gives the same bytes, so a round trip does not
#   show it either.
# Matters: searching decoded etcd values for "8080" misses objects; an analyst without the schema sees numbers that are not there. Values with
#   known kinds need Kubernetes' field tables.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile bbpb==1.4.2
cat > t.py <<'P'
from importlib.metadata import version
import blackboxprotobuf as bb
def field(n, b): return bytes([n << 3 | 2, len(b)]) + b
def pod(port):   # Pod{metadata=1: ObjectMeta{name=1, namespace=3, annotations=12: {key=1, value=2}}}
    return field(1, field(1, b"web") + field(3, b"prod") + field(12, field(1, b"prometheus.io/port") + field(2, port)))
print("bbpb", version("bbpb"))
want = {"8080": {"7": [48, 48]}, "8081": {"7": [48, 49]}, "80": {"7": 48}, "8443": "8443", "9090": "9090", "9100": "9100", "443": "443"}
for port, value in want.items():
    raw = pod(port.encode()); message, types = bb.decode_message(raw); meta = message["1"]
    print(f"  prometheus.io/port={port}: {meta['12']['2']!r}")
    assert (meta["1"], meta["3"], meta["12"]["1"]) == ("web", "prod", "prometheus.io/port"), meta
    assert meta["12"]["2"] == value, meta
    assert bytes(bb.encode_message(message, types)) == raw
print("still so")
P
v/bin/python t.py
