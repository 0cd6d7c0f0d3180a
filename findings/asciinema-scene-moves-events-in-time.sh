#!/usr/bin/env bash
# Software: asciinema-scene 1.3.0 (PyPI, the command sciine), on recordings of asciicast v2 and v3.
# Expected: `convert` changes the form alone. An event happened at the header's timestamp plus its time (v2) or plus the sum of intervals up to it (v3).
# Instead: the time before the first event is cut off, so every event moves to the front by it while the timestamp stays: with a first event after 95
#   seconds all is 95 seconds too early. `convert` to the same form does it too. The commands that edit (`text-replace`, to take a password out) do the same and set the
#   header's timestamp to the time of the edit. After an exit event ("x", v3) a line break is added to the output.
# Matters: recordings are laid beside audit logs by timestamp plus offset; after one pass through the tool what was typed seems to precede its cause.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile asciinema-scene==1.3.0
cat > v2.cast <<'C'
{"version": 2, "width": 40, "height": 5, "timestamp": 1790000000}
[95.0, "o", "$ kubectl delete ns web\r\n"]
[97.5, "o", "deleted\r\n"]
C
cat > v3.cast <<'C'
{"version": 3, "term": {"cols": 40, "rows": 5}, "timestamp": 1790000000}
[95.0, "o", "$ kubectl delete ns web\r\n"]
[2.5, "o", "deleted\r\n"]
[0.5, "x", "0"]
C
cat > t.py <<'P'
import json, subprocess, time, datetime as d
from importlib.metadata import version
print("asciinema-scene", version("asciinema-scene"))
def times(text):
    h, *ev = map(json.loads, filter(None, text.splitlines())); t = 0; out = []
    for time, kind, data in ev:
        t = time if h["version"] == 2 else t + time; out.append((str(d.datetime.fromtimestamp(h["timestamp"] + t, d.timezone.utc))[11:21], kind, data.strip()))
    return out
for src in ("v2", "v3"):
    before = times(open(src + ".cast").read()); print("  ", src, before); assert before[0][0] == "14:14:55+0" or before[0][0].startswith("14:14:55"), before
    for to in ("v2", "v3"):
        after = times(subprocess.run(["v/bin/sciine", "convert", "-f", to, "-i", src + ".cast"], capture_output=True, text=True, check=True).stdout)
        print("     to", to, after)
        assert [x[0][:8] for x in before[:2]] == ["14:14:55", "14:14:57"] and [x[0][:8] for x in after[:2]] == ["14:13:20", "14:13:22"], after
        assert (after[-1][1:] == ("o", "")) == (src == "v3"), after
edited = json.loads(subprocess.run(["v/bin/sciine", "text-replace", "-i", "v2.cast", "web", "***"], capture_output=True, text=True, check=True).stdout.splitlines()[0])
print("   text-replace: timestamp 1790000000 is now", edited["timestamp"]); assert abs(edited["timestamp"] - time.time()) < 60, edited
print("still so")
P
v/bin/python t.py
