#!/usr/bin/env bash
# Software: cron-parser-py 1.0.0 (PyPI); croniter 7.0.0 and cronsim 2.8 (PyPI) beside it.
# Expected: `0 0 29 2 *` runs in each leap year (crontab(5); so croniter, cronsim and Kubernetes), and 0-7 or 1-7 is every day of the week: its README says "day-of-week (0-7, 0 and 7 = Sunday)".
# Instead: for February 29 next_run is ValueError "day is out of range for month" (a leap year as start does not help), though is_valid says True. Of ranges that end in 7 the 7
#   is made 0 first: 0-7 is Sundays alone, and 1-7 and 5-7 are an error. 7 by itself and 5,7 are right.
# Matters: 0-7 and 1-7 are written often, and a daily schedule is shown as a weekly one.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile cron-parser-py==1.0.0 croniter==7.0.0 cronsim==2.8
cat > t.py <<'P'
from datetime import datetime
from importlib.metadata import version
import cron_parser_py as here, croniter, cronsim
print({n: version(n) for n in ("cron-parser-py", "croniter", "cronsim")})
def safe(f):
    try: return [str(t)[:10] for t in f()]
    except Exception as e: return f"{type(e).__name__}: {str(e)[:45]}"
for e, start, want, now in [("0 0 29 2 *", datetime(2026, 1, 1), ["2028-02-29", "2032-02-29"], "ValueError: day is out of range for month"), ("0 0 29 2 *", datetime(2024, 1, 1), ["2024-02-29", "2028-02-29"], "ValueError: day is out of range for month"),
        ("0 0 * * 0-7", datetime(2026, 1, 1), ["2026-01-02", "2026-01-03"], ["2026-01-04", "2026-01-11"]), ("0 0 * * 1-7", datetime(2026, 1, 1), ["2026-01-02", "2026-01-03"], "CronFieldError: Range start 1 > end 0 in day_of_week field (e"),
        ("0 0 * * 5,7", datetime(2026, 1, 1), ["2026-01-02", "2026-01-04"], ["2026-01-02", "2026-01-04"]), ("0 0 31 * *", datetime(2026, 2, 1), ["2026-03-31", "2026-05-31"], ["2026-03-31", "2026-05-31"])]:
    a, b = croniter.croniter(e, start), cronsim.CronSim(e, start); c = safe(lambda: here.next_runs(e, 2, start))
    a, b = safe(lambda: [a.get_next(datetime) for _ in range(2)]), safe(lambda: [next(b) for _ in range(2)])
    print("  ", e, "| croniter:", a, "| cron-parser-py:", c, "| is_valid:", here.is_valid(e)); assert a == b == want and c == now, (a, b, c)
print("still so")
P
v/bin/python t.py
