#!/usr/bin/env bash
# Software: cert2json 1.0.13 (npm); the certificates are made by cryptography 50.0.2 (PyPI) and read by Node's X509Certificate, too.
# Expected: serialNumber.hex is the serial number in hex, serialNumber.int in decimal; names of unknown type are their object identifier.
# Instead: the first byte of hex is left out, as if it were the null byte that stands before a number whose first bit is set: 0x1234 is "34"; 0xff34 and int are right. Numbers
#   within object identifiers that need more than two bytes are wrong, UID is 0.9.2342.17094956.100.1.1. A certificate valid beyond 2049, and one with a URI among its names (SPIFFE),
#   is an error.
# Matters: revocation lists, audit logs and `openssl x509 -serial` name certificates by the hex form: no certificate is found, or, as 0x1234 and 0x5634 are both "34", another one.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts cert2json@1.0.13 >/dev/null 2>&1
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
def make(file, serial, year=2036, uri=None):
    n = x509.Name([x509.NameAttribute(N.COMMON_NAME, "web"), x509.NameAttribute(N.USER_ID, "u1")])
    c = x509.CertificateBuilder().subject_name(n).issuer_name(n).public_key(key.public_key()).serial_number(serial).not_valid_before(d.datetime(2026, 3, 1, tzinfo=U)).not_valid_after(d.datetime(year, 3, 1, tzinfo=U))
    if uri: c = c.add_extension(x509.SubjectAlternativeName([x509.UniformResourceIdentifier(uri)]), critical=False)
    open(file + ".pem", "wb").write(c.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
make("a", 0x1234); make("b", 0x5634); make("c", 0x7f00112233445566778899aabbccddeeff000005); make("d", 0xff34); make("late", 1, 2050); make("spiffe", 1, uri="spiffe://cluster.local/ns/prod/sa/web")
P
v/bin/python m.py
cat > t.cjs <<'J'
const assert = require('assert'), fs = require('fs'), { X509Certificate } = require('crypto'), { parse } = require('cert2json');
console.log('cert2json', JSON.parse(fs.readFileSync('node_modules/cert2json/package.json')).version);
for (const [file, want] of [['a', '34'], ['b', '34'], ['c', '00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:00:00:05'], ['d', 'ff:34']]) {
  const pem = fs.readFileSync(file + '.pem'), node = new X509Certificate(pem).serialNumber, { tbs } = parse(pem);
  console.log('   Node:', node, '| cert2json:', JSON.stringify(tbs.serialNumber), tbs.subject.full); assert.equal(tbs.serialNumber.hex, want); assert.equal(BigInt(tbs.serialNumber.int), BigInt('0x' + node));
  assert.equal(tbs.subject.full, 'CN=web, 0.9.2342.17094956.100.1.1=u1');
}
for (const file of ['late', 'spiffe']) { let e; try { parse(fs.readFileSync(file + '.pem')); } catch (x) { e = String(x.message ?? x); } console.log('  ', file, '->', e); assert(e); new X509Certificate(fs.readFileSync(file + '.pem')); }
console.log('still so');
J
node t.cjs
