#!/usr/bin/env bash
# Software: local-crontab 0.1.8 (npm), which turns a crontab of a time zone into crontabs in UTC; the runs are calculated by croner 11.0.1 (npm).
# Expected: the same moments. 01:00 on Mondays in Tokyo is 16:00 on Sundays in UTC; 02:30 in India, which has no summer time, is 21:00 in UTC.
# Instead: the hour is moved and the day is not: "0 1 * * 1" of Asia/Tokyo is "0 16 * * 1", a day late, as is the first of a month. Where the offset has half an hour, the second half of each hour is an hour early:
#   "30 2 * * *" of Asia/Kolkata is "0 20 * * *", which is half past one there. A list of hours over midnight and a full hour in a zone of full hours are right.
# Matters: controllers mostly run in UTC, and so do CronJobs without timeZone: the weekly backup or the deletion of old ones runs on another day, each week, without an error.
# Instead of it: timeZone of the CronJob, or moments of a library that knows zones.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts local-crontab@0.1.8 croner@11.0.1 >/dev/null 2>&1
cat > t.mjs <<'J'
import assert from 'assert'; import fs from 'fs'; import lc from 'local-crontab'; import { Cron } from 'croner';
for (const n of ['local-crontab', 'croner']) console.log('  ', n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const runs = (cron, timezone) => new Cron(cron, { timezone }).nextRuns(3, new Date('2026-03-02T12:00:00Z')).map((d) => d.toISOString().slice(0, 16) + 'Z');
for (const [cron, zone, want, good] of [['0 1 * * 1', 'Asia/Tokyo', '0 16 * * 1', false], ['0 3 1 * *', 'Asia/Tokyo', '0 18 1 * *', false], ['30 2 * * *', 'Asia/Kolkata', '0 20 * * *', false], ['0 2 * * *', 'Asia/Kolkata', '30 20 * * *', true], ['0 1 * * *', 'Asia/Tokyo', '0 16 * * *', true], ['0 0-10 * * *', 'Asia/Tokyo', null, true], ['0 10 * * 1', 'Asia/Tokyo', '0 1 * * 1', true]]) {
  const out = lc.localCrontabToUtcCrontabs(cron, zone), right = runs(cron, zone), got = runs(out[0], 'UTC'); console.log('  ', JSON.stringify(cron), zone, right.join(' '), '|', JSON.stringify(out), got.join(' '));
  assert.equal(out.length, 1); if (want) assert.equal(out[0], want); if (good) assert.deepEqual(got, right); else assert.ok(got.every((g) => !right.includes(g)));
}
console.log('still so');
J
node t.mjs
