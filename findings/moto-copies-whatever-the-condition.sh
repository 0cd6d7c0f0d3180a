#!/usr/bin/env bash
# Software: moto 5.2.5 (PyPI, its server), boto3 1.44.8 (PyPI).
# Expected: CopyObject with x-amz-copy-source-if-match and another ETag is 412 Precondition Failed, CompleteMultipartUpload with If-Match too, and an object whose
#   x-amz-checksum-sha256 is not that of its content is 400 BadDigest (S3's API reference, CopyObject, CompleteMultipartUpload, PutObject).
# Instead: moto checks If-Match and If-None-Match of PutObject, GetObject and DeleteObject, and none of these: the copy is made, the upload that should
#   have lost replaces the object, and content with the wrong checksum is stored.
# Matters: "copy only if nobody changed it" and "write only with the right checksum" are the two promises a backup to S3 rests on; tests of them pass
#   with moto when the code is wrong, and a large upload behaves unlike a small one.
set -euo pipefail
T=$(mktemp -d); trap 'kill $(cat "$T"/pid 2>/dev/null) 2>/dev/null || true; rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile 'moto[s3,server]==5.2.5' boto3==1.44.8
cat > t.py <<'P'
import base64, boto3, hashlib
from importlib.metadata import version
from botocore.exceptions import ClientError
from moto.server import ThreadedMotoServer
print({n: version(n) for n in ("moto", "boto3")})
server = ThreadedMotoServer(port=0, verbose=False); server.start(); host, port = server.get_host_and_port()
s = boto3.client("s3", endpoint_url=f"http://127.0.0.1:{port}", aws_access_key_id="a", aws_secret_access_key="b", region_name="us-east-1")
s.create_bucket(Bucket="bkt")
def put(key, body, **k): return s.put_object(Bucket="bkt", Key=key, Body=body, **k)
def multipart(key, body, **k):
    u = s.create_multipart_upload(Bucket="bkt", Key=key)["UploadId"]; p = s.upload_part(Bucket="bkt", Key=key, UploadId=u, PartNumber=1, Body=body)
    return s.complete_multipart_upload(Bucket="bkt", Key=key, UploadId=u, MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": p["ETag"]}]}, **k)
def read(key): return s.get_object(Bucket="bkt", Key=key)["Body"].read()
def code(f):
    try: f(); return "done"
    except ClientError as e: return e.response["Error"]["Code"]
wrong = '"0123456789abcdef0123456789abcdef"'; sha = lambda b: base64.b64encode(hashlib.sha256(b).digest()).decode()
put("a", b"new"); put("b", b"old"); put("c", b"first")
got = {"put, If-Match": code(lambda: put("a", b"x", IfMatch=wrong)), "multipart, If-None-Match": code(lambda: multipart("c", b"x", IfNoneMatch="*")),
    "copy, copy-source-if-match": code(lambda: s.copy_object(Bucket="bkt", Key="b", CopySource={"Bucket": "bkt", "Key": "a"}, CopySourceIfMatch=wrong)),
    "multipart, If-Match": code(lambda: multipart("c", b"second", IfMatch=wrong)), "put, wrong sha256": code(lambda: put("d", b"damaged", ChecksumSHA256=sha(b"whole")))}
for k, v in got.items(): print("  ", k, "->", v)
assert list(got.values()) == ["PreconditionFailed", "PreconditionFailed", "done", "done", "done"], got
assert (read("a"), read("b"), read("c"), read("d")) == (b"new", b"new", b"second", b"damaged")
server.stop()
print("still so")
P
v/bin/python t.py 2>/dev/null
