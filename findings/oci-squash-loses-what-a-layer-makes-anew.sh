#!/usr/bin/env bash
# Software: oci-squash 0.1.0 (PyPI; "OCI/Docker image tar layer squashing tool"); container-inspector 33.1.0 (PyPI) unpacks the same image.
# Expected: whiteouts "MUST only apply to resources in lower/parent layers", so a layer may delete a directory and make it anew; and a whiteout is a
#   file whose name BEGINS with .wh. (OCI Image Layer Specification, "Whiteouts").
# Instead: what lies in the layer of the whiteout below the same name is dropped with it, and so is every file with ".wh." anywhere in its
#   path, as energy.wh.csv. The squashed image is valid, and nothing is printed.
# Matters: builders that compare two directory trees write such layers when a step removes a directory and fills it again (node_modules, a site, a
#   data directory): it is missing in the squashed image alone.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"; export HOME=$T
python3 -m venv v; v/bin/pip -q --disable-pip-version-check install --no-compile oci-squash==0.1.0 container-inspector==33.1.0
cat > image.py <<'P'
# An image as `docker save` writes it since Docker 25: an OCI layout with a manifest.json beside; apply() is the specification in twenty lines.
import hashlib, io, json, os, tarfile
def layer(*items):
    f = io.BytesIO(); t = tarfile.open(fileobj=f, mode="w")
    for name, content in items:
        i = tarfile.TarInfo(name); i.type = tarfile.DIRTYPE if content is None else tarfile.REGTYPE; i.mode = 0o755; i.size = len(content or b""); t.addfile(i, io.BytesIO(content or b""))
    t.close(); return f.getvalue()
def save(layers, path, legacy=False):
    t = tarfile.open(path, "w"); digests = []
    def add(name, data): i = tarfile.TarInfo(name); i.size = len(data); t.addfile(i, io.BytesIO(data))
    def blob(data): d = hashlib.sha256(data).hexdigest(); add("blobs/sha256/" + d, data); return {"digest": "sha256:" + d, "size": len(data)}
    for d in ("blobs", "blobs/sha256"): i = tarfile.TarInfo(d); i.type = tarfile.DIRTYPE; i.mode = 0o755; t.addfile(i)
    ids = ["sha256:" + hashlib.sha256(l).hexdigest() for l in layers]; v = "application/vnd.oci.image."
    config = {"mediaType": v + "config.v1+json", **blob(json.dumps({"architecture": "amd64", "os": "linux", "config": {}, "rootfs": {"type": "layers", "diff_ids": ids}, "history": [{"created_by": "COPY"} for _ in layers]}).encode())}
    parts = [{"mediaType": v + "layer.v1.tar", **blob(l)} for l in layers]
    manifest = {"mediaType": v + "manifest.v1+json", **blob(json.dumps({"schemaVersion": 2, "mediaType": v + "manifest.v1+json", "config": config, "layers": parts}).encode())}
    add("oci-layout", b'{"imageLayoutVersion":"1.0.0"}'); add("index.json", json.dumps({"schemaVersion": 2, "manifests": [manifest]}).encode())
    add("manifest.json", json.dumps([{"Config": "blobs/sha256/" + config["digest"][7:], "RepoTags": ["shop/web:1"], "Layers": ["blobs/sha256/" + p["digest"][7:] for p in parts]}]).encode()); t.close()
def apply(layers):
    fs = {}; drop = lambda top: [fs.pop(k) for k in list(fs) if k == top or k.startswith(top + "/")]
    for l in layers:
        t = tarfile.open(fileobj=io.BytesIO(l)); names = t.getnames()
        for n in names:
            d, b = os.path.split(n)
            if b == ".wh..wh..opq": [fs.pop(k) for k in list(fs) if k.startswith(d + "/")]
            elif b.startswith(".wh."): drop(os.path.join(d, b[4:]))
        for m in t:
            if os.path.basename(m.name).startswith(".wh."): continue
            if m.isdir(): fs.pop(m.name, None)                  # only a file stands in the way of a directory
            else: drop(m.name); fs[m.name] = t.extractfile(m).read().decode()
    return fs
P
cat > t.py <<'P'
import json, os, subprocess, tarfile
from importlib.metadata import version
from container_inspector.image import Image
from container_inspector.rootfs import rebuild_rootfs
from image import apply, layer, save
print({n: version(n) for n in ("oci-squash", "container-inspector")})
layers = [layer(("site", None), ("site/old.html", b"old"), ("conf", None), ("conf/a", b"one"), ("energy.wh.csv", b"12")), layer((".wh.site", b""), ("site", None), ("site/new.html", b"new"), ("conf/a", b"two"))]
save(layers, "image.tar"); want = apply(layers); os.mkdir("x"); os.mkdir("root")
rebuild_rootfs(Image.get_images_from_tarball(os.path.abspath("image.tar"), os.path.abspath("x"))[0], os.path.abspath("root"))
inspector = {os.path.relpath(os.path.join(d, f), "root"): open(os.path.join(d, f)).read() for d, _, fs in os.walk("root") for f in fs}
subprocess.run(["v/bin/oci-squash", "image.tar", "-o", "squashed.tar"], check=True, capture_output=True)
t = tarfile.open("squashed.tar"); parts = json.load(t.extractfile("manifest.json"))[0]["Layers"]; got = apply([t.extractfile(p).read() for p in parts])
print("  by the specification:", want, "\n  container-inspector: ", inspector, "\n  oci-squash:          ", got)
assert want == {"site/new.html": "new", "conf/a": "two", "energy.wh.csv": "12"} and len(parts) == 1 and got == {"conf/a": "two"} and inspector == want
P
v/bin/python t.py
echo "still so"
