#!/usr/bin/env bash
# Software: Vector's VRL, in PyPI vrl-python 0.1.0 (PyPI vector-vrl 1.0.7, for Python 3.12 and later, does the same).
# Expected: parse_nginx_log with the format ingress_upstreaminfo reads the access log of ingress-nginx. nginx's documentation of $upstream_addr, _status, _response_time and
#   _response_length: of several servers the values are "separated by commas" (`192.0.2.1:80, 192.0.2.2:80`), with a colon after an internal redirect.
# Instead: each of these fields may be one word only. A request that went to a second pod is an error "failed parsing log line"; requests of one pod, of none (`-`) and of
#   IPv6 addresses are read.
# Matters: by default ingress-nginx retries errors and timeouts (proxy_next_upstream), so the lines of a pod that dies are those that are dropped, or come unparsed, and
#   rates of 502 made of the others look fine.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile vrl-python==0.1.0
cat > t.py <<'P'
from importlib.metadata import version
from vrl_python import VRLRuntime
print("vrl-python", version("vrl-python"))
def read(status, upstream):
    line = f'192.0.2.9 - - [01/Mar/2026:10:00:00 +0000] "GET /api HTTP/1.1" {status} 12 "-" "curl/8.5" 100 0.001 [shop-web-80] [] {upstream} 3b1f0c2d'
    try: return VRLRuntime.run('.r = parse_nginx_log!(.m, "ingress_upstreaminfo")', {"m": line}, "UTC").processed_event["r"]["upstream_addr"]
    except Exception as e: assert "failed parsing log line" in str(e), e; return "failed parsing log line"
for status, upstream, want in ((200, "10.244.0.5:80 12 0.000 200", "10.244.0.5:80"), (200, "[fd00::5]:80 12 0.000 200", "[fd00::5]:80"), (503, "- - - -", "-"), (499, "10.244.0.5:80 0 0.000 -", "10.244.0.5:80"),
        (200, "10.244.0.5:80, 10.244.0.6:80 0, 12 0.000, 0.001 502, 200", None), (502, "10.244.0.5:80, 10.244.0.6:80 0, 0 0.000, 0.001 502, 502", None), (200, "10.244.0.5:80 : 10.244.0.6:80 0 : 12 0.000 : 0.001 401 : 200", None)):
    got = read(status, upstream); print("  ", status, upstream, "->", got); assert got == (want or "failed parsing log line"), got
print("still so")
P
v/bin/python t.py
