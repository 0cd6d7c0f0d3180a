#!/usr/bin/env bash
# Software: klp-logviewer 0.77.0 (PyPI): klp, with --from and --to, on lines as Kubernetes' components write them with --logging-format=json.
# Expected: Kubernetes' "System Logs" has {"ts":1580306777.04728,"v":4,"msg":"Pod status updated",...} as its example; its code writes milliseconds with a fraction. klp reads
#   such numbers as times, and --from shows "only lines for which timestamp is ISODATETIME or later".
# Instead: seconds since 1970 are a time without a zone for it, RFC 3339 one with it: with --from or --to the first line with seconds is TypeError "can't compare
#   offset-naive and offset-aware datetimes", and of the file nothing more comes. Milliseconds with a fraction are no time, and every line passes, early or late.
# Matters: the lines of one hour are what one looks for. The same options work on logs of etcd and Argo CD, whose times are RFC 3339.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile klp-logviewer==0.77.0
cat > t.py <<'P'
import json, os, subprocess
from importlib.metadata import version
print("klp-logviewer", version("klp-logviewer"))
def klp(ts, *args):
    open("x.jsonl", "w").writelines(json.dumps({"ts": t, "v": 4, "msg": f"line {i}"}) + "\n" for i, t in enumerate(ts))
    p = subprocess.run(["v/bin/klp", "-f", "jsonl", "-F", "jsonl", *args, "x.jsonl"], capture_output=True, text=True, env={**os.environ, "HOME": os.getcwd()})
    return [json.loads(l)["msg"] for l in p.stdout.splitlines()] if not p.returncode else p.stderr.strip().splitlines()[-1]
iso, epoch, since = ["2020-01-29T14:06:17.047Z", "2020-01-29T15:06:17.047Z"], [1580306777.04728, 1580310377.04728], ("--from", "2020-01-29T14:30:00Z")
error = "TypeError: can't compare offset-naive and offset-aware datetimes"
for name, ts, args, want in (("RFC 3339", iso, (), ["line 0", "line 1"]), ("RFC 3339 --from", iso, since, ["line 1"]), ("seconds", epoch, (), ["line 0", "line 1"]), ("seconds --from", epoch, since, error), ("milliseconds --to", [t * 1000 for t in epoch], ("--to", "2020-01-29T14:30:00Z"), ["line 0", "line 1"])):
    got = klp(ts, *args); print("  ", name, "->", got); assert got == want, got
print("still so")
P
v/bin/python t.py
