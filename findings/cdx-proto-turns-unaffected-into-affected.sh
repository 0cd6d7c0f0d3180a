#!/usr/bin/env bash
# Software: @cdxgen/cdx-proto 2.2.0 (npm, with @bufbuild/protobuf), which cdxgen 12.8.4 uses for --export-proto; the JSON schema in cyclonedx-python-lib 11.12.0.
# Expected: a CycloneDX document written as protobuf and read back is the same document: both forms are of one specification.
# Instead: the status "unaffected" of a version range is gone, and the schema's default for a range without one is "affected". The text of a licence (any
#   attached text) is gone and its content type left. Both have another name in the protobuf form (NOT_AFFECTED, value); the JSON reader takes them for
#   unknown, which is an error, or, with the option ignoreUnknownFields that cdxgen sets, no word at all. "affected" and "unknown" survive.
# Matters: what a VEX said about fixed versions is reversed by a change of form, in a file that is smaller and otherwise equal.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @cdxgen/cdx-proto@2.2.0 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile 'cyclonedx-python-lib[json-validation]==11.12.0'
cat > bom.json <<'J'
{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
 "components": [{"type": "container", "bom-ref": "web", "name": "web", "version": "1.3", "licenses": [{"license": {"name": "Own", "text": {"contentType": "text/plain", "content": "May be used."}}}]}],
 "vulnerabilities": [{"bom-ref": "v", "id": "CVE-2026-0001", "affects": [{"ref": "web", "versions": [{"version": "1.1", "status": "affected"}, {"version": "1.2", "status": "unknown"}, {"version": "1.3", "status": "unaffected"}]}]}]}
J
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import { parseBomJson, encodeBomBinary, decodeBomBinary, encodeBomJson } from '@cdxgen/cdx-proto';
console.log('@cdxgen/cdx-proto', JSON.parse(fs.readFileSync('node_modules/@cdxgen/cdx-proto/package.json')).version);
const bom = JSON.parse(fs.readFileSync('bom.json'));
assert.throws(() => parseBomJson(bom), /AttachedText from JSON: key "content" is unknown/);
const back = encodeBomJson(decodeBomBinary('1.6', encodeBomBinary(parseBomJson(bom, { ignoreUnknownFields: true }))));
fs.writeFileSync('back.json', JSON.stringify(back));
console.log('  versions:', JSON.stringify(back.vulnerabilities[0].affects[0].versions)); console.log('  licences:', JSON.stringify(back.components[0].licenses));
assert.deepEqual(back.vulnerabilities[0].affects[0].versions, [{ version: '1.1', status: 'affected' }, { version: '1.2', status: 'unknown' }, { version: '1.3' }]);
assert.deepEqual(back.components[0].licenses, [{ license: { name: 'Own', text: { contentType: 'text/plain' } } }]);
J
node t.mjs
v/bin/python - <<'P'
import glob, json, os
from importlib.metadata import version
import cyclonedx.schema
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
s = json.load(open(glob.glob(os.path.join(os.path.dirname(cyclonedx.schema.__file__), "_res", "bom-1.6.*schema.json"))[0]))
status = s["definitions"]["vulnerability"]["properties"]["affects"]["items"]["properties"]["versions"]["items"]["properties"]["status"]
print("cyclonedx-python-lib", version("cyclonedx-python-lib"), "default of status:", status["default"]); assert status["default"] == "affected"
assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(open("bom.json").read()) is None
print("still so")
P
