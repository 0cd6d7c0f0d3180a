#!/usr/bin/env bash
# Software: cyclonedx-python-lib 11.12.0 (PyPI), on CycloneDX 1.6 documents in JSON that its own strict validator takes.
# Expected: Bom.from_json reads what the schema has, or says what it cannot keep; what the JSON writer writes is valid for the validator beside it. The
#   media type of a component is the member mime-type in JSON and an attribute of that name in XML.
# Instead: the library knows it as the member mimeType and as an element mimeType: reading loses mime-type without a word, and a Component made with
#   mime_type is written so that both validators refuse the document, so none of a container image with its media type passes.
#   Annotations, compositions (aggregate: incomplete) and formulation are lost in reading too, and a document without a
#   timestamp, where it is optional, comes out with the time of reading as its own.
# Matters: rewriting an inventory with the usual library removes the very words that say that it is incomplete or where it was restored from.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile 'cyclonedx-python-lib[json-validation,xml-validation]==11.12.0'
cat > t.py <<'P'
import datetime, io, json
from importlib.metadata import version
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.output.xml import XmlV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from cyclonedx.validation.xml import XmlValidator
print("cyclonedx-python-lib", version("cyclonedx-python-lib"))
MIME = "application/vnd.oci.image.manifest.v1+json"
def fault(text): r = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text); return "valid" if r is None else r.data.message
doc = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": [{"type": "container", "bom-ref": "web", "name": "web", "mime-type": MIME}],
       "compositions": [{"aggregate": "incomplete", "assemblies": ["web"]}], "formulation": [{"bom-ref": "f"}],
       "annotations": [{"subjects": ["web"], "annotator": {"organization": {"name": "o"}}, "timestamp": "2026-01-02T03:04:05Z", "text": "restored from a snapshot"}]}
assert fault(json.dumps(doc)) == "valid"
bom = Bom.from_json(doc); out = json.loads(JsonV1Dot6(bom).output_as_string())
lost = sorted(set(doc) - set(out)); was = next(iter(bom.components)).mime_type
print("  read: mime_type", was, "| lost:", lost, "| timestamp of its own:", "timestamp" in out["metadata"])
assert was is None and lost == ["annotations", "compositions", "formulation"] and "mime-type" not in out["components"][0]
assert abs(datetime.datetime.fromisoformat(out["metadata"]["timestamp"]) - datetime.datetime.now(datetime.timezone.utc)) < datetime.timedelta(minutes=2)
made = Bom(components=[Component(name="web", type=ComponentType.CONTAINER, mime_type=MIME)]); text = JsonV1Dot6(made).output_as_string(); xml = XmlV1Dot6(made).output_as_string()
print("  written:", {k: v for k, v in json.loads(text)["components"][0].items() if k != "bom-ref"}, "->", fault(text)[:90])
assert json.loads(text)["components"][0]["mimeType"] == MIME and fault(text).endswith("('mimeType' was unexpected)"), fault(text)
error = str(XmlValidator(SchemaVersion.V1_6).validate_str(xml))
print("  in XML:", f"<mimeType>{MIME}</mimeType>" in xml, "->", error[30:150]); assert f"<mimeType>{MIME}</mimeType>" in xml and "mimeType': This element is not expected" in error, error
plain = XmlV1Dot6(Bom(components=[Component(name="web")])).output_as_string(); attr = plain.replace('type="library"', f'type="library" mime-type="{MIME}"')
assert attr != plain and XmlValidator(SchemaVersion.V1_6).validate_str(attr) is None and next(iter(Bom.from_xml(io.StringIO(attr)).components)).mime_type is None
assert fault(JsonV1Dot6(Bom(components=[Component(name="web")])).output_as_string()) == "valid"
print("still so")
P
v/bin/python t.py
