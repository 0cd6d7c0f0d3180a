#!/usr/bin/env bash
# Software: hcl-to-json 0.1.1 (npm, 95,000 downloads a month); @cdktf/hcl2json 0.21.0 (npm) beside it.
# Expected: in HCL "\n" is a line break and \" a quote, null is no value, elements of a list keep their types, entries of an object may be parted by commas, and a ? b : c is one expression.
# Instead: escapes stay as they are, null is the text "null", [1, true] is ["1", "true"], of { k = "v", "a/b" = 2 } k is `v",`, and a condition becomes keys of the document that take in what follows:
#   behind `a = var.x ? 1 : 2` the next attribute b stands three levels deep below "?". A heredoc ends without its line break, and an indented one is a TypeError.
# Matters: a check of Terraform files for images, privileges or counts does not see attributes behind a condition, and compares numbers with texts. No error.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts hcl-to-json@0.1.1 @cdktf/hcl2json@0.21.0 >/dev/null 2>&1
cat > t.cjs <<'J'
const assert = require('assert/strict'), fs = require('fs'), other = require('@cdktf/hcl2json'), convert = require('hcl-to-json');
for (const n of ['hcl-to-json', '@cdktf/hcl2json']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const rows = [['a = "x"\nb = 1\n', { a: 'x', b: 1 }, { a: 'x', b: 1 }], ['a = "say \\"x\\"\\n"\n', { a: 'say "x"\n' }, { a: 'say \\"x\\"\\n' }], ['a = null\n', { a: null }, { a: 'null' }], ['a = [1, "x", true]\n', { a: [1, 'x', true] }, { a: ['1', 'x', 'true'] }],
  ['a = { k = "v", "a/b" = 2 }\n', { a: { k: 'v', 'a/b': 2 } }, { a: { k: 'v",', 'a/b': 2 } }], ['a = <<EOT\nx\nEOT\n', { a: 'x\n' }, { a: 'x' }], ['a = var.x ? 1 : 2\nb = 3\n', { a: '${var.x ? 1 : 2}', b: 3 }, null]];
(async () => {
  for (const [text, right, now] of rows) { const a = await other.parse('a.tf', text), b = convert(text); console.log('  ', JSON.stringify(text), '| @cdktf/hcl2json:', JSON.stringify(a), '| hcl-to-json:', JSON.stringify(b)); assert.deepEqual(a, right); if (now) assert.deepEqual(b, now); else assert(b.a === 'var.x' && !('b' in b) && '?' in b && JSON.stringify(b).includes('"b":3')); }
  assert.throws(() => convert('a = <<-EOT\n  x\n  EOT\n'), TypeError); assert.deepEqual(await other.parse('a.tf', 'a = <<-EOT\n  x\n  EOT\n'), { a: 'x\n' });
  console.log('still so'); process.exit(0);
})().catch((e) => { console.error(e); process.exit(1); });
J
node t.cjs
