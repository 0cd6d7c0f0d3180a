#!/usr/bin/env bash
# Software: pychronotab 1.0.7 (PyPI, "full croniter API compatibility, drop-in replacement"); croniter 7.0.0 and cronsim 2.8 (PyPI) beside it.
# Expected: when neither day field is a star, a schedule runs on the days of either: `0 0 13 * 5` on each 13th and on each Friday (crontab(5); so croniter, and Kubernetes' CronJob).
# Instead: both must match: the 13th that is a Friday, the first that is a Sunday. Sunday as 7 is out of range, and 5-7 is Friday and Saturday. No error but for the lone 7.
# Matters: the README advises to change the import alone. `0 3 1,15 * 0` (backups on two days and each Sunday) then runs on six days of 2026 instead of 70.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile pychronotab==1.0.7 croniter==7.0.0 cronsim==2.8
cat > t.py <<'P'
from datetime import datetime
from importlib.metadata import version
import croniter, cronsim, pychronotab
print({n: version(n) for n in ("pychronotab", "croniter", "cronsim")})
def runs(make, e, year=2026):
    it, out = make(e, datetime(year, 1, 1)), []
    step = (lambda: next(it)) if hasattr(it, "__next__") and not hasattr(it, "get_next") else (lambda: it.get_next(datetime))
    while (t := step()).year == year: out.append(t.strftime("%m-%d"))
    return out
for e, right, wrong in [("0 0 13 * 5", 61, 3), ("0 3 1,15 * 0", 70, 6), ("0 3 * * 0", 52, 52), ("0 3 1,15 * *", 24, 24), ("0 3 * * 5-7", 156, 104)]:
    a, b, c = (runs(m, e) for m in (croniter.croniter, cronsim.CronSim, pychronotab.croniter))
    print(f"   {e:14} in 2026: croniter {len(a)}, cronsim {len(b)}, pychronotab {len(c)}", c[:4])
    assert a == b and (len(a), len(c)) == (right, wrong), (a, c)
try: pychronotab.croniter("0 3 * * 7", datetime(2026, 1, 1)).get_next(datetime); raise SystemExit("7 is read")
except pychronotab.CroniterBadCronError as e: print("   0 3 * * 7 ->", type(e).__name__, e)
print("still so")
P
v/bin/python t.py
