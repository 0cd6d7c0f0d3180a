#!/usr/bin/env bash
# Software: cel-python 0.5.0, common-expression-language 0.10.0 (both PyPI), cel-js 0.8.2 (npm).
# Expected: size(string) is the number of Unicode code points (CEL language definition, "Standard definitions"); Kubernetes' CEL follows it.
# Instead: only cel-python counts code points. common-expression-language counts UTF-8 bytes, cel-js counts UTF-16 units. For a text of
#   one accented letter and one emoji the three say 2, 6 and 3.
# Matters: rules of CustomResourceDefinitions and ValidatingAdmissionPolicies (size(self.title) <= 63) that are evaluated offline over the
#   objects of a snapshot report violations for objects that the API server accepted.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile cel-python==0.5.0 common-expression-language==0.10.0
npm init -y >/dev/null && npm install --silent --no-audit --no-fund cel-js@0.8.2 >/dev/null 2>&1
cat > t.py <<'P'
from importlib.metadata import version
import celpy, cel
text = "\u00e9\U0001F600"
env = celpy.Environment(); p = env.program(env.compile("size(self.title)"))
a = int(p.evaluate({"self": celpy.json_to_cel({"title": text})}))
b = cel.evaluate("size(self.title)", {"self": {"title": text}})
c = cel.evaluate("self.title.size() <= 2", {"self": {"title": text}})
print("cel-python", version("cel-python"), a); print("common-expression-language", version("common-expression-language"), b, "| title.size() <= 2 is", c)
assert (a, b, c) == (2, 6, False)
P
v/bin/python t.py
cat > t.mjs <<'J'
import fs from 'fs'; import { evaluate } from 'cel-js';
const r = evaluate('size(self.title)', { self: { title: '\u00e9\u{1F600}' } });
console.log('cel-js', JSON.parse(fs.readFileSync('node_modules/cel-js/package.json')).version, r); process.exit(r === 3 ? 0 : 1);
J
node t.mjs
echo "still so: 2 code points, 6 bytes, 3 UTF-16 units"
