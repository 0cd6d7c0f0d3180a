#!/usr/bin/env bash
# Software: in-toto-attestation 0.9.3, protobuf 7.36.2, sigstore 4.5.1 (all PyPI).
# Expected: a statement that was read with the official binding and written again has the predicate that it had: replicas 3, and a revision of etcd to the digit.
# Instead: the predicate is a protobuf Struct, which has doubles only: 3 is written as 3.0 and 9007199254740993 as 9007199254740992.0; 20 digits become
#   an exponent. validate() says nothing. With preserving_proto_field_name=True, which is how one keeps snake_case elsewhere, the member _type
#   comes out as "type" and the text is no statement any more, for sigstore's reader as for others.
# Matters: a predicate about a snapshot (revision, sizes, counts) signed by way of this library says other numbers than the file; typed readers
#   refuse 3.0 for an integer. Sign the bytes, not the message.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile in-toto-attestation==0.9.3 protobuf==7.36.2 sigstore==4.5.1
cat > t.py <<'P'
import json
from importlib.metadata import version
from google.protobuf import json_format
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.v1.statement import Statement
from sigstore.dsse import Statement as Reader
from sigstore.errors import Error
print({n: version(n) for n in ("in-toto-attestation", "protobuf", "sigstore")})
numbers = {"replicas": 3, "revision": 9007199254740993, "member": 10276657743932975437, "ratio": 2.5, "text": "3"}
text = json.dumps({"_type": "https://in-toto.io/Statement/v1", "subject": [{"name": "snapshot.db", "digest": {"sha256": "ab" * 32}}], "predicateType": "https://example.com/snapshot/v1", "predicate": numbers})
s = Statement.copy_from_pb(json_format.Parse(text, statement_pb2.Statement())); s.validate()
again = json_format.MessageToJson(s.pb); got = json.loads(again)["predicate"]; kept = json_format.MessageToJson(s.pb, preserving_proto_field_name=True)
print("  was:", numbers); print("  is: ", {k: got[k] for k in numbers})
assert {k: repr(v) for k, v in got.items()} == {"replicas": "3.0", "revision": "9007199254740992.0", "member": "1.0276657743932975e+19", "ratio": "2.5", "text": "'3'"}, got
def read(t):
    try: Reader(t.encode()); return "ok"
    except Error as e: return str(e).splitlines()[0].split(":")[0] + ", " + str(e).splitlines()[1]
print("  members:", sorted(json.loads(again)), read(again), "| with preserving_proto_field_name:", sorted(json.loads(kept)), read(kept))
assert "_type" in json.loads(again) and read(again) == "ok" and "type" in json.loads(kept) and "_type" not in json.loads(kept) and read(kept) == "malformed in-toto statement, _type"
print("still so")
P
v/bin/python t.py
