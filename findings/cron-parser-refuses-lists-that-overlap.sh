#!/usr/bin/env bash
# Software: cron-parser 5.10.6 (npm), croner 11.0.1 (npm) and croniter 7.0.0 (PyPI) beside it.
# Expected: parts of a list may overlap: "0,*/15 * * * *" and "0 9-17,12 * * MON-FRI,FRI" are valid for Kubernetes (robfig/cron joins the parts as
#   bits), for cron itself and for the other two libraries.
# Instead: cron-parser 5 refuses the whole expression: "duplicate values found: 0". Version 4.9.0 read it.
# Matters: a CronJob that runs in the cluster is "invalid" in dashboards and checks written with the most used JavaScript parser, since its version 5.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile croniter==7.0.0
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts cron-parser@5.10.6 old@npm:cron-parser@4.9.0 croner@11.0.1 >/dev/null 2>&1
cat > t.mjs <<'J'
import fs from 'fs'; import { CronExpressionParser } from 'cron-parser'; import old from 'old'; import { Cron } from 'croner';
console.error(...['cron-parser', 'old', 'croner'].map((n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version));
const at = new Date('2026-11-06T11:50:00Z'), show = (d) => d.toISOString().slice(5, 16), o = { currentDate: at, tz: 'UTC' };
const safe = (f) => { try { return f() } catch (e) { return e.message } };
const three = (i) => [1, 2, 3].map(() => show(i.next()));
console.log(JSON.stringify(process.argv.slice(2).map((e) => [safe(() => three(CronExpressionParser.parse(e, o))), safe(() => three(old.parseExpression(e, o))),
  safe(() => new Cron(e, { timezone: 'UTC', paused: true }).nextRuns(3, at).map(show))])));
J
cat > t.py <<'P'
import datetime as D, json, subprocess
from importlib.metadata import version
from croniter import croniter
want = {"0,*/15 * * * *": ["11-06T12:00", "11-06T12:15", "11-06T12:30"], "0 9-17,12 * * MON-FRI,FRI": ["11-06T12:00", "11-06T13:00", "11-06T14:00"], "0 9-17 * * 1-5": ["11-06T12:00", "11-06T13:00", "11-06T14:00"]}
print("croniter", version("croniter"))
js = json.loads(subprocess.run(["node", "t.mjs", *want], stdout=subprocess.PIPE, text=True, check=True).stdout)
for (e, times), (new, old, croner) in zip(want.items(), js):
    it = croniter(e, D.datetime(2026, 11, 6, 11, 50)); py = [it.get_next(D.datetime).strftime("%m-%dT%H:%M") for _ in range(3)]
    print("  ", e, "| cron-parser 5:", new, "| 4.9.0:", old, "| croner:", croner, "| croniter:", py)
    assert old == croner == py == times, (old, croner, py)
    assert new == times if "," not in e else "duplicate values found" in new, new
print("still so")
P
v/bin/python t.py
