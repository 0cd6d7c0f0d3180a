#!/usr/bin/env bash
# Software: Vector's VRL, in PyPI vrl-python 0.1.0 (PyPI vector-vrl 1.0.7, for Python 3.12 and later, does the same); beside it syslog-rfc5424-parser 0.3.2 and jc 1.26.1 (PyPI).
# Expected: RFC 5424, 6.2.3: "A syslog application MUST use a TIMESTAMP of NILVALUE if the syslog application is incapable of obtaining system time": `<13>1 - host app ...`.
# Instead: parse_syslog reads a `-` as host name, program, process, message id and structured data, but as a time it is an error "unable to parse input as valid syslog message".
# Matters: what has no clock yet are nodes and devices that start, and their first lines are those that say why they do not come up. With drop_on_error, or `!`, they are gone.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile vrl-python==0.1.0 syslog-rfc5424-parser==0.3.2 jc==1.26.1
cat > t.py <<'P'
import jc
from importlib.metadata import version
from syslog_rfc5424_parser import SyslogMessage
from vrl_python import VRLRuntime
print("vrl-python", version("vrl-python"), "syslog-rfc5424-parser", version("syslog-rfc5424-parser"), "jc", version("jc"))
def vrl(line):
    try: return VRLRuntime.run(".r = parse_syslog!(.m)", {"m": line}, "UTC").processed_event["r"]["message"]
    except Exception as e: assert "unable to parse input as valid syslog message" in str(e), e; return None
for line, want in (("<13>1 2026-03-01T10:00:00Z node1 kubelet 812 ID1 - not ready", "not ready"), ("<13>1 2026-03-01T10:00:00Z - - - - - not ready", "not ready"), ("<13>1 - node1 kubelet 812 ID1 - not ready", None), ("<13>1 - - - - - - not ready", None)):
    others = SyslogMessage.parse(line).msg, jc.parse("syslog", line, quiet=True)[0]["message"]; got = vrl(line)
    print("  ", line, "-> VRL:", got, "| others:", others); assert got == want and others == ("not ready", "not ready"), (got, others)
print("still so")
P
v/bin/python t.py
