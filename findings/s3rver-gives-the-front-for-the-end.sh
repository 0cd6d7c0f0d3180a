#!/usr/bin/env bash
# Software: s3rver 3.7.1 (npm, a stand-in for S3 in tests); obstore 0.12.1 and boto3 1.44.8 (PyPI) as clients.
# Expected: Range: bytes=-8 is the last eight bytes (RFC 9110, 14.1.2), which S3 gives. A write with If-None-Match: * fails when the object is there,
#   one with If-Match when it has changed (S3 since 2024).
# Instead: a suffix range gives the front of the object and one byte more than asked for: bytes=-8 is bytes 0 to 8, with status 206 and a Content-Range that
#   says so. Conditions on writes and deletes are not looked at: both of two writers succeed and the second one's object is left.
# Matters: what reads the footer of a Parquet file or the end of a zip or a log by suffix gets the beginning (obstore compares the ranges and
#   raises, boto3 hands it out); a test of two writers (locks, commits of Delta Lake or Iceberg) passes whatever it does. Use a stand-in that does both, such as moto.
set -euo pipefail
T=$(mktemp -d); trap 'kill $(cat "$T"/pid 2>/dev/null) 2>/dev/null || true; rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts s3rver@3.7.1 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile obstore==0.12.1 boto3==1.44.8
cat > s.js <<'J'
const S3rver = require('s3rver');
new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory: './data', configureBuckets: [{ name: 'bkt', configs: [] }] }).run().then((a) => require('fs').writeFileSync('port', String(a.port)));
J
node s.js & echo $! > pid
for _ in $(seq 100); do [ -s port ] && break; sleep 0.1; done
cat > t.py <<'P'
import boto3, obstore, obstore.exceptions, obstore.store
from importlib.metadata import version
print({n: version(n) for n in ("obstore", "boto3")})
url = "http://127.0.0.1:" + open("port").read()
st = obstore.store.S3Store("bkt", endpoint=url, access_key_id="S3RVER", secret_access_key="S3RVER", region="us-east-1", client_options={"allow_http": True}, virtual_hosted_style_request=False)
s = boto3.client("s3", endpoint_url=url, aws_access_key_id="S3RVER", aws_secret_access_key="S3RVER", region_name="us-east-1")
data = b"front-0123456789-end"; obstore.put(st, "x", data)
for n in (3, 8):
    b = s.get_object(Bucket="bkt", Key="x", Range=f"bytes=-{n}"); body = b["Body"].read()
    try: o = bytes(obstore.get(st, "x", options={"range": {"suffix": n}}).bytes())
    except obstore.exceptions.GenericError as e: o = str(e).splitlines()[0]
    print(f"   the last {n} of {data!r}: boto3 {b['ResponseMetadata']['HTTPStatusCode']} {b['ContentRange']} {body!r}; obstore {o!r}")
    assert body == data[:n + 1] and b["ContentRange"] == f"bytes 0-{n}/{len(data)}" and "got 0..%d" % (n + 1) in o, o
assert bytes(obstore.get(st, "x", options={"range": (2, 5)}).bytes()) == data[2:5]
s.put_object(Bucket="bkt", Key="lock", Body=b"first", IfNoneMatch="*"); s.put_object(Bucket="bkt", Key="lock", Body=b"second", IfNoneMatch="*")
obstore.put(st, "lock2", b"first", mode="create"); obstore.put(st, "lock2", b"second", mode="create")
got = [s.get_object(Bucket="bkt", Key=k)["Body"].read() for k in ("lock", "lock2")]; print("   created twice:", got); assert got == [b"second", b"second"], got
s.put_object(Bucket="bkt", Key="lock", Body=b"third", IfMatch='"0123"'); assert s.get_object(Bucket="bkt", Key="lock")["Body"].read() == b"third"
print("still so")
P
v/bin/python t.py
