#!/usr/bin/env bash
# Software: jc 1.26.1 (PyPI): its parser syslog, beside it vrl-python 0.1.0 (PyPI).
# Expected: RFC 5424: in a value of structured data `"`, `\` and `]` stand behind a backslash; an element may have no parameters; the fraction of a second may be absent
#   ("2003-10-11T22:14:15Z"). The parser gives timestamp_epoch_utc "for UTC, else null".
# Instead: a value ends before the first escaped quote: "say \"hi\" now" is "say ", and the rest is nowhere. The element [ok@32473] has neither name nor parameters.
#   A time in UTC without a fraction has null for both epochs. The message is right, and there is no warning.
# Matters: JSON and labels within structured data are full of escaped quotes; what was cut cannot be told from what was short.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile jc==1.26.1 vrl-python==0.1.0
cat > t.py <<'P'
import jc
from importlib.metadata import version
from vrl_python import VRLRuntime
print("jc", version("jc"), "vrl-python", version("vrl-python"))
def line(data, time="2026-03-01T10:00:00.5Z"): return f"<13>1 {time} node1 app 812 ID1 {data} done"
def read(l): return jc.parse("syslog", l, quiet=True)[0], VRLRuntime.run(".r = parse_syslog!(.m)", {"m": l}, "UTC").processed_event["r"]
for data, right, got in (('[a@32473 q="plain" z="1"]', {"q": "plain", "z": "1"}, {"q": "plain", "z": "1"}), ('[a@32473 q="say \\"hi\\" now" z="1"]', {"q": 'say "hi" now', "z": "1"}, {"q": "say ", "z": "1"})):
    j, v = read(line(data)); print("  ", data, "-> jc:", j["structured_data"], "| VRL:", v["a@32473"])
    assert j["structured_data"] == [{"identity": "a@32473", "parameters": got}] and v["a@32473"] == right and j["message"] == v["message"] == "done", j
j, v = read(line("[ok@32473]")); print("   [ok@32473] -> jc:", j["structured_data"], "| VRL:", v.get("ok@32473")); assert j["structured_data"] == [{"identity": None, "parameters": {}}] and v["ok@32473"] == {}, j
for time, epoch in (("2026-03-01T10:00:00.5Z", 1772359200), ("2026-03-01T10:00:00Z", None)):
    j, v = read(line("-", time)); print("  ", time, "-> jc:", j["timestamp_epoch_utc"], "| VRL:", v["timestamp"]); assert j["timestamp_epoch_utc"] == epoch and str(v["timestamp"]).startswith("2026-03-01 10:00:00"), j
print("still so")
P
v/bin/python t.py
