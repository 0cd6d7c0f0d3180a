#!/usr/bin/env bash
# Software: ajv 8.20.0 with ajv-formats 3.0.1 (npm), jsonschema 4.26.0 with its format extra, pydantic 2.14.4 (PyPI), on a field "format: duration" of a CRD.
# Expected: custom resources that the API server holds pass the CRD's own schema elsewhere too. Kubernetes lists duration among the formats it checks,
#   "a duration string like 22 ns as parsed by Golang time.ParseDuration or compatible with Scala duration format": 1h30m, 90s, 1.5h.
# Instead: the validators check RFC 3339's (ISO 8601) durations under the same name. All refuse the values above and take PT1H30M alone, which
#   controllers written in Go cannot parse. (Kubernetes' check takes that one as well: it looks for numbers with units anywhere.) pydantic, which
#   also knows clock times, reads "00:10" too.
# Matters: checking stored objects offline against the schemas that are stored beside them reports every duration as wrong; turn this format off or
#   replace it.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile 'jsonschema[format]==4.26.0' pydantic==2.14.4
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts ajv@8.20.0 ajv-formats@3.0.1 >/dev/null 2>&1
cat > t.cjs <<'J'
const Ajv = require('ajv').default, ajv = new Ajv(); require('ajv-formats').default(ajv);
const ok = ajv.compile({ type: 'string', format: 'duration' }); console.log(JSON.stringify(process.argv.slice(2).map((s) => ok(s))));
J
cat > t.py <<'P'
import datetime, json, subprocess
from importlib.metadata import version
import jsonschema, pydantic
a = pydantic.TypeAdapter(datetime.timedelta); checker = jsonschema.validators.validator_for({}).FORMAT_CHECKER
v = jsonschema.Draft202012Validator({"type": "string", "format": "duration"}, format_checker=checker)
def pyd(s):
    try: a.validate_python(s); return True
    except pydantic.ValidationError: return False
values = ["1h30m", "90s", "1.5h", "500ms", "22 ns", "PT1H30M"]
print({n: version(n) for n in ("jsonschema", "pydantic")}, {n: json.load(open(f"node_modules/{n}/package.json"))["version"] for n in ("ajv", "ajv-formats")})
js = json.loads(subprocess.run(["node", "t.cjs", *values], capture_output=True, text=True, check=True).stdout)
for s, x in zip(values, js):
    got = {"ajv": x, "jsonschema": v.is_valid(s), "pydantic": pyd(s)}; print("  ", s.ljust(8), got)
    assert set(got.values()) == {s[0] == "P"}, got
assert pyd("00:10") and not v.is_valid("00:10")
print("still so")
P
v/bin/python t.py
