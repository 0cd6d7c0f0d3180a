#!/usr/bin/env bash
# Software: pys3local 0.2.1 (PyPI, an S3 server "for backup software", with ListObjectsV2 among its operations); boto3 1.44.8 (PyPI) as client, moto 5.2.5 beside it.
# Expected: ListObjectsV2 takes ContinuationToken and StartAfter; its answer says IsTruncated and NextContinuationToken when there is more (Amazon S3's API reference).
# Instead: the parameter list-type is not looked at. An answer cut off at MaxKeys, 1000 by default, has IsTruncated with a NextMarker of version 1 and no token, so paginators
#   take it for the end, and StartAfter is ignored. ListObjects of version 1 gives all keys.
# Matters: a bucket of 1005 objects has 1000 (here the pages are of 10) for all clients that ask with version 2, which is what SDKs and backup tools do; what prunes or compares by such a list takes the rest
#   for lost. Set such a tool to version 1 (rclone: --s3-list-version 1).
set -euo pipefail
T=$(mktemp -d); trap 'kill $(cat "$T"/pid 2>/dev/null) 2>/dev/null || true; rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile pys3local==0.2.1 boto3==1.44.8 'moto[s3]==5.2.5'
PORT=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'); mkdir data
export HOME=$T
v/bin/pys3local serve --path data --no-auth --allow-bucket-creation --listen "127.0.0.1:$PORT" >log 2>&1 & echo $! > pid
for _ in $(seq 600); do (echo > /dev/tcp/127.0.0.1/"$PORT") 2>/dev/null && break; sleep 0.1; done
cat > t.py <<'P'
import sys, boto3
from importlib.metadata import version
from moto import mock_aws
print({n: version(n) for n in ("pys3local", "boto3", "moto")})
def look(url):
    s = boto3.client("s3", endpoint_url=url, aws_access_key_id="test", aws_secret_access_key="test", region_name="us-east-1"); s.create_bucket(Bucket="bkt")
    for i in range(40): s.put_object(Bucket="bkt", Key=f"k{i:02}", Body=b"")
    def count(name, **k): return sum(len(p.get("Contents", [])) for p in s.get_paginator(name).paginate(Bucket="bkt", **k))
    r = s.list_objects_v2(Bucket="bkt", MaxKeys=10)
    return {"v2": count("list_objects_v2"), "v2 in pages of 10": count("list_objects_v2", PaginationConfig={"PageSize": 10}), "v2 after k35": count("list_objects_v2", StartAfter="k35"), "v1": count("list_objects", PaginationConfig={"PageSize": 10}), "token": "NextContinuationToken" in r, "truncated": r["IsTruncated"]}
got = look(sys.argv[1])
with mock_aws(): right = look(None)
print("   pys3local:", got); print("   moto:     ", right)
assert right == {"v2": 40, "v2 in pages of 10": 40, "v2 after k35": 4, "v1": 40, "token": True, "truncated": True}, right
assert got == {"v2": 40, "v2 in pages of 10": 10, "v2 after k35": 40, "v1": 40, "token": False, "truncated": True}, got
print("still so")
P
v/bin/python t.py "http://127.0.0.1:$PORT"
