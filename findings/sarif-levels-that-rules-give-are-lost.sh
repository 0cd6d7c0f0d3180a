#!/usr/bin/env bash
# Software: @security-alert/sarif-to-markdown 1.11.1, sarif-junit 1.1.4 (npm); sarif-tools 3.0.5 (PyPI) beside them.
# Expected: SARIF 2.1.0 (3.27.10) says what a result weighs: its own level; else, if its kind is another than fail, none; else the level of its
#   rule's defaultConfiguration; else warning. The five results below are so error, none, warning, error, note. sarif-tools reads them so.
# Instead: sarif-to-markdown looks at the rule alone. A result that says level error, of a rule without a default, is not in the report at
#   all (nor is a warning by default), and a passed check and a note of a rule with default error stand there as [ERROR], with
#   shouldFail true. sarif-junit looks at the result alone: an error that comes from the rule, and a warning by default, are passed tests.
# Matters: scanners of manifests leave out what the standard gives by default, and both tools gate pull requests on the outcome: write level into
#   every result and defaultConfiguration into every rule, and no passed checks.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile sarif-tools==3.0.5
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @security-alert/sarif-to-markdown@1.11.1 sarif-junit@1.1.4 >/dev/null 2>&1
cat > make.py <<'P'
import json
def result(rule, text, **k): return dict(k, ruleId=rule, message={"text": text}, locations=[{"physicalLocation": {"artifactLocation": {"uri": "web.yaml"}, "region": {"startLine": 7}}}])
rules = [{"id": "ROOT", "defaultConfiguration": {"level": "error"}}, {"id": "LIMITS"}]
for name, r in (("rule says error", result("ROOT", "runs as root")), ("passed check", result("ROOT", "user is 1000", kind="pass")), ("neither says", result("LIMITS", "no limits")),
                ("result says error", result("LIMITS", "no limits at all", level="error")), ("result says note", result("ROOT", "root in an init container", level="note"))):
    json.dump({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [{"tool": {"driver": {"name": "scan", "rules": rules}}, "results": [r]}]}, open(name + ".sarif", "w"))
P
v/bin/python make.py
cat > t.cjs <<'J'
const fs = require('fs'), assert = require('assert'), { execFileSync } = require('child_process');
const { sarifToMarkdown } = require('@security-alert/sarif-to-markdown');
const ver = (n) => JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version;
console.log('sarif-to-markdown', ver('@security-alert/sarif-to-markdown'), 'sarif-junit', ver('sarif-junit'), execFileSync('v/bin/sarif', ['--version'], { encoding: 'utf8' }).trim());
const want = { 'rule says error': ['error', 'ERROR fails', 'passed'], 'passed check': ['none', 'ERROR fails', 'passed'], 'neither says': ['warning', 'not there', 'passed'],
  'result says error': ['error', 'not there', 'failed'], 'result says note': ['note', 'ERROR fails', 'passed'] };
for (const [name, expected] of Object.entries(want)) {
  const f = name + '.sarif', log = JSON.parse(fs.readFileSync(f));
  execFileSync('v/bin/sarif', ['csv', f, '-o', 'o.csv']); const tools = fs.readFileSync('o.csv', 'utf8').split('\n')[1].split(',')[1];
  const [{ body, shouldFail }] = sarifToMarkdown({ owner: 'o', repo: 'r', branch: 'b', sourceRoot: '', failOn: ['error'] })(log);
  const listed = body.match(/- \*\*\[(\w*)\]/); const md = (listed ? listed[1] : 'not there') + (shouldFail && listed ? ' fails' : '');
  execFileSync('node', ['node_modules/sarif-junit/bin/sarif-junit.js', '-i', f, '-o', 'o.xml']); const junit = /<failure/.test(fs.readFileSync('o.xml', 'utf8')) ? 'failed' : 'passed';
  console.log(' ', name.padEnd(18), '| sarif-tools:', tools, '| markdown:', md, '| junit:', junit, '| shouldFail', shouldFail); assert.deepStrictEqual([tools, md, junit], expected);
}
console.log('still so');
J
node t.cjs
