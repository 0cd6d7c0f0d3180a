#!/usr/bin/env bash
# Software: cbor2 5.8.0, 6.0.0 and 6.3.0 (PyPI).
# Expected: the three bytes d9 d9 f7 that Kubernetes puts before every CBOR value are a "magic number" without meaning (RFC 8949, 3.4.6:
#   the tag adds no semantics), so loads() gives the same dict with or without them, as cbor2 5 does.
# Instead: since cbor2 6.0 the content of the tag is decoded as immutable: every map in it is a cbor2.frozendict, which is not a dict,
#   and every array a tuple. isinstance(x, dict) is false, json.dumps raises TypeError, nothing can be removed or replaced.
#   Without the three bytes the very same value is made of dicts and lists.
# Matters: code that reads custom resources stored as CBOR (feature gate CBORServingAndStorage) and was tested with cbor2 5, or with
#   values it encoded itself, stops at the first stored object. Cut the three bytes off before decoding.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
cat > t.py <<'P'
import json
from importlib.metadata import version
import cbor2
body = cbor2.dumps({"kind": "Foo", "spec": {"list": [1, 2]}})
def show(b):
    o = cbor2.loads(b)
    try: j = json.dumps(o)
    except TypeError as e: j = "TypeError: " + str(e)
    return [type(o).__name__, type(o["spec"]).__name__, type(o["spec"]["list"]).__name__, isinstance(o, dict), j]
bare, tagged = show(body), show(bytes.fromhex("d9d9f7") + body)
print("cbor2", version("cbor2")); print("  without the tag:", bare); print("  with the tag:   ", tagged)
text = '{"kind": "Foo", "spec": {"list": [1, 2]}}'
plain = ["dict", "dict", "list", True, text]
frozen = ["frozendict", "frozendict", "tuple", False, "TypeError: Object of type frozendict is not JSON serializable"]
assert tagged == (plain if version("cbor2") == "5.8.0" else frozen), tagged
if version("cbor2") != "6.0.0": assert bare == plain, bare   # 6.0.0 also makes tuples of untagged arrays
P
python3 -m venv v >/dev/null
for n in 5.8.0 6.0.0 6.3.0; do
  v/bin/pip -q --disable-pip-version-check install --no-compile cbor2==$n; v/bin/python t.py
done
echo "still so: the self-described tag freezes the object since 6.0"
