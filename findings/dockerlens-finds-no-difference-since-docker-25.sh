#!/usr/bin/env bash
# Software: dockerlens-py 0.2.0 (PyPI; "filesystem-level comparison of two Docker images").
# Expected: diff() lists what was added, removed and modified. Since Docker 25 `docker save` writes an OCI layout, layers under blobs/sha256/ in the order of
#   manifest.json (Docker Engine 25.0 release notes; Docker Image Specification 1.3); before, DIGEST/layer.tar in the order of manifest.json.
# Instead: it looks for names that end in layer.tar alone: two images that have nothing in common have no difference. Of an older archive it
#   applies the layers in the order of their digests, so that which of two versions of a file, or a deletion, wins is chance; and a file that
#   changed without changing its length is not modified.
# Matters: an empty list of differences is what a reviewer of a rebuilt image hopes for, and it is what he gets for every pair.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip -q --disable-pip-version-check install --no-compile dockerlens-py==0.2.0
cat > t.py <<'P'
import hashlib, io, json, tarfile
from importlib.metadata import version
from dockerlens.diff import DiffEngine
print("dockerlens-py", version("dockerlens-py"))
def tar(*items):
    f = io.BytesIO(); t = tarfile.open(fileobj=f, mode="w")
    for name, data in items: i = tarfile.TarInfo(name); i.size = len(data); t.addfile(i, io.BytesIO(data))
    t.close(); return f.getvalue()
class Image:                                                    # what the Docker SDK's Image is to it: save() gives the archive in pieces
    def __init__(self, form, *layers): self.form, self.layers = form, layers
    def save(self):
        names = [f"blobs/sha256/{hashlib.sha256(l).hexdigest()}" if self.form == "25" else f"{hashlib.sha256(l).hexdigest()}/layer.tar" for l in self.layers]
        yield tar(*zip(names, self.layers), ("manifest.json", json.dumps([{"Config": "c.json", "RepoTags": ["a:1"], "Layers": names}]).encode()))
def diff(a, b): return [(d.path, d.change_type) for d in DiffEngine(a, b).compare()]
one, other, got = tar(("etc/a", b"a")), tar(("usr/b", b"bb")), {}
for form in ("24", "25"): got[form] = diff(Image(form, one), Image(form, other)); print(f"  two images without a common file, Docker {form}: {got[form]}")
assert got == {"24": [("/etc/a", "removed"), ("/usr/b", "added")], "25": []}
base, ends, wrong = tar(("etc/a", b"a")), {}, 0
for i in range(8):                                              # eight images whose last layer makes etc/a three bytes long
    last = tar(("etc/a", b"aaa"), (f"build-{i}", b"")); d = dict(diff(Image("24", base), Image("24", base, last))); wrong += d.get("/etc/a") != "modified"
    assert (d.get("/etc/a") != "modified") == (hashlib.sha256(last).hexdigest() < hashlib.sha256(base).hexdigest())
print(f"  etc/a changed by the last layer, Docker 24: not seen in {wrong} of 8 images, those whose last digest sorts first"); assert 0 < wrong < 8
same = diff(Image("24", tar(("etc/a", b"on "))), Image("24", tar(("etc/a", b"off")))); print("  content changed, length not:", same); assert same == []
P
v/bin/python t.py
echo "still so"
