#!/usr/bin/env bash
# Software: oras 0.2.43 (PyPI, "OCI Registry as Storage Python SDK").
# Expected: the grammar of image references (distribution): what stands before the first slash is a registry when it has a dot or a colon or is "localhost"; `localhost/team/snapshot:1` is on this
#   machine, as for docker, podman and the oras of Go.
# Instead: without a port localhost is the first part of a repository on docker.io: a push of localhost/team/snapshot goes to docker.io/v2/localhost/team/snapshot. With a port, with
#   127.0.0.1 and with a dot the registry is right.
# Matters: a registry behind port 80 or 443 of a node or a test is not found, and its names are asked for at a public one.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile oras==0.2.43
cat > t.py <<'P'
from importlib.metadata import version
from oras.container import Container
print("oras", version("oras"))
for ref, registry, url in (("localhost:5000/team/snapshot:1", "localhost:5000", "localhost:5000/v2/team/snapshot/manifests/1"), ("127.0.0.1/team/snapshot:1", "127.0.0.1", "127.0.0.1/v2/team/snapshot/manifests/1"), ("registry.local/snapshot:1", "registry.local", "registry.local/v2/snapshot/manifests/1"),
        ("localhost/snapshot:1", "docker.io", "docker.io/v2/localhost/snapshot/manifests/1"), ("localhost/team/snapshot:1", "docker.io", "docker.io/v2/localhost/team/snapshot/manifests/1")):
    c = Container(ref); print("  ", ref, "->", c.registry, "|", c.manifest_url()); assert (c.registry, c.manifest_url()) == (registry, url)
print("still so")
P
v/bin/python t.py
