#!/usr/bin/env bash
# Software: jc 1.26.1 (PyPI): its parser proc-cmdline.
# Expected: the kernel's documentation: parameters are evaluated one by one, and some stand there more than once (console=, cgroup_enable=). jc's other parsers for
#   such lists (kv-dup, ini-dup, the query of url) keep all values.
# Instead: of each name the last value is left: cgroup_enable=cpuset cgroup_enable=memory is {"cgroup_enable": "memory"}, without a warning. Words without = are all there.
# Matters: both stand in the usual line for Kubernetes on a Raspberry Pi, and whether a node has its memory controller is looked up here; with the words in the other order the
#   answer is no.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile jc==1.26.1
cat > t.py <<'P'
import json, shlex, subprocess
from importlib.metadata import version
print("jc", version("jc"))
for line, want in (("root=/dev/sda1 cgroup_enable=memory quiet", {"root": "/dev/sda1", "cgroup_enable": "memory", "_options": ["quiet"]}), ("root=/dev/sda1 console=tty0 console=ttyS0,115200 cgroup_enable=memory cgroup_enable=cpuset quiet ro", {"root": "/dev/sda1", "console": "ttyS0,115200", "cgroup_enable": "cpuset", "_options": ["quiet", "ro"]})):
    got = json.loads(subprocess.run(["v/bin/jc", "--proc-cmdline"], input=line + "\n", capture_output=True, text=True, check=True).stdout); print("  ", line, "->", got); assert got == want, got
    print("     words in all:", len(shlex.split(line)), "given:", len(got) - 1 + len(got["_options"]))
print("still so")
P
v/bin/python t.py
