#!/usr/bin/env bash
# Software: promtext-cli 0.2.0 (PyPI, "Prometheus Textfile Tooling"); prometheus_client 0.26.0 (PyPI) beside it.
# Expected: the order of labels has no meaning in Prometheus' text format: {ns="a",name="b"} and {name="b",ns="a"} are one series.
# Instead: each update of one metric rewrites the file, and the labels of all series of a metric get the names in the order of its first one: {name="web",ns="prod"} becomes {ns="web",name="prod"}.
#   Two series can become one so. No error.
# Matters: a text file for the node exporter that another program writes, too, has wrong labels from the first update of anything else on.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile promtext-cli==0.2.0 prometheus_client==0.26.0
cat > backup.prom <<'F'
# HELP backup_bytes size
# TYPE backup_bytes gauge
backup_bytes{ns="prod",name="db"} 1
backup_bytes{name="web",ns="prod"} 2
backup_bytes{ns="web",name="prod"} 3
F
cat > t.py <<'P'
import sys
from importlib.metadata import version
from prometheus_client.parser import text_string_to_metric_families as read
show = lambda: sorted((s.name, sorted(s.labels.items()), s.value) for f in read(open("backup.prom").read()) for s in f.samples)
rows = show()
for r in rows: print("  ", *r)
b = lambda name, ns, v: ("backup_bytes", [("name", name), ("ns", ns)], v)
if sys.argv[1] == "before": print({n: version(n) for n in ("promtext-cli", "prometheus_client")}); assert rows == sorted([b("db", "prod", 1), b("web", "prod", 2), b("prod", "web", 3)])
else: assert rows == sorted([b("db", "prod", 1), b("prod", "web", 3), ("other", [], 1)]), rows
P
v/bin/python t.py before
echo 'promtext backup.prom other 1'; v/bin/promtext backup.prom other 1
v/bin/python t.py after; echo 'still so'
