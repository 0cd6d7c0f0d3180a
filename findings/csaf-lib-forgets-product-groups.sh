#!/usr/bin/env bash
# Software: csaf-lib 0.1.0b12 (PyPI, of a Linux vendor's security team), on a CSAF 2.0 VEX document; @secvisogram/csaf-validator-lib 2.0.10 (npm) as the judge.
# Expected: a flag or remediation may name products by product_ids or by group_ids, which stand for the products of the group in product_tree
#   (CSAF 2.0, 3.1.7 and 3.2.3.12). Read and written it is the same document; test 6.1.27.10 is passed by a group that covers the product.
# Instead: CSAFVEX.from_dict(...).to_dict() has no product_groups and no group_ids: the mitigation and the justification are for no product any more, without
#   an error. Its own `verify` says of the valid document that the affected products have no action statement and the others no impact statement,
#   as it takes the name of the group for the name of a product.
# Matters: one justification for all images of a release is what groups are for: after the library it excuses nothing, or the document is rejected.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @secvisogram/csaf-validator-lib@2.0.10 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile csaf-lib==0.1.0b12
cat > t.py <<'P'
import json, re, subprocess
from importlib.metadata import version
from csaf_lib.models.csafvex import CSAFVEX
print("csaf-lib", version("csaf-lib"))
def image(i): return {"category": "product_version", "name": i, "product": {"product_id": i, "name": "web " + i, "product_identification_helper": {"purl": f"pkg:oci/web@sha256:{'ab' * 32}?tag={i}"}}}
day = "2026-03-01T12:00:00Z"
doc = {"document": {"category": "csaf_vex", "csaf_version": "2.0", "title": "t", "publisher": {"category": "vendor", "name": "n", "namespace": "https://x.example"},
        "tracking": {"id": "X-1", "status": "final", "version": "1", "initial_release_date": day, "current_release_date": day, "revision_history": [{"date": day, "number": "1", "summary": "a"}]}},
    "product_tree": {"branches": [{"category": "vendor", "name": "v", "branches": [{"category": "product_name", "name": "web", "branches": [image("1.0"), image("1.1")]}]}], "product_groups": [{"group_id": "all", "product_ids": ["1.0", "1.1"]}]},
    "vulnerabilities": [
        {"cve": "CVE-2026-0001", "notes": [{"category": "description", "text": "d"}], "product_status": {"known_affected": ["1.0", "1.1"]}, "remediations": [{"category": "mitigation", "details": "m", "group_ids": ["all"]}]},
        {"cve": "CVE-2026-0002", "notes": [{"category": "description", "text": "d"}], "product_status": {"known_not_affected": ["1.0", "1.1"]}, "flags": [{"label": "component_not_present", "group_ids": ["all"]}]}]}
json.dump(doc, open("x-1.json", "w"))
back = json.loads(json.dumps(CSAFVEX.from_dict(doc).to_dict(), default=str)); by = {v["cve"]: v for v in back["vulnerabilities"]}
print("   product_groups:", back["product_tree"].get("product_groups")); print("   remediations:", by["CVE-2026-0001"]["remediations"]); print("   flags:", by["CVE-2026-0002"]["flags"])
assert "product_groups" not in back["product_tree"], back["product_tree"]
assert by["CVE-2026-0001"]["remediations"] == [{"category": "mitigation", "details": "m"}] and by["CVE-2026-0002"]["flags"] == [{"label": "component_not_present"}], by
r = subprocess.run(["v/bin/csaf-lib", "verify", "x-1.json"], capture_output=True, text=True); out = r.stdout + r.stderr
print("\n".join("   verify: " + l for l in out.splitlines() if "errors:" in l or "Summary" in l))
for what in ("no remediation action statement", "no impact statement"): assert re.search(r"products \['1\.[01]', '1\.[01]'\] have " + what, out), out
P
v/bin/python t.py
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import * as tests from '@secvisogram/csaf-validator-lib/mandatoryTests.js';
const d = JSON.parse(fs.readFileSync('x-1.json')), failed = []; for (const n in tests) if (!(await tests[n](d)).isValid) failed.push(n);
console.log('csaf-validator-lib', JSON.parse(fs.readFileSync('node_modules/@secvisogram/csaf-validator-lib/package.json')).version, Object.keys(tests).length, 'mandatory tests, failed:', failed);
assert.deepEqual(failed, []); assert.ok('mandatoryTest_6_1_27_10' in tests);
console.log('still so');
J
node t.mjs
