#!/usr/bin/env bash
# Software: node-forge 1.4.3, @fidm/x509 1.2.1 (npm), pyOpenSSL 26.4.0 (PyPI), beside them asn1crypto 1.5.1 and cryptography 50.0.2 (PyPI), Node's own X509Certificate.
# Expected: a client certificate of Kubernetes has one organization (O) per group of the user; what is asked for the organization of the subject has
#   all of them, or says that there are more.
# Instead: subject.getField('O') of node-forge, subject.organizationName of @fidm/x509 and get_subject().O of pyOpenSSL give the first one, as a text. asn1crypto,
#   Node and cryptography give lists.
# Matters: a report of "who is in which group" over CertificateSigningRequests and kubeconfigs lists a user of dev and ops under
#   dev alone; which one it is depends on the order in the request.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile pyOpenSSL==26.4.0 asn1crypto==1.5.1 cryptography==50.0.2
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts node-forge@1.4.3 @fidm/x509@1.2.1 >/dev/null 2>&1
cat > t.py <<'P'
import datetime as d, warnings; warnings.simplefilter("ignore")
from importlib.metadata import version
import OpenSSL.crypto
from asn1crypto import pem, x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID as N
k = rsa.generate_private_key(65537, 2048)
name = x509.Name([x509.NameAttribute(N.ORGANIZATION_NAME, "dev"), x509.NameAttribute(N.ORGANIZATION_NAME, "ops"), x509.NameAttribute(N.COMMON_NAME, "jane")])
c = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(k.public_key()).serial_number(7).not_valid_before(d.datetime(2026, 1, 1)).not_valid_after(d.datetime(2036, 1, 1)).sign(k, hashes.SHA256())
data = c.public_bytes(serialization.Encoding.PEM); open("c.pem", "wb").write(data)
one = OpenSSL.crypto.load_certificate(OpenSSL.crypto.FILETYPE_PEM, data).get_subject().O
a = asn1.Certificate.load(pem.unarmor(data)[2]).subject.native["organization_name"]; b = [x.value for x in c.subject.get_attributes_for_oid(N.ORGANIZATION_NAME)]
print("pyOpenSSL", version("pyOpenSSL"), repr(one), "| asn1crypto", version("asn1crypto"), a, "| cryptography", version("cryptography"), b)
assert one == "dev" and a == b == ["dev", "ops"]
P
v/bin/python t.py
cat > t.cjs <<'J'
const assert = require('assert'), fs = require('fs'), { X509Certificate } = require('crypto'), v = (n) => JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version;
const pem = fs.readFileSync('c.pem', 'utf8');
const forge = require('node-forge').pki.certificateFromPem(pem).subject.getField('O').value, fidm = require('@fidm/x509').Certificate.fromPEM(Buffer.from(pem)).subject.organizationName, node = new X509Certificate(pem).toLegacyObject().subject.O;
console.log('node-forge', v('node-forge'), forge, '| @fidm/x509', v('@fidm/x509'), fidm, '| Node', node);
assert.equal(forge, 'dev'); assert.equal(fidm, 'dev'); assert.deepEqual([...node], ['dev', 'ops']);
console.log('still so');
J
node t.cjs
