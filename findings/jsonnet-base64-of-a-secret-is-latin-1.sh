#!/usr/bin/env bash
# Software: jsonnet 0.22.0 (PyPI, the C++ implementation), beside it gojsonnet 0.22.0 (PyPI, the Go implementation) and rjsonnet 0.5.6 (PyPI, jrsonnet).
# Expected: std.base64 of a text is the base64 of its UTF-8, which the Go and the Rust implementation give, as std.base64(std.encodeUTF8(text)) does in all.
# Instead: the C++ one takes each character up to U+00FF as one byte: `Müller` becomes TfxsbGVy, which is Latin-1. A character above that
#   is an error, in Go too. std.base64Decode turns UTF-8 into two characters for one in the same way.
# Matters: std.base64 is how Jsonnet fills the data of a Secret. The Secret is valid, its password is another one, and it differs by which
#   implementation built it; a euro sign would have been noticed. Write std.base64(std.encodeUTF8(x)).
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile jsonnet==0.22.0 gojsonnet==0.22.0 rjsonnet==0.5.6
cat > t.py <<'P'
import base64, json
from importlib.metadata import version
import _gojsonnet, _jsonnet, rjsonnet
text = "M\u00fcller"; right = base64.b64encode(text.encode()).decode()
def run(m, s):
    try: return json.loads(m.evaluate_snippet("x", s))
    except Exception as e: return "error: " + str(e).split("\n")[0]
for n, m in (("jsonnet", _jsonnet), ("gojsonnet", _gojsonnet), ("rjsonnet", rjsonnet)):
    a, b, c = (run(m, s % json.dumps(text)) for s in ("std.base64(%s)", "std.base64(std.encodeUTF8(%s))", "std.base64(%s + '\u20ac')"))
    d = run(m, "std.base64Decode(%s)" % json.dumps(right))
    print(n, version(n), "| of", text, a, "=", base64.b64decode(a), "| with encodeUTF8", b, "| with a euro sign", c, "| decoded", d)
    assert b == right
    if m is _jsonnet: assert a == "TfxsbGVy" and d == "M\u00c3\u00bcller" and c.startswith("error"), (a, c, d)
    else: assert a == right and d == text, (a, d)
print("still so")
P
PYTHONIOENCODING=utf-8 v/bin/python t.py
