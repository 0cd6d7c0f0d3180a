#!/usr/bin/env bash
# Software: cbor-diag 1.2.0 (PyPI); beside it cbor2 6.3.0.
# Expected: a byte string n with tag 3 is the number -1 - n; RFC 8949, appendix A, gives c3 49 010000000000000000 as -18446744073709551617 in diagnostic notation.
# Instead: cbor2diag writes it as -18446744073709551616: each negative number with tag 3 is one too high. diag2cbor is one too low in turn, so that most come back from a round trip;
#   -2^64 - 1 does not. Negative numbers without a tag and positive ones with tag 2 are right.
# Matters: diagnostic notation is what people read and tests are written in; a number that was written down by hand is another one in the file, and two documents are shown as one text.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile cbor-diag==1.2.0 cbor2==6.3.0
cat > t.py <<'P'
import cbor2
from importlib.metadata import version
from cbor_diag import cbor2diag, diag2cbor
print({n: version(n) for n in ("cbor-diag", "cbor2")})
for n in (2**64, 10**30, -1, -2**64, -2**64 - 1, -2**80, -10**30):
    data = cbor2.dumps(n); text = cbor2diag(data); made = cbor2.loads(diag2cbor(str(n))); back = cbor2.loads(diag2cbor(text))
    print("  ", data.hex(), "| cbor2:", cbor2.loads(data), "| cbor2diag:", text, "| diag2cbor of the number:", made, "| and of the text:", back)
    off = n < -2**64; assert cbor2.loads(data) == n and int(text) == n + off and made == n - off and back == (n + 1 if n == -2**64 - 1 else n), (text, made, back)
assert cbor2diag(bytes.fromhex("c349010000000000000000")) == "-18446744073709551616"
print("still so")
P
v/bin/python t.py
