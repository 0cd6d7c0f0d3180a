#!/usr/bin/env bash
# Software: npm @linode/kubeseal-encrypt 1.0.1; cryptography 50.0.2 (PyPI) opens what it seals as the controller of Sealed Secrets does.
# Expected: "compatible with Bitnami Sealed Secrets": its README has the key fetched with `kubeseal --fetch-cert > sealed-secrets-cert.pem` and handed over. What kubeseal
#   prints is an X.509 certificate. A SealedSecret is strict where nothing else is said: the label of the RSA part is "namespace/name".
# Instead: a certificate is "Invalid PEM: Missing PEM header"; only the bare public key in it is taken. And what is sealed with that opens with the label "namespace" alone,
#   which the controller uses for objects annotated sealedsecrets.bitnami.com/namespace-wide: "true", a word that its text does not have.
# Matters: a repository of such objects looks right, and nothing in the cluster can open them: "no key could decrypt secret".
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile cryptography==50.0.2
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @linode/kubeseal-encrypt@1.0.1 >/dev/null 2>&1
cat > make.py <<'P'
import datetime
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization as s
from cryptography.hazmat.primitives.asymmetric import rsa
k = rsa.generate_private_key(65537, 2048); n = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "sealed-secret")])
c = x509.CertificateBuilder(n, n, k.public_key(), 1, datetime.datetime(2026, 1, 1), datetime.datetime(2036, 1, 1)).sign(k, hashes.SHA256())
open("key.pem", "wb").write(k.private_bytes(s.Encoding.PEM, s.PrivateFormat.PKCS8, s.NoEncryption())); open("cert.pem", "wb").write(c.public_bytes(s.Encoding.PEM)); open("public.pem", "wb").write(k.public_key().public_bytes(s.Encoding.PEM, s.PublicFormat.SubjectPublicKeyInfo))
P
v/bin/python make.py
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import { encryptSecretItem } from '@linode/kubeseal-encrypt';
console.log('@linode/kubeseal-encrypt', JSON.parse(fs.readFileSync('node_modules/@linode/kubeseal-encrypt/package.json')).version);
const seal = (f) => encryptSecretItem(fs.readFileSync(f, 'utf8'), 'shop', 'secret').catch((e) => e.message);
const said = await seal('cert.pem'); console.log('   certificate:', said); assert.equal(said, 'Invalid PEM: Missing PEM header');
fs.writeFileSync('sealed', await seal('public.pem'));
J
node t.mjs
cat > t.py <<'P'
import base64
from cryptography.hazmat.primitives import hashes, serialization as s
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
key = s.load_pem_private_key(open("key.pem", "rb").read(), None); data = base64.b64decode(open("sealed").read()); n = int.from_bytes(data[:2], "big")
def unseal(label):
    try: return AESGCM(key.decrypt(data[2:2 + n], padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), label))).decrypt(bytes(12), data[2 + n:], None)
    except ValueError: return "no key could decrypt secret"
for label, want in ((b"shop/db", "no key could decrypt secret"), (b"shop", b"secret")):
    got = unseal(label); print("   label", label, "->", got); assert got == want, got
readme = open("node_modules/@linode/kubeseal-encrypt/README.md").read(); assert "--fetch-cert" in readme and "namespace-wide" not in readme
print("still so")
P
v/bin/python t.py
