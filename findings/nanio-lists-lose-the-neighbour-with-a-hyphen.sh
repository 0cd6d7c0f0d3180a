#!/usr/bin/env bash
# Software: nanio 0.1.7 (PyPI, an S3-compatible server over a directory); boto3 1.44.8 (PyPI) as client, moto 5.2.5 with the same calls beside it.
# Expected: ListObjectsV2 lists keys in the order of their UTF-8 bytes (Amazon's documentation of general purpose buckets), with pages that together are the whole list; nanio's
#   README names "prefix, delimiter, pagination". With prefix db/prod and delimiter / both db/prod/ and db/prod-eu/ are common prefixes.
# Instead: a page is filled by a walk through directories, prod/ before prod-eu/, and the next goes on after the last key by bytes, where prod-eu/ is before prod/. What lies
#   between is in no page: of six keys in pages of two four are listed. In one page all six are there. With prefix db/prod the keys below prod/ are named instead of prod/.
# Matters: a cluster named prod beside one named prod-eu is common; a mirror, an expiry or a check of such a bucket passes over whole directories from the 1001st key on.
set -euo pipefail
T=$(mktemp -d); trap 'kill $(cat "$T"/pid 2>/dev/null) 2>/dev/null || true; rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile nanio==0.1.7 boto3==1.44.8 'moto[s3]==5.2.5'
PORT=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'); mkdir data
NANIO_ACCESS_KEY=onlyfortests NANIO_SECRET_KEY=onlyfortests v/bin/nanio serve --data-dir data --host 127.0.0.1 --port "$PORT" >log 2>&1 & echo $! > pid
for _ in $(seq 600); do (echo > /dev/tcp/127.0.0.1/"$PORT") 2>/dev/null && break; sleep 0.1; done
cat > t.py <<'P'
import sys, boto3
from importlib.metadata import version
from moto import mock_aws
print({n: version(n) for n in ("nanio", "boto3", "moto")})
KEYS = [f"db/{c}/{n}.db" for c in ("prod", "prod-eu", "stage") for n in (1, 2)]
def look(url):
    s = boto3.client("s3", endpoint_url=url, aws_access_key_id="onlyfortests", aws_secret_access_key="onlyfortests", region_name="us-east-1"); s.create_bucket(Bucket="bkt")
    for k in KEYS: s.put_object(Bucket="bkt", Key=k, Body=b"1")
    def pages(**k): return [[o["Key"] for o in p.get("Contents", [])] for p in s.get_paginator("list_objects_v2").paginate(Bucket="bkt", **k)]
    r = s.list_objects_v2(Bucket="bkt", Prefix="db/prod", Delimiter="/")
    return pages(), pages(PaginationConfig={"PageSize": 2}), ([o["Key"] for o in r.get("Contents", [])], [p["Prefix"] for p in r.get("CommonPrefixes", [])])
got = look(sys.argv[1])
with mock_aws(): right = look(None)
for what, g, r in zip(("one page", "pages of two", "db/prod and /"), got, right): print(f"   {what}:\n     nanio {g}\n     moto  {r}")
assert right == ([sorted(KEYS)], [sorted(KEYS)[i:i + 2] for i in (0, 2, 4)], ([], ["db/prod-eu/", "db/prod/"])), right
assert got[0] == [sorted(KEYS)], got[0]
assert got[1] == [["db/prod/1.db", "db/prod/2.db"], ["db/stage/1.db", "db/stage/2.db"], []], got[1]
assert got[2] == (["db/prod/1.db", "db/prod/2.db"], ["db/prod-eu/"]), got[2]
print("still so")
P
v/bin/python t.py "http://127.0.0.1:$PORT"
