#!/usr/bin/env bash
# Software: dissect.target 3.25.1 (PyPI, the Dissect forensics framework, opening a file of `docker save`); container-inspector 33.1.0 (PyPI) unpacks the same file.
# Expected: the loader "supports both the Docker and OCI image specifications": a file .wh.NAME deletes NAME of the layers below, .wh..wh..opq all of its
#   directory (OCI Image Layer Specification, "Whiteouts").
# Instead: no whiteout is applied: deleted files are in the file system as if they were there, among those that are, and the markers lie beside them as
#   files. Its classes for the overlay of a running host say so in their documentation, this one does not.
# Matters: the tools on top (users, packages, web server logs, walk and yara) report accounts, packages and secrets that no container of the image has,
#   and nothing in their output tells which.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"; export HOME=$T
python3 -m venv v; v/bin/pip -q --disable-pip-version-check install --no-compile container-inspector==33.1.0 dissect.target==3.25.1
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
import logging, os; logging.disable(logging.CRITICAL)
from importlib.metadata import version
from container_inspector.image import Image
from container_inspector.rootfs import rebuild_rootfs
from dissect.target import Target
from image import apply, layer, save
print({n: version(n) for n in ("dissect.target", "container-inspector")})
layers = [layer(("etc", None), ("etc/hostname", b"web"), ("etc/token", b"secret"), ("cache", None), ("cache/a", b"1")), layer(("etc/.wh.token", b""), ("cache", None), ("cache/.wh..wh..opq", b""), ("cache/b", b"2"))]
save(layers, "image.tar"); want = apply(layers); os.mkdir("x"); os.mkdir("root")
rebuild_rootfs(Image.get_images_from_tarball(os.path.abspath("image.tar"), os.path.abspath("x"))[0], os.path.abspath("root"))
inspector = {os.path.relpath(os.path.join(d, f), "root"): open(os.path.join(d, f)).read() for d, _, fs in os.walk("root") for f in fs}
fs = Target.open("image.tar").filesystems[0]; got = {str(p)[1:]: p.read_text() for p in fs.path("/").rglob("*") if p.is_file() and not str(p).startswith("/$fs$")}
print("  by the specification:", want, "\n  container-inspector: ", inspector, "\n  dissect.target:      ", got)
assert inspector == want == {"etc/hostname": "web", "cache/b": "2"}
assert got == {**want, "etc/token": "secret", "cache/a": "1", "etc/.wh.token": "", "cache/.wh..wh..opq": ""}
P
v/bin/python t.py 2>/dev/null
echo "still so"
