#!/usr/bin/env bash
# Software: tablib 3.10.0 (PyPI, also what django-import-export reads with); pandas 3.0.3 (PyPI) reads the same text right.
# Expected: "an object is an unordered collection" of members (RFC 8259, section 1), and a mapping of YAML has no order either: a value belongs to its key.
# Instead: load() of JSON and YAML, and Dataset.dict, take the keys of the first object as headers and the values of all others by their place: where the
#   second says {"namespace": ..., "name": ...} in another order, the name is the namespace and the namespace the name. As many keys of other names
#   come in under the first object's names. An error only when their number differs.
# Matters: programs that write maps (labels, merged objects, rows of two sources) change the order from object to object; kubectl's own output is
#   sorted, so the tests with it are right.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip -q --disable-pip-version-check install --no-compile "tablib[yaml]==3.10.0" pandas==3.0.3
cat > t.py <<'P'
import io, json
from importlib.metadata import version
import pandas, tablib
print({n: version(n) for n in ("tablib", "pandas")})
rows = [{"name": "web", "namespace": "shop"}, {"namespace": "kube-system", "name": "dns"}]; text = json.dumps(rows); yaml = "".join("- {" + ", ".join(f"{k}: {v}" for k, v in r.items()) + "}\n" for r in rows)
d = tablib.Dataset(); d.dict = rows
got = {"json": tablib.Dataset().load(text, format="json").dict, "yaml": tablib.Dataset().load(yaml, format="yaml").dict, "dict": d.dict}
want = pandas.read_json(io.StringIO(text)).to_dict("records"); assert [dict(r) for r in want] == rows
print("  text:  ", text); print("  pandas:", want); [print(f"  tablib, {n}:", r) for n, r in got.items()]
for r in got.values(): assert [dict(x) for x in r] == [rows[0], {"name": "kube-system", "namespace": "dns"}]
other = tablib.Dataset().load('[{"name": "web", "ready": 1}, {"name": "db", "restarts": 9}]', format="json").dict; print("  another key:", other); assert [dict(x) for x in other][1] == {"name": "db", "ready": 9}
P
timeout 50 v/bin/python t.py
echo "still so"
