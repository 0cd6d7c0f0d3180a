#!/usr/bin/env bash
# Software: lib4vex 0.2.3 with lib4sbom 0.10.4 (PyPI), on OpenVEX 0.2.0 documents.
# Expected: a statement of OpenVEX holds for all products that it lists; one without a timestamp has that of the document, role is optional, and times are
#   RFC 3339 with a zone. A product may have any IRI as @id.
# Instead: the reader returns one vulnerability for the whole statement, with the last product's name and purl: of three images that are affected, two are gone
#   without an error. A statement without a timestamp of its own is KeyError 'timestamp', a document without role KeyError 'role', a product that is no
#   package URL a ValueError: the example in the specification cannot be read. The text of the action is read as its timestamp as well, and what the
#   generator writes has times without zone, which is no RFC 3339.
# Matters: one statement for all images of a cluster is the usual form; read with this library one image has the vulnerability, or the last fixed one
#   stands for all.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile lib4vex==0.2.3 lib4sbom==0.10.4
cat > t.py <<'P'
import json, re
from importlib.metadata import version
from lib4vex.generator import VEXGenerator
from lib4vex.parser import VEXParser
print({n: version(n) for n in ("lib4vex", "lib4sbom")})
PURL = "pkg:oci/{}@sha256%3A" + "ab" * 32 + "?repository_url=registry.example/{}"
def doc(ids, drop=(), own=True):
    s = {"vulnerability": {"name": "CVE-2026-0001"}, "products": [{"@id": i} for i in ids], "status": "affected", "action_statement": "update", **({"timestamp": "2026-01-02T03:04:05Z"} if own else {})}
    d = {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.com/vex/1", "author": "a", "role": "r", "timestamp": "2026-01-02T03:04:05Z", "version": 1, "statements": [s]}
    return {k: v for k, v in d.items() if k not in drop}
def read(d, field="product"):
    json.dump(d, open("x.json", "w")); p = VEXParser(vex_type="openvex")
    try: p.parse("x.json")
    except (KeyError, ValueError) as e: return f"{type(e).__name__} {e}"
    return [v[field] for v in p.get_vulnerabilities()]
three = [PURL.format(n, n) for n in ("web", "api", "worker")]
for name, d, want in [("one product", doc(three[:1]), ["web"]), ("three products", doc(three), ["worker"]), ("no timestamp in the statement", doc(three[:1], own=False), "KeyError 'timestamp'"), ("no role", doc(three[:1], drop=("role",)), "KeyError 'role'"),
        ("another IRI", doc(["https://registry.example/web"]), "ValueError purl is missing the required \"pkg\" scheme component: 'https://registry.example/web'.")]:
    r = read(d); print("  ", name, "->", r); assert r == want, r
at = read(doc(three[:1]), "action_timestamp"); print("   action_timestamp:", at); assert at == ["update"]
g = VEXGenerator(vex_type="openvex"); g.generate(project_name="p", vex_data=[{"id": "CVE-2026-0001", "purl": three[0], "status": "affected"}], metadata={"supplier": "s"}, filename="out.json")
t = json.load(open("out.json"))["timestamp"]; print("   written:", t); assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", t), t
print("still so")
P
v/bin/python t.py
