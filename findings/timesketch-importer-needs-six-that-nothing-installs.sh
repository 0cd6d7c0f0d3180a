#!/usr/bin/env bash
# Software: timesketch-import-client 20261014 (PyPI) with the newest python-dateutil 4.0.0, pandas 3.1.1.
# Expected: pip install timesketch-import-client gives a client that can be imported.
# Instead: it imports six without declaring it. python-dateutil up to 2.9 brought six along; 4.0 does not need it any more, so a fresh
#   environment has none and the import is a ModuleNotFoundError. With six added by hand, or with python-dateutil 2.9, it works.
# Matters: a timeline made today cannot be sent with a fresh install of the newest client, while older environments go on working: install six beside it.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile timesketch-import-client==20261014 pandas==3.1.1 python-dateutil==4.0.0
cat > t.py <<'P'
import importlib.metadata as m, sys
names = {d.metadata["Name"].lower() for d in m.distributions()}
print("timesketch-import-client", m.version("timesketch-import-client"), "requires", m.requires("timesketch-import-client"))
print("python-dateutil", m.version("python-dateutil"), "requires", m.requires("python-dateutil"), "six installed:", "six" in names)
try: from timesketch_import_client import importer; got = "imported"
except ModuleNotFoundError as e: got = str(e)
print("->", got); assert got == sys.argv[1], got
P
v/bin/python t.py "No module named 'six'"
v/bin/pip -q --disable-pip-version-check install --no-compile python-dateutil==2.9.0.post0
v/bin/python t.py imported
echo "still so"
