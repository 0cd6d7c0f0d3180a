#!/usr/bin/env bash
# Software: python-hcl2 8.1.4 (PyPI), beside it @cdktf/hcl2json 0.21.0 (npm, HashiCorp's own parser compiled to WebAssembly).
# Expected: a heredoc is all its lines, each with its line break (HCL native syntax, "Template expressions"), so it ends in one.
# Instead: python-hcl2, asked for plain values (strip_string_quotes=True, preserve_heredocs=False), drops the last line break of every heredoc, <<EOT and
#   <<-EOT. Without these options a value is HCL source: the name has quotation marks within it, the heredoc its markers.
# Matters: the files of a ConfigMap or the PEM of a Secret that Terraform manages differ from the cluster's in each object by their last
#   byte when a program compares the two.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile python-hcl2==8.1.4
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @cdktf/hcl2json@0.21.0 >/dev/null 2>&1
cat > m.tf <<'M'
name = "web"
file = <<EOT
a: 1
  b: 2
EOT
trimmed = <<-EOT
    a: 1
      b: 2

  EOT
M
cat > t.cjs <<'J'
const { parse } = require('@cdktf/hcl2json'), fs = require('fs');
parse('m.tf', fs.readFileSync('m.tf', 'utf8')).then((x) => { fs.writeFileSync('go.json', JSON.stringify(x)); process.exit(0); });
J
node t.cjs
cat > t.py <<'P'
import hcl2, json
from importlib.metadata import version
go = json.load(open("go.json"))
opts = hcl2.SerializationOptions(strip_string_quotes=True, preserve_heredocs=False, explicit_blocks=False, with_comments=False)
py = hcl2.load(open("m.tf"), serialization_options=opts); plain = hcl2.load(open("m.tf"))
print("hcl2json   ", go); print("python-hcl2", version("python-hcl2"), py); print("  without options", plain)
assert go == {"name": "web", "file": "a: 1\n  b: 2\n", "trimmed": "a: 1\n  b: 2\n\n"}, go
assert py == {k: v if k == "name" else v[:-1] for k, v in go.items()}, py
assert plain["name"] == '"web"' and plain["file"].startswith('"<<EOT\n')
print("still so")
P
v/bin/python t.py
