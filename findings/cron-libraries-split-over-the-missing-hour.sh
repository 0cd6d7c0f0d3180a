#!/usr/bin/env bash
# Software: croniter 7.0.0, cronsim 2.8 (PyPI), cron-parser 5.10.6, croner 11.0.1 (npm).
# Expected: libraries that know time zones agree when a CronJob with timeZone: Europe/Berlin and schedule "30 2 * * *" ran around the change of
#   clocks: either not on March 29, 2026, as robfig/cron, which Kubernetes uses, documents ("jobs scheduled during daylight-savings leap-ahead
#   transitions will not be run"), or at one common time.
# Instead: none skips the day. croniter, cronsim and croner run at 03:00, cron-parser at 03:30. With "*/30 2 * * *" croniter runs once,
#   cron-parser twice, cronsim and croner not at all. In autumn "30 2 * * *" runs twice for croniter, once for the others, and of the four half
#   hours of "*/30 2 * * *" cron-parser leaves out two.
# Matters: expected run times computed offline to find missed Jobs report a miss that never was due, or the wrong one, on these two days
#   of the year.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile croniter==7.0.0 cronsim==2.8 tzdata==2026.6
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts cron-parser@5.10.6 croner@11.0.1 >/dev/null 2>&1
cat > t.mjs <<'J'
import { CronExpressionParser } from 'cron-parser'; import { Cron } from 'croner';
const [e, from, until] = process.argv.slice(2), tz = 'Europe/Berlin', a = [], b = [], end = new Date(until);
for (const i = CronExpressionParser.parse(e, { currentDate: new Date(from), tz }); ;) { const d = i.next().toDate(); if (d > end) break; a.push(d) }
for (let d = new Date(from), c = new Cron(e, { timezone: tz }); (d = c.nextRun(d)) && d <= end;) b.push(d);
console.log(JSON.stringify([a, b].map((l) => l.map((d) => d.toISOString().slice(11, 16)))));
J
cat > t.py <<'P'
import datetime as d, itertools, json, subprocess, zoneinfo
from importlib.metadata import version
from croniter import croniter
from cronsim import CronSim
print({n: version(n) for n in ("croniter", "cronsim")}, "cron-parser 5.10.6 croner 11.0.1; times in UTC")
def runs(e, day):
    a = d.datetime.combine(day, d.time(0), zoneinfo.ZoneInfo("Europe/Berlin")); z = a.replace(hour=12); u = lambda t: t.astimezone(d.timezone.utc)
    py = [[u(t).strftime("%H:%M") for t in itertools.takewhile(lambda t: u(t) <= u(z), i)] for i in (croniter(e, a, ret_type=d.datetime), CronSim(e, a))]
    js = json.loads(subprocess.run(["node", "t.mjs", e, u(a).isoformat(), u(z).isoformat()], capture_output=True, text=True, check=True).stdout)
    return dict(zip(("croniter", "cronsim", "cron-parser", "croner"), py + js))
four = ["00:00", "00:30", "01:00", "01:30"]
want = {("2026-03-29", "30 2 * * *"): [["01:00"], ["01:00"], ["01:30"], ["01:00"]],
        ("2026-03-29", "*/30 2 * * *"): [["01:00"], [], ["01:00", "01:30"], []],
        ("2026-10-25", "30 2 * * *"): [["00:30", "01:30"], ["00:30"], ["00:30"], ["00:30"]],
        ("2026-10-25", "*/30 2 * * *"): [four, four, four[:2], four]}
for (day, e), w in want.items():
    got = runs(e, d.date.fromisoformat(day)); print(f"  {day} {e:14}", got); assert list(got.values()) == w, got
print("still so")
P
v/bin/python t.py
