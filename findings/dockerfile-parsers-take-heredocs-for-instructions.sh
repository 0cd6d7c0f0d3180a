#!/usr/bin/env bash
# Software: dockerfile-parse 2.0.1 (PyPI) and docker-file-parser 1.0.7 (npm); beside them e2b-dockerfile-utils 0.1.1 (PyPI) and dockerfile-ast 0.7.1 (npm).
# Expected: since version 1.4 of the Dockerfile syntax RUN and COPY take here-documents: the lines up to the closing word are text for the shell or of the file, no instructions.
# Instead: both read each line as an instruction: a script that writes another Dockerfile changes the base image and the user, a configuration file with a line "label a=b" gives
#   the image that label, and `echo` is an instruction. There is no error and no warning.
# Matters: what checks Dockerfiles for their base images, their user or their labels judges an image that nobody builds.
# Instead of it: the two that stand beside them here.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts docker-file-parser@1.0.7 dockerfile-ast@0.7.1 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile dockerfile-parse==2.0.1 e2b-dockerfile-utils==0.1.1
cat > Dockerfile <<'D'
FROM registry.k8s.io/build-image/debian-base:bookworm-v1.0.4
RUN <<EOF
cat > /tmp/Dockerfile.test <<X
FROM scratch
USER root
X
EOF
COPY <<"CONF" /etc/agent.conf
label team=blue
CONF
USER 65532
LABEL tier=node
D
cat > t.py <<'P'
from importlib.metadata import version
from dockerfile_parse import DockerfileParser
from e2b_dockerfile_utils import parse_dockerfile_ast
right = [i.name for i in parse_dockerfile_ast(open("Dockerfile").read()).instructions]; print("   e2b-dockerfile-utils", version("e2b-dockerfile-utils"), right); assert right == ["FROM", "RUN", "COPY", "USER", "LABEL"]
p = DockerfileParser(path="."); got = [s["instruction"] for s in p.structure]; print("   dockerfile-parse", version("dockerfile-parse"), got, "base image:", p.baseimage, "labels:", p.labels)
assert got == ["FROM", "RUN", "CAT", "FROM", "USER", "X", "EOF", "COPY", "LABEL", "CONF", "USER", "LABEL"] and p.baseimage == "scratch" and p.labels == {"team": "blue", "tier": "node"}
P
v/bin/python t.py
cat > t.cjs <<'J'
const assert = require('assert'), fs = require('fs'), text = fs.readFileSync('Dockerfile', 'utf8'), v = (n) => JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version;
const right = require('dockerfile-ast').DockerfileParser.parse(text), names = right.getInstructions().map((i) => i.getInstruction()); console.log('   dockerfile-ast', v('dockerfile-ast'), names.join(' '), 'images:', right.getFROMs().map((f) => f.getImage()).join(' '));
assert.deepEqual(names, ['FROM', 'RUN', 'COPY', 'USER', 'LABEL']); assert.equal(right.getFROMs().length, 1);
const got = require('docker-file-parser').parse(text); console.log('   docker-file-parser', v('docker-file-parser'), got.map((c) => c.name).join(' '), 'images:', got.filter((c) => c.name === 'FROM').map((c) => c.args).join(' '), 'errors:', got.filter((c) => c.error).length);
assert.deepEqual(got.map((c) => c.name), ['FROM', 'RUN', 'CAT', 'FROM', 'USER', 'X', 'EOF', 'COPY', 'LABEL', 'CONF', 'USER', 'LABEL']); assert.equal(got.filter((c) => c.error).length, 0);
console.log('still so');
J
node t.cjs
