#!/usr/bin/env bash
# Software: dissect.target 3.25.1 (PyPI), a forensic reader of disk images: its functions messages, authlog and podman.logs.
# Expected: RFC 3339, which rsyslog's FileFormat (the default of Debian 12 and Ubuntu 24.04) and Kubernetes' CRI log format use, has offsets with + and with -; dissect's own
#   text says that ISO times of syslog are read, with +02:00 as its example.
# Instead: each of the patterns knows + alone. A line with -05:00 is left out, and of a file that has it throughout comes no record at all; the other functions go on,
#   and the only trace are warnings on the log.
# Matters: the timeline of a node in America has its packages and its journal, but no word of syslog, logins and container logs; one from Europe has all. Of a node in the
#   Azores, at -01:00 in winter and +00:00 in summer, half a year is missing.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile dissect.target==3.25.1
cat > t.py <<'P'
import datetime, logging, os; logging.disable(logging.CRITICAL)
from importlib.metadata import version
from dissect.target import Target
from dissect.target.filesystem import VirtualFilesystem
print("dissect.target", version("dissect.target"))
pods = "var/lib/containers/storage/overlay-containers/c1/userdata"
for d in ("etc", "var/log", "opt", pods): os.makedirs("root/" + d)
def read(zone):
    lines = [f"2026-03-01T10:00:0{i}.123456{zone}" for i in range(4)]
    assert all(datetime.datetime.fromisoformat(t).tzinfo for t in lines)
    open("root/var/log/syslog", "w").writelines(f"{t} node1 kubelet[812]: line {i}\n" for i, t in enumerate(lines))
    open("root/var/log/auth.log", "w").writelines(f"{t} node1 sshd[9]: line {i}\n" for i, t in enumerate(lines))
    open(f"root/{pods}/ctr.log", "w").writelines(f"{t[:26]}789{zone} stdout F line {i}\n" for i, t in enumerate(lines))
    fs = VirtualFilesystem(); fs.map_dir("/", "root")
    t = Target(); t.filesystems.add(fs); t.fs.mount("/", fs); t.apply()
    return [len(list(f())) for f in (t.messages, t.authlog, t.podman.logs)]
for zone, want in (("+00:00", [4, 4, 4]), ("+01:00", [4, 4, 4]), ("-05:00", [0, 0, 0]), ("-01:00", [0, 0, 0])):
    got = read(zone); print(f"4 lines each with {zone}: syslog, auth.log, container log ->", got); assert got == want, got
print("still so")
P
v/bin/python t.py
