#!/usr/bin/env bash
# Software: hcl2-parser 1.0.3 (npm, 749,000 downloads a month) and hcl2-json-parser 1.0.1 (npm); @cdktf/hcl2json 0.21.0 (npm) beside them.
# Expected: in HCL $${ is the text ${, and ${ begins a template; in JSON for Terraform both are written as in HCL ("HCL JSON syntax": strings are parsed as templates), as the third one does.
# Instead: both undo the escape and leave templates as they are, so "$${POD}" and "${POD}" are one text "${POD}"; %%{ is %{ as well. No error.
# Matters: a script for a node or a container that says $${NAME} for its shell is a reference to a variable of Terraform in the JSON, an error there or another value; and who searches for references finds texts.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts hcl2-parser@1.0.3 hcl2-json-parser@1.0.1 @cdktf/hcl2json@0.21.0 >/dev/null 2>&1
cat > a.tf <<'F'
text     = "echo $${POD} %%{if}"
template = "echo ${POD}"
F
cat > t.cjs <<'J'
const assert = require('assert/strict'), fs = require('fs'), text = fs.readFileSync('a.tf', 'utf8'), read = { '@cdktf/hcl2json': () => require('@cdktf/hcl2json').parse('a.tf', text), 'hcl2-parser': () => require('hcl2-parser').parseToObject(text)[0], 'hcl2-json-parser': () => require('hcl2-json-parser').parseToObject(text) };
(async () => {
  for (const [n, f] of Object.entries(read)) { let o = await f(); if (Array.isArray(o)) o = o[0]; console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version, JSON.stringify(o)); assert.equal(o.template, 'echo ${POD}'); assert.equal(o.text, n === '@cdktf/hcl2json' ? 'echo $${POD} %%{if}' : 'echo ${POD} %{if}'); }
  console.log('still so'); process.exit(0);
})().catch((e) => { console.error(e); process.exit(1); });
J
node t.cjs
