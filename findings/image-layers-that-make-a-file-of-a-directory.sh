#!/usr/bin/env bash
# Software: container-inspector 33.1.0 (what ScanCode.io unpacks images with), oci-squash 0.1.0, dissect.target 3.25.1 (all PyPI).
# Expected: an entry over an existing path of another type is done by removing the path and making it anew (OCI Image Layer Specification, "Changeset
#   over existing files": only a directory over a directory keeps what is there).
# Instead: where a later layer has a file in place of a directory, container-inspector keeps the old directory and puts the file INTO it; oci-squash writes
#   the file and below it the old directory's files, which tar cannot unpack; dissect.target opens paths below the file. The other way
#   round, a directory in place of a file, container-inspector and a walk of dissect.target end in "Not a directory".
# Matters: a path that was a directory and becomes a file, or a file that becomes conf.d, is common between a base image and its children, and a scanner then
#   reports files that the container does not have and misses one that it has.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"; export HOME=$T
python3 -m venv v; v/bin/pip -q --disable-pip-version-check install --no-compile oci-squash==0.1.0 container-inspector==33.1.0 dissect.target==3.25.1
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
import json, logging, os, subprocess, tarfile; logging.disable(logging.CRITICAL)
from importlib.metadata import version
from container_inspector.image import Image
from container_inspector.rootfs import rebuild_rootfs
from dissect.target import Target
from image import apply, layer, save
print({n: version(n) for n in ("container-inspector", "oci-squash", "dissect.target")})
def inspector(f):
    for d in ("x", "root"): os.mkdir(d + f)
    try: rebuild_rootfs(Image.get_images_from_tarball(os.path.abspath(f), os.path.abspath("x" + f))[0], os.path.abspath("root" + f))
    except Exception as e: return "Not a directory" if "Not a directory" in str(e) else repr(e)
    return {os.path.relpath(os.path.join(d, n), "root" + f): open(os.path.join(d, n)).read() for d, _, ns in os.walk("root" + f) for n in ns}
def squash(f):
    subprocess.run(["v/bin/oci-squash", f, "-o", "squashed-" + f], check=True, capture_output=True); t = tarfile.open("squashed-" + f); out = {}
    for p in json.load(t.extractfile("manifest.json"))[0]["Layers"]:
        l = tarfile.open(fileobj=t.extractfile(p)); out |= {m.name: l.extractfile(m).read().decode() for m in l if m.isfile()}
    return out
def dissect(f):
    fs = Target.open(f).filesystems[0]; found = {p: fs.path("/" + p).read_text() for p in ("conf", "conf/a", "etc/b") if fs.path("/" + p).is_file()}
    try: list(fs.path("/").rglob("*")); return found
    except NotADirectoryError: return "Not a directory"
a, b = ("conf", None), ("conf/a", b"in a directory"); got = {}
for f, layers in (("file.tar", [layer(a, b, ("etc", None), ("etc/b", b"b")), layer(("conf", b"a file"))]), ("directory.tar", [layer(("conf", b"a file"), ("etc", None), ("etc/b", b"b")), layer(a, b)])):
    save(layers, f); want = apply(layers); got[f] = [inspector(f), squash(f), dissect(f)]; print(f"  {f}: {want}"); [print("   ", n, r) for n, r in zip(("container-inspector", "oci-squash         ", "dissect.target     "), got[f])]
    assert want == {"etc/b": "b", **({"conf": "a file"} if f == "file.tar" else {"conf/a": "in a directory"})}, want
assert got["file.tar"] == [{"conf/a": "in a directory", "conf/conf": "a file", "etc/b": "b"}, {"conf": "a file", "conf/a": "in a directory", "etc/b": "b"}, {"conf": "a file", "conf/a": "in a directory", "etc/b": "b"}]
assert got["directory.tar"] == ["Not a directory", {"conf/a": "in a directory", "etc/b": "b"}, "Not a directory"], got["directory.tar"]
P
v/bin/python t.py 2>/dev/null
echo "still so"
