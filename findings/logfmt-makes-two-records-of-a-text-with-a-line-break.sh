#!/usr/bin/env bash
# Software: logfmt 1.4.0 and @jclem/logfmt2 2.4.3 (npm); logfmtkv 0.2.1 and logfmter 0.0.12 (PyPI) beside them.
# Expected: one record is one line; a text with a line break is put between quotes and the break written as \n, as both Python writers do.
# Instead: npm logfmt writes the break as it is, between quotes when the text has a space and bare when it has none: {level: "info", msg: "one\ntwo", n: 1} is two lines, and its own reader
#   makes two records of them, the second with a field two: true. @jclem/logfmt2 writes a space for the break, which is lost.
# Matters: the lines of a message (a PEM block, a list of names, a stack) become records without level and time, and what is behind them (n=1) belongs to those.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts logfmt@1.4.0 @jclem/logfmt2@2.4.3 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile logfmter==0.0.12 logfmtkv==0.2.1
cat > t.cjs <<'J'
const assert = require('assert/strict'), fs = require('fs'), logfmt = require('logfmt'), { encode, decode } = require('@jclem/logfmt2');
for (const n of ['logfmt', '@jclem/logfmt2']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const record = { level: 'info', msg: 'one\ntwo', n: 1 }, a = logfmt.stringify(record), b = encode(record);
console.log('   logfmt:', JSON.stringify(a), a.split('\n').map((l) => logfmt.parse(l))); console.log('   @jclem/logfmt2:', JSON.stringify(b), decode(b));
assert.equal(a, 'level=info msg=one\ntwo n=1'); assert.deepEqual(a.split('\n').map((l) => ({ ...logfmt.parse(l) })), [{ level: 'info', msg: 'one' }, { two: true, n: '1' }]);
assert.equal(b, 'level=info msg="one two" n=1');
const space = logfmt.stringify({ msg: 'one two\nthree' }); console.log('   with a space, logfmt:', JSON.stringify(space)); assert.equal(space, 'msg="one two\nthree"');
J
node t.cjs
cat > t.py <<'P'
import logging
from importlib.metadata import version
import logfmtkv
from logfmter import Logfmter
print({n: version(n) for n in ("logfmtkv", "logfmter")})
a, b = logfmtkv.serialize({"level": "info", "msg": "one\ntwo", "n": 1}), Logfmter().format(logging.LogRecord("n", 20, "p", 1, "one\ntwo", None, None))
print("  ", a, "|", b); assert a == 'level=info msg="one\\ntwo" n=1' and b == 'at=INFO msg="one\\ntwo"'
assert logfmtkv.parse(a)["msg"] == "one\ntwo"
print("still so")
P
v/bin/python t.py
