#!/usr/bin/env bash
# Software: kubernetes-downward-api 0.2.0 (PyPI, "Parser for Kubernetes Downward API Volumes").
# Expected: the kubelet writes metadata.labels and metadata.annotations as lines of key="value", where the value is escaped as Go does it (%q): \" for a quote, \n for a line break.
# Instead: escapes stay as they are, and of a value that ends with a quote the quote is cut off and its backslash left, so JSON in an annotation cannot be read. One value with an
#   equals sign is "too many values to unpack", and nothing of the file is read. (An annotation with base64 has one; so has every kubectl command line in kubernetes.io/change-cause.)
# Matters: what a pod knows about itself is damaged, or missing as soon as somebody annotates it.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null; v/bin/pip -q --disable-pip-version-check install --no-compile kubernetes-downward-api==0.2.0 2>/dev/null
cat > annotations <<'A'
kubernetes.io/config.seen="2026-01-02T03:04:05.000000006Z"
note="first\nsecond"
quoted="say \"hi\""
config="{\"a\":\"b\"}"
A
echo 'kubernetes.io/change-cause="kubectl set image deployment/web web=nginx:2"' > cause
cat > t.py <<'P'
import json
from importlib.metadata import version
from kubernetes_downward_api import parse
print("kubernetes-downward-api", version("kubernetes-downward-api"))
got = parse(["annotations"])["annotations"]; right = {k: json.loads(v) for k, v in (l.rstrip("\n").split("=", 1) for l in open("annotations"))}
for k in right: print("  ", k, "->", repr(got[k]), "| right:", repr(right[k]))
assert got == {**right, "note": r"first\nsecond", "quoted": 'say \\"hi\\', "config": r'{\"a\":\"b\"}'}, got
try: parse(["cause"]); assert False
except ValueError as e: print("   cause:", e)
print("still so")
P
v/bin/python -W ignore t.py
