#!/usr/bin/env bash
# Software: croniter 7.0.0, cronsim 2.8 (PyPI), cron-parser 5.10.6, croner 11.0.1, cronstrue 3.39.0 (npm), on the CronJob schedule "0 3 */1 * 1".
# Expected: */1 in the day of the month is "any day", as "*" is, so weekday 1 alone counts: Mondays. Kubernetes' parser, robfig/cron v3, drops the star of
#   a field only where a step above 1 follows; with step 1 the star stays and the two fields are joined with AND.
# Instead: croniter, cron-parser and croner take */1 for a restriction that every day meets and join with OR: the job runs daily. "0 3 13 * */1" (the 13th)
#   is daily for them too. cronsim agrees with Kubernetes here (not with a larger step), and so does the text of cronstrue, so a program that
#   shows both contradicts itself. With a plain * all agree.
# Matters: generators of schedules write */1; a backup of Mondays is counted as missed on six days of the week by a check with these libraries.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile croniter==7.0.0 cronsim==2.8
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts cron-parser@5.10.6 croner@11.0.1 cronstrue@3.39.0 >/dev/null 2>&1
cat > t.mjs <<'J'
import { CronExpressionParser } from 'cron-parser'; import { Cron } from 'croner'; import cronstrue from 'cronstrue';
const at = new Date('2026-11-01T12:00:00Z'), day = (d) => d.toISOString().slice(5, 10);
console.log(JSON.stringify(process.argv.slice(2).map((e) => {
  const i = CronExpressionParser.parse(e, { currentDate: at, tz: 'UTC' });
  return { 'cron-parser': [1, 2, 3].map(() => day(i.next())), croner: new Cron(e, { timezone: 'UTC', paused: true }).nextRuns(3, at).map(day), cronstrue: cronstrue.toString(e) };
})));
J
cat > t.py <<'P'
import datetime as D, json, subprocess
from importlib.metadata import version
from croniter import croniter
from cronsim import CronSim
print({n: version(n) for n in ("croniter", "cronsim")}, {n: json.load(open(f"node_modules/{n}/package.json"))["version"] for n in ("cron-parser", "croner", "cronstrue")})
base = D.datetime(2026, 11, 1, 12)
def cro(e): it = croniter(e, base); return [it.get_next(D.datetime).strftime("%m-%d") for _ in range(3)]
def sim(e): it = CronSim(e, base); return [next(it).strftime("%m-%d") for _ in range(3)]
daily, mondays, monthly = ["11-02", "11-03", "11-04"], ["11-02", "11-09", "11-16"], ["11-13", "12-13", "01-13"]
want = {"0 3 */1 * 1": (daily, mondays, "At 03:00 AM, only on Monday"), "0 3 * * 1": (mondays, mondays, "At 03:00 AM, only on Monday"),
        "0 3 13 * */1": (daily, monthly, "At 03:00 AM, on day 13 of the month"), "0 3 13 * *": (monthly, monthly, "At 03:00 AM, on day 13 of the month")}
js = json.loads(subprocess.run(["node", "t.mjs", *want], capture_output=True, text=True, check=True).stdout)
for (e, (three, one, text)), r in zip(want.items(), js):
    r = {"croniter": cro(e), "cronsim": sim(e), **r}; print("  ", e, r)
    assert r == {"croniter": three, "cronsim": one, "cron-parser": three, "croner": three, "cronstrue": text}, r
print("still so")
P
v/bin/python t.py
