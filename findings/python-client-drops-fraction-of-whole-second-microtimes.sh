#!/usr/bin/env bash
# Software: kubernetes 37.0.2 (PyPI, the official Python client).
# Expected: the client writes a Lease's MicroTimes in the form the API demands, six digits after the second.
# Instead: the client writes every time by datetime.isoformat(), which leaves the fraction out when it is zero: renewTime 20:00:00.1 goes out as
#   "20:00:00.100000+00:00", acquireTime 20:00:00 as "20:00:00+00:00". apimachinery parses MicroTime with the layout
#   2006-01-02T15:04:05.000000Z07:00, in which Go wants the six digits (read in its source, no server is run here; kubernetes pull request 141204 would
#   accept others).
# Matters: restoring Leases and Events from a backup with this client works for nearly all objects and not for the one with a whole second.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kubernetes==37.0.2
cat > t.py <<'P'
import datetime as D
from importlib.metadata import version
from kubernetes.client import ApiClient, V1Lease, V1LeaseSpec
print("kubernetes", version("kubernetes"))
at = lambda us: D.datetime(2026, 11, 29, 20, 0, 0, us, tzinfo=D.timezone.utc)
spec = ApiClient().sanitize_for_serialization(V1Lease(spec=V1LeaseSpec(renew_time=at(100000), acquire_time=at(0))))["spec"]
print(" ", spec)
assert spec == {"renewTime": "2026-11-29T20:00:00.100000+00:00", "acquireTime": "2026-11-29T20:00:00+00:00"}
print("still so")
P
v/bin/python t.py
