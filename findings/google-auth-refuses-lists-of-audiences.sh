#!/usr/bin/env bash
# Software: google-auth 2.63.0, PyJWT 2.15.1, joserfc 1.8.0 (PyPI), google-auth-library 10.9.1, jose 6.2.18 (npm).
# Expected: the aud of a token is a list or, as a special case, one text (RFC 7519, 4.1.3); a verifier that is given one of the list takes the token.
#   Kubernetes writes a list into every service account token, also of one audience.
# Instead: both of Google's libraries compare the whole claim with the audience: the list ["x"] is refused where "x" is expected, by
#   google.auth.jwt.decode with the text "wrong audience ['x'], expected one of ['x']". Giving it a list of audiences does not help.
#   One claim as text is taken, and without an audience the list is. The other libraries take both.
# Matters: in clusters (and on GKE first) programs check each other's projected tokens; the usual way out is to ask for no audience at all.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile google-auth==2.63.0 PyJWT==2.15.1 joserfc==1.8.0 cryptography==50.0.2
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts google-auth-library@10.9.1 jose@6.2.18 >/dev/null 2>&1
cat > t.mjs <<'J'
import fs from 'fs'; import { OAuth2Client } from 'google-auth-library'; import { importSPKI, jwtVerify } from 'jose';
const { token, pem, iss, aud } = JSON.parse(fs.readFileSync(0, 'utf8')), key = await importSPKI(pem, 'RS256');
const t = async (f) => { try { await f(); return 'ok'; } catch (e) { return e.message; } };
console.log(JSON.stringify({ 'google-auth-library': await t(() => new OAuth2Client().verifySignedJwtWithCertsAsync(token, { k: pem }, aud, [iss])), jose: await t(() => jwtVerify(token, key, { audience: aud, issuer: iss })) }));
J
cat > t.py <<'P'
import json, subprocess, time
from importlib.metadata import version
import jwt
from cryptography.hazmat.primitives import serialization as S
from cryptography.hazmat.primitives.asymmetric import rsa
from google.auth import exceptions, jwt as google
from joserfc import jwt as joserfc
from joserfc.jwk import RSAKey
print({n: version(n) for n in ("google-auth", "PyJWT", "joserfc")}, {n: json.load(open(f"node_modules/{n}/package.json"))["version"] for n in ("google-auth-library", "jose")})
key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
pem = key.public_key().public_bytes(S.Encoding.PEM, S.PublicFormat.SubjectPublicKeyInfo).decode()
X = "https://vault.example"; ISS = "https://kubernetes.default.svc.cluster.local"; now = int(time.time())
def claims(aud): return {"aud": aud, "exp": now + 3607, "iat": now, "nbf": now, "iss": ISS, "jti": "00000000-0000-4000-8000-000000000000", "sub": "system:serviceaccount:prod:backup",
    "kubernetes.io": {"namespace": "prod", "serviceaccount": {"name": "backup", "uid": "00000000-0000-4000-8000-000000000001"}, "warnafter": now + 3600}}
def ga(t, aud):
    try: google.decode(t, certs=pem, audience=aud); return "ok"
    except exceptions.GoogleAuthError as e: return str(e.args[0])
def jr(t): joserfc.JWTClaimsRegistry(aud={"essential": True, "value": X}).validate(joserfc.decode(t, RSAKey.import_key(pem), algorithms=["RS256"]).claims); return "ok"
for aud in ([X], [X, ISS], X):
    t = jwt.encode(claims(aud), key, algorithm="RS256", headers={"kid": "k"})
    r = {"google-auth": ga(t, X), "google-auth, given a list": ga(t, [X]), "google-auth, given none": ga(t, None), "PyJWT": jwt.decode(t, pem, algorithms=["RS256"], audience=X) and "ok", "joserfc": jr(t),
         **json.loads(subprocess.run(["node", "t.mjs"], input=json.dumps({"token": t, "pem": pem, "iss": ISS, "aud": X}), capture_output=True, text=True, check=True).stdout)}
    print("  aud", aud, r)
    bad = f"Token has wrong audience {aud}, expected one of ['{X}']" if isinstance(aud, list) else "ok"
    assert r == {"google-auth": bad, "google-auth, given a list": bad, "google-auth, given none": "ok", "PyJWT": "ok", "joserfc": "ok", "google-auth-library": "ok" if bad == "ok" else "Wrong recipient, payload audience != requiredAudience", "jose": "ok"}, r
print("still so")
P
v/bin/python t.py
