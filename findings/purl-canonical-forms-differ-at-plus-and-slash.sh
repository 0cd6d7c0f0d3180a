#!/usr/bin/env bash
# Software: packageurl-python 0.17.6 (PyPI), packageurl-js 2.0.1 (npm).
# Expected: a package URL has one canonical form, so both libraries, which read each other's output, write the same text for the same package,
#   and SBOMs of two tools can be joined by purl.
# Instead: a plus in a version is %2B for the Python library and + for the JavaScript one, and in qualifiers it is the other way round: slash and
#   colon stay as they are in Python and become %2F and %3A in JavaScript. So Debian's security updates (+deb12u4), k3s versions (+k3s1), cargo
#   builds and every image with repository_url have two canonical texts. Versions without plus and purls without such qualifiers agree.
# Matters: joining the images of a snapshot to SBOMs by purl text loses just the patched packages and the images of named registries. Parse
#   both sides and compare the parts.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile packageurl-python==0.17.6
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts packageurl-js@2.0.1 >/dev/null 2>&1
cat > t.mjs <<'J'
import { PackageURL } from 'packageurl-js';
const parts = (p) => [p.type, p.namespace ?? null, p.name, p.version ?? null, { ...(p.qualifiers ?? {}) }];
console.log(JSON.stringify(JSON.parse(process.argv[2]).map((s) => { const p = PackageURL.fromString(s); return [p.toString(), parts(p)] })));
J
cat > t.py <<'P'
import json, subprocess
from importlib.metadata import version
from packageurl import PackageURL
js = lambda l: json.loads(subprocess.run(["node", "t.mjs", json.dumps(l)], capture_output=True, text=True, check=True).stdout)
parts = lambda p: [p.type, p.namespace, p.name, p.version, dict(p.qualifiers)]
print("packageurl-python", version("packageurl-python"), "packageurl-js", json.load(open("node_modules/packageurl-js/package.json"))["version"])
cases = [(PackageURL("deb", "debian", "libc6", "2.36-9+deb12u4", {"arch": "amd64"}), "pkg:deb/debian/libc6@2.36-9%2Bdeb12u4?arch=amd64", "pkg:deb/debian/libc6@2.36-9+deb12u4?arch=amd64"),
  (PackageURL("cargo", None, "foo", "1.0.0+build.5"), "pkg:cargo/foo@1.0.0%2Bbuild.5", "pkg:cargo/foo@1.0.0+build.5"),
  (PackageURL("oci", None, "pause", "3.10", {"repository_url": "registry.example:5000/pause"}), "pkg:oci/pause@3.10?repository_url=registry.example:5000/pause", "pkg:oci/pause@3.10?repository_url=registry.example%3A5000%2Fpause"),
  (PackageURL("golang", "k8s.io", "api", "v0.31.0"),) + ("pkg:golang/k8s.io/api@v0.31.0",) * 2]
for p, python, javascript in cases:
    (text, read), (again, _) = js([p.to_string()])[0], js([js([p.to_string()])[0][0]])[0]
    print("  Python    ", p.to_string()); print("  JavaScript", text)
    assert (p.to_string(), text) == (python, javascript), (p.to_string(), text)
    assert read == parts(p) == parts(PackageURL.from_string(text)) and again == text and PackageURL.from_string(text).to_string() == python
print("still so: equal parts, two texts")
P
v/bin/python t.py
