#!/usr/bin/env bash
# Software: spdx-tools 0.8.5, cyclonedx-python-lib 11.12.0 (both PyPI).
# Expected: a package's download location is a URL (SPDX 2.3, 7.7); RFC 3986 allows a host of one label, an IPv4 and an IPv6 address. A registry in the cluster
#   or on the node is written as http://registry:5000/, http://localhost:5000/, https://10.0.0.7/ or https://[fd00::7]/.
# Instead: the validator wants a dot and a name of letters at the end: these four are no URLs, and write_file, which validates by default, raises if one
#   image of all has such a location, after it has emptied the file that was there. A space in the path is fine. cyclonedx-python-lib takes all but
#   the IPv6 one, which it writes with the brackets escaped and its own strict validator then refuses.
# Matters: an inventory of an air-gapped cluster cannot be written as SPDX without validate=False or without saying where its images are from.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile spdx-tools==0.8.5 'cyclonedx-python-lib[json-validation]==11.12.0'
cat > t.py <<'P'
import json, os
from importlib.metadata import version
from cyclonedx.model import ExternalReference, ExternalReferenceType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from spdx_tools.spdx.parser.parse_anything import parse_file
from spdx_tools.spdx.writer.write_anything import write_file
print({n: version(n) for n in ("spdx-tools", "cyclonedx-python-lib")})
def spdx(url):
    doc = {"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": "cluster", "documentNamespace": "https://example.com/1", "creationInfo": {"created": "2026-01-02T03:04:05Z", "creators": ["Tool: t-1"]},
           "packages": [{"SPDXID": "SPDXRef-" + str(i), "name": "web", "versionInfo": "1.2", "downloadLocation": u, "filesAnalyzed": False} for i, u in enumerate(("NOASSERTION", url))],
           "relationships": [{"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-1"}]}
    json.dump(doc, open("in.spdx.json", "w"))
    open("out.spdx.json", "w").write("the document of yesterday")
    try: write_file(parse_file("in.spdx.json"), "out.spdx.json"); return "written"
    except ValueError as e: assert os.path.getsize("out.spdx.json") == 0; return "refused" if "download_location must be a valid URL" in str(e) else str(e)
def cdx(url):
    ref = ExternalReference(type=ExternalReferenceType.DISTRIBUTION, url=XsUri(url))
    return "valid" if JsonStrictValidator(SchemaVersion.V1_6).validate_str(JsonV1Dot6(Bom(components=[Component(name="web", type=ComponentType.CONTAINER, external_references=[ref])])).output_as_string()) is None else "invalid"
for url, want in [("https://registry.example/v2/", "written"), ("https://registry.prod.svc:5000/v2/", "written"), ("http://registry:5000/v2/", "refused"), ("http://localhost:5000/v2/", "refused"), ("https://10.0.0.7/v2/", "refused"), ("https://[fd00::7]/v2/", "refused"), ("https://registry.example/a b", "written")]:
    r = spdx(url), cdx(url.replace(" ", "%20")); print("  ", url, "-> spdx-tools:", r[0], "| cyclonedx:", r[1]); assert r == (want, "invalid" if "[" in url else "valid"), r
six = XsUri("https://[fd00::7]/v2/").uri; print("   cyclonedx writes", six); assert six == "https://%5Bfd00::7%5D/v2/"
print("still so")
P
v/bin/python t.py 2>&1 | grep -v '^Generating LALR'
