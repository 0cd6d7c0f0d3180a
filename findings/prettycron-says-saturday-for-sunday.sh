#!/usr/bin/env bash
# Software: prettycron 0.10.0 (npm, 67,000 downloads a month); cronstrue 3.39.0 (npm) beside it.
# Expected: in crontab(5) the day of the week 7 is Sunday, as 0 is; @midnight is @daily, and Kubernetes takes it, as well as @every 6h, in the schedule of a CronJob.
# Instead: `0 3 * * 7` is "03:00 on Sat", `0 3 * * 5-7` "Fri and Sat" and `0 3 * * 6-7` "Sat"; with 0 it is right. @midnight and @every 6h, which it does not know, are read field by field as
#   something that runs every minute. No error.
# Matters: a table of backups and jobs shows a day on which none runs, and a job of each night as one of each minute.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts prettycron@0.10.0 cronstrue@3.39.0 >/dev/null 2>&1
cat > t.cjs <<'J'
const assert = require('assert/strict'), fs = require('fs'), pretty = require('prettycron'), cronstrue = require('cronstrue');
for (const n of ['prettycron', 'cronstrue']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
for (const [line, right, now] of [['0 3 * * 0', 'At 03:00 AM, only on Sunday', '03:00 on Sun'], ['0 3 * * 7', 'At 03:00 AM, only on Sunday', '03:00 on Sat'], ['0 3 * * 5-7', 'At 03:00 AM, Friday through Sunday', '03:00 on Fri and Sat'],
  ['0 3 * * 6-7', 'At 03:00 AM, Saturday through Sunday', '03:00 on Sat'], ['@daily', 'At 12:00 AM', '00:00 every day'], ['@midnight', 'At 12:00 AM', /^Every , 1, 2, 3, .* 58 and 59th minute past every hour$/],
  ['@every 6h', null, /^Every , 1, 2, 3, .* 58 and 59th minute past the , 1, 2, .* 22 and 23rd hour$/]]) {
  let other; try { other = cronstrue.toString(line); } catch (e) { other = null; console.log('   cronstrue:', String(e)); }
  const got = pretty.toString(line); console.log('  ', line, '| cronstrue:', other, '| prettycron:', got.length > 60 ? got.slice(0, 30) + ' ... ' + got.slice(-28) : got);
  assert.equal(other, right); now instanceof RegExp ? assert.match(got, now) : assert.equal(got, now);
}
console.log('still so');
J
node t.cjs
