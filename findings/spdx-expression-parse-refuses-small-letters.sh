#!/usr/bin/env bash
# Software: spdx-expression-parse 5.0.0 (npm, 170 million downloads a month); license-expressions 0.8.0 (npm) and license-expression 30.4.4 (PyPI) beside it.
# Expected: identifiers of licences and exceptions are matched whatever their case (SPDX specification, annex on license expressions, "Case sensitivity"): mit is MIT. The operators are
#   AND, OR and WITH.
# Instead: it is the identifiers that have to be in their exact case: mit, apache-2.0 and GPL-2.0-Only are "Unexpected", as is WITH llvm-exception, while the operators may be written small.
# Matters: what packages and images say of their licence gets into SBOMs as it was typed; the same expression is valid for one reader of the SBOM and no licence for the other.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts spdx-expression-parse@5.0.0 license-expressions@0.8.0 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile license-expression==30.4.4
cat > t.py <<'P'
import json, subprocess
from importlib.metadata import version
from license_expression import get_spdx_licensing
spdx = get_spdx_licensing(); print("license-expression", version("license-expression"))
texts = ["MIT", "mit", "apache-2.0 OR MIT", "GPL-2.0-Only", "Apache-2.0 WITH llvm-exception", "MIT and ISC", "no-such-licence"]
js = """const one = (f) => (s) => { try { f(s); return true; } catch (e) { return false; } }, a = one(require('license-expressions').parse), b = one(require('spdx-expression-parse'));
console.log(JSON.stringify(JSON.parse(process.argv[1]).map((s) => [a(s), b(s)])))"""
node = json.loads(subprocess.run(["node", "-e", js, json.dumps(texts)], capture_output=True, text=True, check=True).stdout)
for n in ("license-expressions", "spdx-expression-parse"): print(n, json.load(open(f"node_modules/{n}/package.json"))["version"])
for text, (a, b), right, now in zip(texts, node, [True] * 6 + [False], [True, False, False, False, False, True, False]):
    p = not spdx.validate(text).errors; print(f"   {text:32} license-expression: {p}, license-expressions: {a}, spdx-expression-parse: {b}"); assert p == right and b == now and (a == right or text == "no-such-licence"), text
print("still so")
P
v/bin/python t.py
