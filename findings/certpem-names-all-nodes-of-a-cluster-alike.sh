#!/usr/bin/env bash
# Software: certpem 1.1.3 (npm); the certificates are made by cryptography 50.0.2 (PyPI) and read by Node's X509Certificate, too.
# Expected: info(pem).subject is the common name, in the README "localhost.example.com"; where it is not alone in the subject it is still the name of the host or user.
# Instead: it is the first part of the subject, whatever that is. Kubernetes' certificates of users have the group first (O=system:nodes, CN=system:node:a): each node's subject is
#   "system:nodes"; certificates that begin with a country are all "DE". An empty subject is a TypeError.
# Matters: an inventory of certificates by subject has one row for all kubelets, and one for all administrators; the earliest end among them goes by the name of the group.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts certpem@1.1.3 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile cryptography==50.0.2
cat > m.py <<'P'
import datetime as d
from importlib.metadata import version
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
print("cryptography", version("cryptography"))
key = ec.generate_private_key(ec.SECP256R1()); U = d.timezone.utc; N = x509.NameOID
def make(file, *parts):
    n = x509.Name([x509.NameAttribute(o, v) for o, v in parts])
    c = x509.CertificateBuilder().subject_name(n).issuer_name(n).public_key(key.public_key()).serial_number(5).not_valid_before(d.datetime(2026, 3, 1, tzinfo=U)).not_valid_after(d.datetime(2036, 3, 1, tzinfo=U)).add_extension(x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False)
    open(file + ".pem", "wb").write(c.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
make("host", (N.COMMON_NAME, "localhost.example.com")); make("a", (N.ORGANIZATION_NAME, "system:nodes"), (N.COMMON_NAME, "system:node:a")); make("b", (N.ORGANIZATION_NAME, "system:nodes"), (N.COMMON_NAME, "system:node:b"))
make("de", (N.COUNTRY_NAME, "DE"), (N.COMMON_NAME, "www.example.com")); make("empty")
P
v/bin/python m.py
cat > t.cjs <<'J'
const assert = require('assert'), fs = require('fs'), { X509Certificate } = require('crypto'), { info } = require('certpem');
console.log('certpem', JSON.parse(fs.readFileSync('node_modules/certpem/package.json')).version);
for (const [file, want] of [['host', 'localhost.example.com'], ['a', 'system:nodes'], ['b', 'system:nodes'], ['de', 'DE']]) {
  const pem = fs.readFileSync(file + '.pem', 'utf8'), node = new X509Certificate(pem).subject.replace('\n', ', '), got = info(pem).subject; console.log('   Node:', node, '| certpem:', got); assert.equal(got, want);
}
assert.throws(() => info(fs.readFileSync('empty.pem', 'utf8')), TypeError);
console.log('still so');
J
node t.cjs
