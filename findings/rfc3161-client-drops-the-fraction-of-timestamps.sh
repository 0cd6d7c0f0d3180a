#!/usr/bin/env bash
# Software: rfc3161-client 1.0.9 (PyPI, the one of sigstore-python); rfc3161ng 2.1.3, asn1crypto 1.5.1 and `openssl ts` read the same token.
# Expected: genTime of a time-stamp token may have a fraction of a second (RFC 3161, section 2.4.2, where more precision is wanted),
#   and gen_time is a datetime, which has room for it.
# Instead: gen_time ends at the whole second: 12:00:00.9 is 12:00:00.0, while the accuracy beside it says a millisecond.
# Matters: (the script needs openssl) evidence that was stamped in one second has equal times and loses its order, although the token says "ordering"; what is stamped 0.9 s after an
#   event of a log may come out before it. No error.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v && v/bin/pip -q install rfc3161-client==1.0.9 rfc3161ng==2.1.3 asn1crypto==1.5.1 2>/dev/null
cat > tsa.cnf <<'C'
[tsa]
default_tsa = t
[t]
serial = serial
signer_cert = c.pem
certs = c.pem
signer_key = k.pem
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
accuracy = millisecs:1
clock_precision_digits = 6
ordering = yes
C
openssl req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out c.pem -days 30 -subj /CN=tsa -addext extendedKeyUsage=critical,timeStamping 2>/dev/null
echo 01 > serial; echo data > d; openssl ts -query -data d -sha256 -cert -out q.tsq 2>/dev/null
for n in 1 2 3; do
  openssl ts -reply -config tsa.cnf -queryfile q.tsq -out $n.tsr 2>/dev/null; openssl ts -reply -in $n.tsr -token_out -out $n.tok 2>/dev/null
  echo "openssl: $(openssl ts -reply -in $n.tsr -text 2>/dev/null | grep 'Time stamp')"; sleep 0.13
done
cat > t.py <<'P'
import rfc3161_client, rfc3161ng
from asn1crypto import tsp
from importlib.metadata import version
print({n: version(n) for n in ("rfc3161-client", "rfc3161ng", "asn1crypto")})
lost = 0
for n in "123":
    raw = open(n + ".tsr", "rb").read()
    client = rfc3161_client.decode_timestamp_response(raw).tst_info.gen_time
    ng = rfc3161ng.get_timestamp(open(n + ".tok", "rb").read(), naive=False)
    other = tsp.TimeStampResp.load(raw)["time_stamp_token"]["content"]["encap_content_info"]["content"].parsed["gen_time"].native
    print("  client", client, "| ng", ng, "| asn1crypto", other)
    assert ng == other and client == other.replace(microsecond=0), (client, ng, other)
    lost += other.microsecond
assert lost > 0
P
v/bin/python t.py
echo "still so"
