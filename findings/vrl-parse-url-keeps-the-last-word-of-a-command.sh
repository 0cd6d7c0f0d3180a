#!/usr/bin/env bash
# Software: Vector's VRL, in PyPI vrl-python 0.1.0 (PyPI vector-vrl 1.0.7, for Python 3.12 and later, does the same); Python's urllib.parse beside it.
# Expected: a URL may have a parameter many times; Kubernetes' API has it so: exec takes each word of the command as one `command=` (pods/exec, "The remote command to
#   execute. Argv array"). VRL's own parse_query_string gives them as a list.
# Instead: parse_url's query has the last one alone, without an error: of `command=rm&command=-rf&command=/data` it is the text "/data". A single word looks the same.
# Matters: requestURI of the audit log is the only place that says what was run in a pod.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile vrl-python==0.1.0
cat > t.py <<'P'
from importlib.metadata import version
from urllib.parse import parse_qs, urlsplit
from vrl_python import VRLRuntime
print("vrl-python", version("vrl-python"))
def vrl(program, value): return VRLRuntime.run(program, {"m": value}, "UTC").processed_event["r"]
for command, last in ((["ls"], "ls"), (["rm", "-rf", "/data"], "/data"), (["sh", "-c", "id; date"], "id; date")):
    url = "https://192.0.2.1:6443/api/v1/namespaces/shop/pods/db-0/exec?" + "&".join("command=" + w.replace(" ", "%20").replace("/", "%2F").replace(";", "%3B") for w in command) + "&container=db&stdout=true"
    python = parse_qs(urlsplit(url).query)["command"]; assert python == command
    whole, query = vrl(".r = parse_url!(.m).query.command", url), vrl(".r = parse_query_string!(.m).command", urlsplit(url).query)
    print("  ", command, "-> parse_url:", whole, "| parse_query_string:", query); assert whole == last and query == (command if len(command) > 1 else command[0]), (whole, query)
print("still so")
P
v/bin/python t.py
