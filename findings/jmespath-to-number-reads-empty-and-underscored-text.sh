#!/usr/bin/env bash
# Software: jmespath 1.1.0 (PyPI), jmespath 0.16.0, @jmespath-community/jmespath 1.3.0 (both npm).
# Expected: to_number() of a string gives the number if it is one in JSON's form and null otherwise, as the specification says, in each port alike.
# Instead: Python hands the text to int() and float(), JavaScript to its unary plus. "1_000" is 1000 in Python and null in JavaScript; "" is null in
#   Python and 0 in both JavaScript ports, "0x10" null and 16; "nan" is NaN in Python, which is no JSON.
# Matters: items[?to_number(metadata.annotations.x) == `0`] finds objects with an empty annotation on one side only; a query's answer
#   over a backup depends on the port.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile jmespath==1.1.0
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts jmespath@0.16.0 @jmespath-community/jmespath@1.3.0 >/dev/null 2>&1
cat > t.py <<'P'
from importlib.metadata import version
import jmespath
got = [jmespath.search("to_number(x)", {"x": s}) for s in ["12", "1_000", "", "0x10", "nan"]]
print("Python jmespath", version("jmespath"), got)
assert got[:4] == [12, 1000, None, None] and got[4] != got[4]
P
v/bin/python t.py
cat > t.cjs <<'J'
const assert = require('assert'), fs = require('fs');
for (const n of ['jmespath', '@jmespath-community/jmespath']) {
  const got = ['12', '1_000', '', '0x10', 'nan'].map((x) => require(n).search({ x }, 'to_number(x)'));
  console.log('npm', n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version, got);
  assert.deepStrictEqual(got, [12, null, 0, 16, null]);
}
console.log('still so');
J
node t.cjs
