#!/usr/bin/env bash
# Software: klp-logviewer 0.77.0 (PyPI) with its input format logfmt, beside it logfmtkv 0.2.1 (PyPI).
# Expected: logfmt: a key is everything before the =, without a space, a quote or another =, as the writers in Go have it; an empty value is `ns=`.
# Instead: a key is what stands behind its last slash, without a word: team.example/name is name. Two keys with one ending are one, and the later value is left. An
#   empty value takes the next pair: `ns= pod=web` is the namespace "pod=web". Keys with dots are right.
# Matters: labels and annotations in a log have prefixes, and a selection by app.kubernetes.io/name with -k finds no such key.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile klp-logviewer==0.77.0 logfmtkv==0.2.1
cat > t.py <<'P'
import json, os, subprocess
from importlib.metadata import version
import logfmtkv
print("klp-logviewer", version("klp-logviewer"), "logfmtkv", version("logfmtkv"))
def klp(line): return json.loads(subprocess.run(["v/bin/klp", "-f", "logfmt", "-F", "jsonl"], input=line + "\n", capture_output=True, text=True, check=True, env={**os.environ, "HOME": os.getcwd()}).stdout)
for line, want in (("level=info pod.name=web node.name=node1", None), ("level=info app.kubernetes.io/name=web team.example/name=blue", {"level": "info", "name": "blue"}), ("level=info ns= pod=web", {"level": "info", "ns": "pod=web"})):
    right, got = logfmtkv.parse(line), klp(line); print("  ", line, "-> klp:", got, "| logfmtkv:", right); assert got == (want or right) and (want is None or got != right), got
print("still so")
P
v/bin/python t.py
