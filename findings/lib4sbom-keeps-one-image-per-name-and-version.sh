#!/usr/bin/env bash
# Software: lib4sbom 0.10.4, cyclonedx-python-lib 11.12.0 (both PyPI), on a CycloneDX 1.6 document that the latter validates.
# Expected: components are told apart by their bom-ref, as CycloneDX says; one tag at two digests is two components, and so are a Debian package and an
#   npm package of one name and version. cyclonedx-python-lib reads all of them.
# Instead: lib4sbom (under sbomdiff, sbom2doc, sbommerge and others) keeps the packages of a CycloneDX document in a dict by name and version: the
#   last one replaces those before it, without an error. Digest and purl of the others are gone, and the relationships it returns point at a bom-ref that is
#   no package's. Of the same inventory as SPDX 2.3 it returns every package.
# Matters: a tag moved during a rollout is the very case in which an inventory of running images has one name with two digests; a report
#   or a diff made with these tools then shows one of them, which one depends on the order.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile lib4sbom==0.10.4 'cyclonedx-python-lib[json-validation]==11.12.0'
cat > t.py <<'P'
import json
from importlib.metadata import version
from cyclonedx.model.bom import Bom
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from lib4sbom.parser import SBOMParser
print({n: version(n) for n in ("lib4sbom", "cyclonedx-python-lib")})
def image(ref, d): return {"type": "container", "bom-ref": ref, "name": "registry.example/web", "version": "1.2", "hashes": [{"alg": "SHA-256", "content": d * 32}],
    "purl": f"pkg:oci/web@sha256%3A{d * 32}?repository_url=registry.example/web&tag=1.2"}
cdx = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "metadata": {"component": {"type": "platform", "name": "cluster", "bom-ref": "root"}},
       "components": [image("old", "aa"), image("new", "bb"), {"type": "library", "bom-ref": "deb", "name": "openssl", "version": "3.0.1", "purl": "pkg:deb/debian/openssl@3.0.1"},
                      {"type": "library", "bom-ref": "npm", "name": "openssl", "version": "3.0.1", "purl": "pkg:npm/openssl@3.0.1"}],
       "dependencies": [{"ref": "root", "dependsOn": ["old", "new", "deb", "npm"]}]}
assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(cdx)) is None
spdx = {"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": "cluster", "documentNamespace": "https://example.com/1",
        "creationInfo": {"created": "2026-01-02T03:04:05Z", "creators": ["Tool: t-1"]},
        "packages": [{"SPDXID": "SPDXRef-" + r, "name": "registry.example/web", "versionInfo": "1.2", "downloadLocation": "NOASSERTION", "filesAnalyzed": False,
                      "checksums": [{"algorithm": "SHA256", "checksumValue": d * 32}]} for r, d in (("old", "aa"), ("new", "bb"))]}
for n, d in ("a.cdx.json", cdx), ("a.spdx.json", spdx): json.dump(d, open(n, "w"))
def read(f): p = SBOMParser(); p.parse_file(f); return p
c = read("a.cdx.json"); refs = [x["bom-ref"] for x in c.get_packages()]; targets = [r["target_id"] for r in c.get_relationships()]
lib = sorted(x.bom_ref.value for x in Bom.from_json(cdx).components)
s = [x["id"] for x in read("a.spdx.json").get_packages()]
print("  CycloneDX: cyclonedx-python-lib reads", lib, "| lib4sbom reads", refs, "with relationships to", targets)
print("  digests that lib4sbom has:", [x["checksum"][0][1][:4] + ".." for x in c.get_packages() if "checksum" in x], "| SPDX:", s)
assert lib == ["deb", "new", "npm", "old"] and refs == ["new", "npm"] and targets == ["old", "new", "deb", "npm"] and s == ["SPDXRef-old", "SPDXRef-new"]
print("still so")
P
v/bin/python t.py
