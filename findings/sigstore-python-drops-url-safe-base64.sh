#!/usr/bin/env bash
# Software: sigstore-models 0.0.6 and sigstore 4.5.1, securesystemslib 1.6.0, protobuf 7.36.2 (PyPI), @sigstore/bundle 5.0.1 (npm).
# Expected: the payload of a DSSE envelope may be in the standard or in the URL-safe alphabet of base64; the envelope's specification
#   allows either, and so does the JSON form of protobuf, in which bundles are defined. The other three readers take both.
# Instead: sigstore-models, the bundle reader of sigstore-python 4, decodes with Python's lenient b64decode, which skips - and _ as if they were line
#   breaks. With four such letters there is no error: the payload is three bytes shorter and wrong between them, so verification says that
#   the signature is wrong, where the reader was. With another number the error is "Incorrect padding". Whether an envelope is hit
#   depends on its bytes: in text ~ ? and > at every third place give these letters. A member that is not known, which the same
#   specification says must be ignored, makes the envelope an error too.
# Matters: an attestation (SLSA, in-toto) of an image is counted as forged or broken by one reader alone, and only now and then.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile sigstore-models==0.0.6 sigstore==4.5.1 securesystemslib==1.6.0 protobuf==7.36.2
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @sigstore/bundle@5.0.1 >/dev/null 2>&1
cat > t.py <<'P'
import base64, json, subprocess
from importlib.metadata import version
from google.protobuf import json_format, wrappers_pb2
from securesystemslib.dsse import Envelope as Secure
from sigstore.dsse import Envelope as Signed
from sigstore_models.intoto import Envelope
print({n: version(n) for n in ("sigstore-models", "sigstore", "securesystemslib", "protobuf")}, "@sigstore/bundle", json.load(open("node_modules/@sigstore/bundle/package.json"))["version"])
def js(e):
    code = "const {envelopeFromJSON: f} = require('@sigstore/bundle'); console.log(f(JSON.parse(process.argv[1])).payload.toString('hex'))"
    return bytes.fromhex(subprocess.run(["node", "-e", code, json.dumps(e)], capture_output=True, text=True, check=True).stdout)
def payload(note):
    text = json.dumps({"_type": "https://in-toto.io/Statement/v1", "subject": [{"name": "registry.example/web", "digest": {"sha256": "ab" * 32}}], "predicateType": "https://example.com/note", "predicate": {"more": "NOTE", "end": "text"}})
    return text.replace("NOTE", " " * (-text.index("NOTE") % 3) + note).encode()
for enc, note, want in [(base64.standard_b64encode, ">>>" * 4, True), (base64.urlsafe_b64encode, "ok?", "Incorrect padding"), (base64.urlsafe_b64encode, ">>>" * 4, False), (base64.urlsafe_b64encode, "fine", True)]:
    p = payload(note); e = {"payload": enc(p).decode(), "payloadType": "application/vnd.in-toto+json", "signatures": [{"sig": "AAAA", "keyid": ""}]}
    assert p == js(e) == Secure.from_dict({**e, "signatures": []}).payload == json_format.Parse(json.dumps(e["payload"]), wrappers_pb2.BytesValue()).value
    try: m = Envelope.from_dict(e).payload; r = m == p; assert m == Signed._from_json(json.dumps(e))._inner.payload
    except ValueError as x: m = b""; r = "Incorrect padding" if "Incorrect padding" in str(x) else str(x)
    print(f"  {enc.__name__}, {sum(map(e['payload'].count, '-_'))} letters - or _: {len(p)} bytes for the other three; sigstore-models:", r if isinstance(r, str) else f"{len(m)} bytes, {'equal' if r else 'not equal'}, with {m[m.index(b'more') + 6:]!r}")
    assert r == want and (r is not False or len(m) == len(p) - 3), (r, len(m), len(p))
for extra in ({"note": 1}, {}):
    try: Envelope.from_dict({**e, **extra}); r = "read"
    except ValueError as x: r = "Extra inputs are not permitted" if "Extra inputs are not permitted" in str(x) else str(x)
    print("  an unknown member beside payload:" if extra else "  without it:", r); assert r == ("Extra inputs are not permitted" if extra else "read") and js({**e, **extra}) == p
print("still so")
P
v/bin/python t.py
