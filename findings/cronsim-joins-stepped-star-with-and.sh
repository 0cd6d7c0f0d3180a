#!/usr/bin/env bash
# Software: cronsim 2.8, croniter 7.0.0 (PyPI), cron-parser 5.10.6 (npm), on the CronJob schedule "0 0 */2 * 1".
# Expected: day of month */2 and weekday 1 (Monday) given together run on either (OR). Kubernetes' parser, robfig/cron v3, treats only
#   a plain * as "any day": its getRange clears the star bit when a step above 1 follows, so */2 is a restriction and OR applies.
# Instead: cronsim follows Debian's cron, where a field that begins with a star counts as
#   "any day" whatever follows: it joins the two with AND, and the job runs on odd Mondays only. croniter and cron-parser agree with
#   Kubernetes: 11-02, 11-03, 11-05. The order inside a list matters to cronsim too: "*/10,5" is joined with AND, "5,*/10" with OR.
# Matters: "should this CronJob have run before the backup was taken" gets another answer from this library than from the cluster: next run
#   in 8 days instead of 1.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile cronsim==2.8 croniter==7.0.0
npm init -y >/dev/null && npm install --silent --no-audit --no-fund cron-parser@5.10.6 >/dev/null 2>&1
cat > t.py <<'P'
import datetime as D
from importlib.metadata import version
from croniter import croniter
from cronsim import CronSim
base = D.datetime(2026, 11, 1)
def sim(e): it = CronSim(e, base); return [next(it).strftime("%m-%d") for _ in range(3)]
def cro(e): it = croniter(e, base); return [it.get_next(D.datetime).strftime("%m-%d") for _ in range(3)]
e = "0 0 */2 * 1"
a, b = sim(e), cro(e)
print(e, "from 2026-11-01"); print("cronsim", version("cronsim"), a); print("croniter", version("croniter"), b)
c, d = sim("0 0 */10,5 * 1"), sim("0 0 5,*/10 * 1")
print("cronsim */10,5:", c, " 5,*/10:", d)
assert a == ["11-09", "11-23", "12-07"] and b == ["11-02", "11-03", "11-05"]
assert c == ["12-21", "01-11", "02-01"] and d == ["11-02", "11-05", "11-09"]
P
v/bin/python t.py
cat > t.mjs <<'J'
import fs from 'fs'; import { CronExpressionParser } from 'cron-parser';
const i = CronExpressionParser.parse('0 0 */2 * 1', { currentDate: '2026-11-01T00:00:00Z', tz: 'UTC' });
const r = [1, 2, 3].map(() => i.next().toISOString().slice(5, 10)).join();
console.log('cron-parser', JSON.parse(fs.readFileSync('node_modules/cron-parser/package.json')).version, r); process.exit(r === '11-02,11-03,11-05' ? 0 : 1);
J
node t.mjs
echo "still so"
