#!/usr/bin/env bash
# Software: dissect.target 3.25.1 (PyPI): podman.logs, which reads what conmon (Podman's and CRI-O's) writes with the log driver k8s-file.
# Expected: Kubernetes' CRI log format: lines with the tag P are the front of a log line, the next line of the same stream with F is its end and mostly has text: conmon
#   writes `P configuring x` and `F  (up to date)` when a program flushes in between, or when a line is longer than its buffer.
# Instead: an end with text is a record of its own without its front, and the front is kept until a later line is empty, which then has the text. The stream plays no part:
#   what was cut on stdout comes as the text of an empty line on stderr, and at its time. Only the case of a terminal, where F is empty, is right.
# Matters: words that nobody wrote at that time are in the timeline, errors lose the half that names the object, and there is no warning.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile dissect.target==3.25.1
mkdir -p root/etc root/opt root/var/log root/var/lib/containers/storage/overlay-containers/c1/userdata
cat > root/var/lib/containers/storage/overlay-containers/c1/userdata/ctr.log <<'L'
2026-03-01T10:00:01.000000000+00:00 stdout P deleting volume pvc-1 ...
2026-03-01T10:00:02.000000000+00:00 stdout F  failed
2026-03-01T10:00:03.000000000+00:00 stdout F deleting volume pvc-2 ... done
2026-03-01T10:05:04.000000000+00:00 stderr F 
2026-03-01T10:06:05.000000000+00:00 stdout P typed at a
2026-03-01T10:06:05.000000000+00:00 stdout P  terminal
2026-03-01T10:06:06.000000000+00:00 stdout F 
L
cat > t.py <<'P'
import re, logging; logging.disable(logging.CRITICAL)
from importlib.metadata import version
from dissect.target import Target
from dissect.target.filesystem import VirtualFilesystem
print("dissect.target", version("dissect.target"))
fs = VirtualFilesystem(); fs.map_dir("/", "root")
t = Target(); t.filesystems.add(fs); t.fs.mount("/", fs); t.apply()
got = [(f"{r.ts:%H:%M:%S}", r.stream, r.message) for r in t.podman.logs()]
want, parts = [], {}
for line in open("root/var/lib/containers/storage/overlay-containers/c1/userdata/ctr.log"):
    time, stream, tag, text = line.rstrip("\n").split(" ", 3); parts[stream] = parts.get(stream, "") + text
    if tag == "F": want.append((time[11:19], stream, parts.pop(stream)))
for a, b in zip(want, got): print(f"  the format says {a}\n  dissect gives   {b}")
assert want == [("10:00:02", "stdout", "deleting volume pvc-1 ... failed"), ("10:00:03", "stdout", "deleting volume pvc-2 ... done"), ("10:05:04", "stderr", ""), ("10:06:06", "stdout", "typed at a terminal")], want
assert got == [("10:00:02", "stdout", " failed"), ("10:00:03", "stdout", "deleting volume pvc-2 ... done"), ("10:05:04", "stderr", "deleting volume pvc-1 ..."), ("10:06:06", "stdout", "typed at a terminal")], got
print("still so")
P
v/bin/python t.py
