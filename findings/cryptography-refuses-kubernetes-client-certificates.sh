#!/usr/bin/env bash
# Software: cryptography 50.0.2 (PyPI), its x509.verification module.
# Expected: a client certificate as kubeadm, k3s and the CSR API issue it (subject O=group, CN=user, extended key usage clientAuth, signed by
#   the cluster's CA) verifies with PolicyBuilder().build_client_verifier(). Kubernetes takes the user from the subject alone, so these
#   certificates carry no subjectAltName.
# Instead: the default policy demands subjectAltName in every leaf certificate, for clients too, and refuses all of them; the API server's own
#   certificate passes the server verifier with the same CA. A policy with may_be_present for that extension accepts the client
#   (and then has subjects=None, the name must be read from the certificate).
# Matters: checking offline which of the certificates in a snapshot (status.certificate of CertificateSigningRequests, kubeconfigs in
#   Secrets) the cluster's CA really signed finds none.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile cryptography==50.0.2
cat > t.py <<'P'
import datetime as D
import cryptography
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID as EKU, NameOID
from cryptography.x509.verification import Criticality, ExtensionPolicy, PolicyBuilder, Store, VerificationError
start = D.datetime(2026, 11, 1); key = ec.generate_private_key(ec.SECP256R1()); leafkey = ec.generate_private_key(ec.SECP256R1())
def name(**k): return x509.Name([x509.NameAttribute(getattr(NameOID, n), v) for n, v in k.items()])
def usage(*on):
    fields = "digital_signature content_commitment key_encipherment data_encipherment key_agreement key_cert_sign crl_sign encipher_only decipher_only"
    return x509.KeyUsage(**{f: f in on for f in fields.split()})
ca_name, skid = name(COMMON_NAME="kubernetes"), x509.SubjectKeyIdentifier.from_public_key(key.public_key())
def issue(subject, public, extensions):
    b = x509.CertificateBuilder().subject_name(subject).issuer_name(ca_name).public_key(public).serial_number(5)
    b = b.not_valid_before(start).not_valid_after(start + D.timedelta(days=365))
    for e, critical in extensions: b = b.add_extension(e, critical)
    return b.sign(key, hashes.SHA256())
ca = issue(ca_name, key.public_key(), [(x509.BasicConstraints(True, None), True), (usage("digital_signature", "key_encipherment", "key_cert_sign"), True), (skid, False),
                                       (x509.SubjectAlternativeName([x509.DNSName("kubernetes")]), False)])
def leaf(subject, eku, *more):
    return issue(subject, leafkey.public_key(), [(usage("digital_signature", "key_encipherment"), True), (x509.ExtendedKeyUsage([eku]), False),
        (x509.BasicConstraints(False, None), True), (x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(skid), False), *more])
client = leaf(name(ORGANIZATION_NAME="kubeadm:cluster-admins", COMMON_NAME="kubernetes-admin"), EKU.CLIENT_AUTH)
server = leaf(name(COMMON_NAME="kube-apiserver"), EKU.SERVER_AUTH, (x509.SubjectAlternativeName([x509.DNSName("kubernetes.default.svc")]), False))
builder = PolicyBuilder().store(Store([ca])).time(start + D.timedelta(days=2))
print("cryptography", cryptography.__version__)
builder.build_server_verifier(x509.DNSName("kubernetes.default.svc")).verify(server, []); print("API server's certificate: verified")
try:
    builder.build_client_verifier().verify(client, []); raise SystemExit("changed: client verified")
except VerificationError as e:
    print("client certificate:", str(e).split(" (encountered")[0])
    assert str(e).startswith("validation failed: invalid extension: 2.5.29.17: Certificate is missing required extension"), e
relaxed = ExtensionPolicy.webpki_defaults_ee().may_be_present(x509.SubjectAlternativeName, Criticality.AGNOSTIC, None)
r = builder.extension_policies(ca_policy=ExtensionPolicy.webpki_defaults_ca(), ee_policy=relaxed).build_client_verifier().verify(client, [])
print("with may_be_present: verified, subjects =", r.subjects, "chain", len(r.chain))
assert r.subjects is None and len(r.chain) == 2
print("still so")
P
v/bin/python t.py
