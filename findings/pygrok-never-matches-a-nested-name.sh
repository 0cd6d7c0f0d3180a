#!/usr/bin/env bash
# Software: pygrok 1.0.0 (PyPI), beside it vrl-python 0.1.0 (PyPI).
# Expected: grok as Logstash has it: %{SYNTAX:SEMANTIC}, where the name may be nested, [kubernetes][pod], as in all patterns of its ECS set, or have dots. A pattern that cannot be
#   used is an error.
# Instead: such a field is put into the regular expression as it stands, as the words "%{WORD:kubernetes.pod}": no line ever matches, match() is None as for any other line, and
#   there is no error. A name that is used twice keeps the second value, where Logstash has both.
# Matters: patterns are taken from Logstash and Elastic's integrations. With one such name in it the whole pattern finds nothing, and a file looks as if it had none of these lines.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile pygrok==1.0.0 vrl-python==0.1.0 setuptools==80.9.0
cat > t.py <<'P'
import warnings; warnings.simplefilter("ignore")
from importlib.metadata import version
from pygrok import Grok
from vrl_python import VRLRuntime
print("pygrok", version("pygrok"), "vrl-python", version("vrl-python"))
def vrl(pattern, line): return VRLRuntime.run(".r = parse_grok!(.m, s'" + pattern + "')", {"m": line}, "UTC").processed_event["r"]
line = "node1 evicted web-0"
for pattern, right, want in (("%{HOSTNAME:node} evicted %{NOTSPACE:pod}", {"node": "node1", "pod": "web-0"}, {"node": "node1", "pod": "web-0"}), ("%{HOSTNAME:host.name} evicted %{NOTSPACE:pod}", {"host.name": "node1", "pod": "web-0"}, None),
        ("%{HOSTNAME:node} evicted %{NOTSPACE:[kubernetes][pod]}", {"node": "node1", "[kubernetes][pod]": "web-0"}, None)):
    got, other = Grok(pattern).match(line), vrl(pattern, line); print("  ", pattern, "-> pygrok:", got, "| VRL:", other); assert got == want and other == right, (got, other)
twice = Grok("%{HOSTNAME:name} evicted %{NOTSPACE:name}").match(line); print("   a name twice ->", twice); assert twice == {"name": "web-0"}, twice
print("still so")
P
v/bin/python t.py
