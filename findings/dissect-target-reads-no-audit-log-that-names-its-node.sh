#!/usr/bin/env bash
# Software: dissect.target 3.25.1 (PyPI): its function audit, for auditd's /var/log/audit/audit.log.
# Expected: auditd.conf(5): name_format, when it is not none, puts the computer's name into the events: every line then begins with node=NAME, before type=. The hardening
#   guides for RHEL want it on all hosts (STIG: "must label all audit logs before sending them to the central log server"). dissect reads auditd.conf itself, for log_file.
# Instead: only lines that begin with type= are records; a file of a labelled host gives none, though the name is all that is different. A warning per line is the only trace.
# Matters: of the hardened nodes of a cluster, who ran what with which login is missing in the timeline, of the others it is there.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile dissect.target==3.25.1
cat > t.py <<'P'
import logging, os; logging.disable(logging.CRITICAL)
from importlib.metadata import version
from dissect.target import Target
from dissect.target.filesystem import VirtualFilesystem
print("dissect.target", version("dissect.target"))
for d in ("etc/audit", "opt", "var/log/audit"): os.makedirs("root/" + d)
def read(name_format, prefix):
    open("root/etc/audit/auditd.conf", "w").write(f"log_file = /var/log/audit/audit.log\nlog_format = ENRICHED\nname_format = {name_format}\n")
    with open("root/var/log/audit/audit.log", "w") as f:
        f.write(f'{prefix}type=EXECVE msg=audit(1772359200.123:41): argc=2 a0="crictl" a1="ps"\n')
        f.write(f'{prefix}type=USER_LOGIN msg=audit(1772359201.456:42): pid=9 uid=0 auid=1000 ses=3 msg=\'op=login id=1000 terminal=ssh res=success\'\n')
    fs = VirtualFilesystem(); fs.map_dir("/", "root")
    t = Target(); t.filesystems.add(fs); t.fs.mount("/", fs); t.apply()
    return [(r.audit_type, r.audit_id) for r in t.audit()]
for name_format, prefix, want in (("none", "", [("EXECVE", 41), ("USER_LOGIN", 42)]), ("hostname", "node=node1 ", []), ("fqd", "node=node1.example.com ", [])):
    got = read(name_format, prefix); print("   name_format", name_format, "->", got); assert got == want, got
print("still so")
P
v/bin/python t.py
