#!/usr/bin/env bash
# Software: sigstore 4.5.1, in-toto-attestation 0.9.3, protobuf 7.36.2 (all PyPI).
# Expected: a digest set of an in-toto statement may have any algorithms beside sha256 (gitCommit, sha1 and dirHash are among those that the specification
#   names), and consumers must ignore the ones they do not know; a subject needs no name. in-toto-attestation reads and validates all of these.
# Instead: sigstore's dsse.Statement, which its command verifies attestations with after the signature, knows six names of digests and takes any other,
#   beside a good sha256 too, for "malformed in-toto statement"; so is a subject without a name, and every statement of version 0.1, the
#   one that cosign attest wrote for years. Unknown members elsewhere are ignored.
# Matters: an image attested together with its commit fails to verify by form, in one tool only, though digest and signature are right.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile sigstore==4.5.1 in-toto-attestation==0.9.3 protobuf==7.36.2
cat > t.py <<'P'
import json
from importlib.metadata import version
from google.protobuf import json_format
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.v1.statement import Statement as Official
from sigstore.dsse import Statement
from sigstore.errors import Error
print({n: version(n) for n in ("sigstore", "in-toto-attestation")})
GOOD = {"sha256": "ab" * 32}
def statement(subject, type_="https://in-toto.io/Statement/v1"): return json.dumps({"_type": type_, "subject": [subject], "predicateType": "https://slsa.dev/provenance/v1", "predicate": {"a": 1}, "note": "ignored"})
def official(text):
    try: Official.copy_from_pb(json_format.Parse(text, statement_pb2.Statement(), ignore_unknown_fields=True)).validate(); return "ok"
    except ValueError as e: return str(e)[:40]
def sigstore(text):
    try: Statement(text.encode()); return "ok"
    except Error as e: return str(e).splitlines()[0].split(":")[0] + ", " + str(e).splitlines()[1]
for name, text, want in [("sha256", statement({"name": "web", "digest": GOOD}), "ok"), ("and gitCommit", statement({"name": "web", "digest": {**GOOD, "gitCommit": "cd" * 20}}), "subject.0.digest.gitCommit.[key]"),
        ("and sha1", statement({"name": "web", "digest": {**GOOD, "sha1": "cd" * 20}}), "subject.0.digest.sha1.[key]"), ("and dirHash", statement({"name": "web", "digest": {**GOOD, "dirHash": "cd" * 32}}), "subject.0.digest.dirHash.[key]"),
        ("and sha512", statement({"name": "web", "digest": {**GOOD, "sha512": "cd" * 64}}), "ok"), ("no name", statement({"uri": "https://registry.example/web", "digest": GOOD}), "subject.0.name")]:
    r = (official(text), sigstore(text)); print(f"  {name}: in-toto-attestation {r[0]} | sigstore {r[1]}"); assert r == ("ok", want if want == "ok" else "malformed in-toto statement, " + want), r
old = sigstore(statement({"name": "web", "digest": GOOD}, "https://in-toto.io/Statement/v0.1")); print("  version 0.1: sigstore", old); assert old == "malformed in-toto statement, _type"
print("still so")
P
v/bin/python t.py
