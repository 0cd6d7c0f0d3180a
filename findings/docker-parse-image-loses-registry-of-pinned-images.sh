#!/usr/bin/env bash
# Software: docker-parse-image 3.0.1, parse-docker-image-name 3.0.0, @swimlane/docker-reference 2.0.1 (npm), docker-image-py 0.2.0 (PyPI).
# Expected: host:5000/team/app/web:1.2@sha256:... is a registry with its port, a name of three parts, a tag and a digest, as the grammar of
#   distribution/reference says; the other three libraries read it so.
# Instead: docker-parse-image 3 knows one namespace and no digest. With more parts behind a port the registry is null, the name is "host" and the tag is
#   "5000/team/app/web:1.2@sha256:...". With fewer parts the digest stands in tag, with or without the tag before it, so name is "app:sha256:...",
#   which is another image. And fullname of registry.k8s.io/pause is registry.k8s.io/library/pause, where there is none: library is Docker Hub's.
# Matters: counting images of pods by registry, or asking the registry for them, goes wrong for just those that are pinned or mirrored.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile docker-image-py==0.2.0
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts docker-parse-image@3.0.1 parse-docker-image-name@3.0.0 @swimlane/docker-reference@2.0.1 >/dev/null 2>&1
cat > t.cjs <<'J'
const fs = require('fs'), parse = require('docker-parse-image'), named = require('parse-docker-image-name');
const other = named.default ?? named, { parseQualifiedNameOptimized: swim } = require('@swimlane/docker-reference');
const ver = (n) => JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version;
console.error(...['docker-parse-image', 'parse-docker-image-name', '@swimlane/docker-reference'].map((n) => n + ' ' + ver(n)));
console.log(JSON.stringify(process.argv.slice(2).map((s) => { const a = parse(s), b = other(s), c = swim(s);
  return [[a.registry, a.name, a.tag, a.fullname], [b.domain, b.path, b.tag ?? null, b.digest ?? null], [c._domain, c._repository, c._tag ?? null, c._digest ?? null]] })));
J
cat > t.py <<'P'
import json, subprocess
from importlib.metadata import version
from docker_image import reference
print("docker-image-py", version("docker-image-py"))
d = "sha256:" + "ab" * 32
want = {f"host:5000/team/app/web:1.2@{d}": (["host:5000", "team/app/web", "1.2", d], [None, f"host:5000/team/app/web:1.2@{d}", f"5000/team/app/web:1.2@{d}", f"library/host:5000/team/app/web:1.2@{d}"]),
        f"quay.io/team/app@{d}": (["quay.io", "team/app", None, d], ["quay.io", f"quay.io/team/app:{d}", d, f"quay.io/team/app:{d}"]),
        "registry.k8s.io/pause:3.10": (["registry.k8s.io", "pause", "3.10", None], ["registry.k8s.io", "registry.k8s.io/pause:3.10", "3.10", "registry.k8s.io/library/pause:3.10"])}
js = json.loads(subprocess.run(["node", "t.cjs", *want], stdout=subprocess.PIPE, text=True, check=True).stdout)
for (s, (right, wrong)), (a, b, c) in zip(want.items(), js):
    r = reference.Reference.parse(s); host, path = r.split_hostname(); py = [host, path, r["tag"], r["digest"]]
    short = lambda x: json.dumps(x).replace(d, "sha256:ab..")
    print("  ", short(s), "\n     docker-parse-image [registry, name, tag, fullname]:", short(a), "\n     the others [host, path, tag, digest]:", short(py))
    assert a == wrong and b == c == py == right, (a, b, c, py)
print("still so")
P
v/bin/python t.py
