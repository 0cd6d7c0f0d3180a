#!/usr/bin/env bash
# Software: ClickHouse 26.9.2.1, as the PyPI packages chdb 4.4.0 and chdb-core 26.9.0.
# Expected: a Kubernetes object cast to ClickHouse's JSON type comes back as equal JSON (order and spacing aside).
# Instead: the type stores paths joined by dots, and a dot inside a key becomes another level. With two labels that often stand
#   together, app and app.kubernetes.io/name, the output holds the key "app" twice in one object, once as text and once as an object. JSON
#   readers keep the last, so the label app=web is replaced by {"kubernetes":{"io/name":...}}. Null members and empty objects are gone as
#   well (emptyDir: {} disappears, and with it the volume's type). The setting json_type_escape_dots_in_keys=1 (off by default) keeps
#   the dots; empty objects stay lost.
# Matters: a lake of snapshot objects must hold the object as text; loading the text into a JSON column is one CAST away and is not
#   lossless for ordinary pods.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile --no-deps chdb==4.4.0 chdb-core==26.9.0
cat > t.py <<'P'
import json
import chdb
pod = {"metadata": {"labels": {"app": "web", "app.kubernetes.io/name": "shop"}}, "spec": {"nodeName": None, "volumes": [{"name": "tmp", "emptyDir": {}}]}}
text = json.dumps(pod)
def q(sql): return chdb.query(sql, "TSVRaw").bytes().decode().strip()
print("ClickHouse", q("SELECT version()"))
out = q(f"SELECT toString('{text}'::JSON)")
esc = q(f"SELECT toString('{text}'::JSON) SETTINGS json_type_escape_dots_in_keys=1")
print("in: ", text); print("out:", out); print("out with json_type_escape_dots_in_keys=1:", esc)
back = json.loads(out)
print("parsed again:", back)
assert out.count('"app":') == 2, out
spec = {"volumes": [{"name": "tmp"}]}
assert back == {"metadata": {"labels": {"app": {"kubernetes": {"io/name": "shop"}}}}, "spec": spec}, back
assert json.loads(esc) == {"metadata": {"labels": {"app": "web", "app.kubernetes.io/name": "shop"}}, "spec": spec}, esc
print("still so: the label app is lost, emptyDir too")
P
v/bin/python t.py
