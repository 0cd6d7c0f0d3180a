#!/usr/bin/env bash
# Software: cert-info 1.5.1 (npm); the certificates are made by cryptography 50.0.2 (PyPI) and read by Node's X509Certificate, too.
# Expected: RFC 5280, 4.1.2.5: dates from 2050 on are GeneralizedTime, with a year of four digits.
# Instead: cert-info reads them as UTCTime, with a year of two: 2109-01-19T20:35:08Z is 2021-09-01T19:20:35Z, and 2126-03-01 is 2023-02-03, without an error. Addresses among the alternative
#   names are their raw bytes as text, and a certificate whose subject is empty is a TypeError.
# Matters: authorities of clusters made "for a hundred years" have such ends; a monitor says that they expired years ago. An
#   API server's certificate is found by name but not by its address.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts cert-info@1.5.1 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile cryptography==50.0.2
cat > m.py <<'P'
import datetime as d, ipaddress
from importlib.metadata import version
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
print("cryptography", version("cryptography"))
key = ec.generate_private_key(ec.SECP256R1()); U = d.timezone.utc
def make(file, end, name=True):
    n = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "kubernetes")] if name else [])
    c = x509.CertificateBuilder().subject_name(n).issuer_name(n).public_key(key.public_key()).serial_number(5).not_valid_before(d.datetime(2026, 3, 1, tzinfo=U)).not_valid_after(end)
    c = c.add_extension(x509.SubjectAlternativeName([x509.DNSName("kubernetes"), x509.IPAddress(ipaddress.ip_address("10.96.0.1"))]), critical=not name)
    open(file, "wb").write(c.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
make("2049.pem", d.datetime(2049, 12, 31, 23, 59, 59, tzinfo=U)); make("2109.pem", d.datetime(2109, 1, 19, 20, 35, 8, tzinfo=U)); make("2126.pem", d.datetime(2126, 3, 1, tzinfo=U)); make("empty.pem", d.datetime(2049, 3, 1, tzinfo=U), False)
P
v/bin/python m.py
cat > t.cjs <<'J'
const assert = require('assert'), fs = require('fs'), { X509Certificate } = require('crypto'), { info } = require('cert-info');
console.log('cert-info', JSON.parse(fs.readFileSync('node_modules/cert-info/package.json')).version);
const iso = (t) => { const d = new Date(t); return isNaN(d) ? 'Invalid Date' : d.toISOString(); };
for (const [file, right, want] of [['2049', '2049-12-31T23:59:59.000Z', '2049-12-31T23:59:59.000Z'], ['2109', '2109-01-19T20:35:08.000Z', '2021-09-01T19:20:35.000Z'], ['2126', '2126-03-01T00:00:00.000Z', '2023-02-03T01:00:00.000Z']]) {
  const pem = fs.readFileSync(file + '.pem', 'utf8'), c = new X509Certificate(pem), got = info(pem);
  console.log('  ', file, '| Node:', iso(c.validTo), c.subjectAltName, '| cert-info:', iso(got.expiresAt), JSON.stringify(got.altnames));
  assert.equal(iso(c.validTo), right); assert.equal(iso(got.expiresAt), want); assert.deepEqual(got.altnames, ['kubernetes', '\n\x60\0\x01']);
}
assert.throws(() => info(fs.readFileSync('empty.pem', 'utf8')), TypeError); assert.equal(new X509Certificate(fs.readFileSync('empty.pem')).subjectAltName, 'DNS:kubernetes, IP Address:10.96.0.1');
console.log('still so');
J
node t.cjs
