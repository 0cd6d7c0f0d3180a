#!/usr/bin/env bash
# Software: jpx 0.1.0 (PyPI, JMESPath engine in Rust), beside it jmespath-community 1.1.3 (PyPI).
# Expected: JMESPath's texts are sequences of code points, and length() counts these. The functions for texts of JMESPath Community (JEP 14) count alike: find_first gives
#   a place, pad_left fills up to a width.
# Instead: find_first, find_last, pad_left and pad_right of jpx count the bytes of UTF-8, its length() code points. "l" is the fourth in
#   "Müller" (place 3 instead of 2); a cell with one umlaut is one short. And whole numbers become floats on the way through sum, ceil, floor and abs, so
#   to_string(sum([1, 2])) is "3.0" where others have "3"; ids from 2^63 on are rounded.
# Matters: columns shift and texts are cut in the wrong place as soon as a name is not ASCII; keys and names built from sums have ".0".
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
for p in jpx==0.1.0 jmespath-community==1.1.3; do python3 -m pip -q --disable-pip-version-check install --root-user-action ignore --no-compile --target "${p%%=*}" $p; done
cat > t.py <<'P'
import json, sys
from importlib.metadata import version
name, module = sys.argv[1:]; sys.path.insert(0, name); search = __import__(module).search
d = {"s": "Müller", "a": "Miller", "t": "ü", "l": [1, 2], "id": 18446744073709551615}
cases = [("length(s)", 6, 6), ("find_first(a, 'l')", 2, 2), ("find_first(s, 'l')", 2, 3), ("find_last(s, 'e')", 4, 5), ("pad_left('u', `3`, '-')", "--u", "--u"), ("pad_left(t, `3`, '-')", "--ü", "-ü"),
         ("pad_right(t, `3`, '-')", "ü--", "ü-"), ("to_string(l[0])", "1", "1"), ("to_string(sum(l))", "3", "3.0"), ("to_string(ceil(`1.5`))", "2", "2.0"), ("to_string(id)", "18446744073709551615", "1.8446744073709552e+19")]
print(name, version(name))
for e, right, other in cases:
    got = search(e, d); print("  ", e, "->", json.dumps(got, ensure_ascii=False)); assert got == (other if name == "jpx" else right), (e, got)
P
python3 t.py jpx jpx; python3 t.py jmespath-community jmespath
echo "still so"
