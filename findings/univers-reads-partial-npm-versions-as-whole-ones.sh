#!/usr/bin/env bash
# Software: univers 32.0.1 (PyPI: versions and their ranges for package URLs and advisories); semver 7.7.3 (npm's own) and semantic-version 2.10.0 (PyPI) beside it.
# Expected: a partial version in a range of npm is an X-range: 1.2 is 1.2.x, <=1.2 ends before 1.3.0, and an empty range is any version (node-semver, "X-Ranges").
# Instead: 1.2 is 1.2.0 alone, 1 is 1.0.0, <=1.2 ends at 1.2.0, and an empty range holds nothing: as vers they are vers:npm/1.2.0, vers:npm/<=1.2.0 and vers:npm/. No error;
#   ~1.2, 1.2.x and ranges of whole versions are right.
# Matters: an advisory for <=1.2 says nothing of 1.2.7, and a joined list of packages and advisories has fewer hits.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts semver@7.7.3 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile univers==32.0.1 semantic-version==2.10.0
cat > t.py <<'P'
import json, subprocess
from importlib.metadata import version
from semantic_version import NpmSpec, Version
from univers.version_range import NpmVersionRange
from univers.versions import SemverVersion
print({n: version(n) for n in ("univers", "semantic-version")})
ranges, versions = ["1.2", "1", "<=1.2", "", "1.2.x", "~1.2", "<=1.2.0"], ["1.0.0", "1.2.0", "1.2.7", "1.3.0"]
node = json.loads(subprocess.run(["node", "-e", "const s = require('semver'), [r, v] = JSON.parse(process.argv[1]); console.log(JSON.stringify(r.map((x) => v.filter((y) => s.satisfies(y, x)))))", json.dumps([ranges, versions])], capture_output=True, text=True, check=True).stdout)
got = {}
for r, want in zip(ranges, node):
    spec = [v for v in versions if Version(v) in NpmSpec(r or "*")]
    u = NpmVersionRange.from_native(r); got[r] = [v for v in versions if SemverVersion(v) in u]
    print(f"   {r!r:10} semver: {want} | semantic-version: {spec} | univers: {got[r]} {u}"); assert spec == want
    assert (got[r] == want) == (r in ranges[4:]), r
assert got["1.2"] == ["1.2.0"] and got["1"] == ["1.0.0"] and got["<=1.2"] == ["1.0.0", "1.2.0"] and got[""] == []
print("still so")
P
v/bin/python t.py
