#!/usr/bin/env bash
# Software: pys3local 0.2.1 (PyPI, an S3 server "for backup software" over a directory); boto3 1.44.8 (PyPI) as client.
# Expected: a key is what stands in the path after one decoding: boto3 sends the key a%20b as a%2520b, and `a%20b` and `a b` are two objects (RFC 3986, 2.4, says not to decode twice).
# Instead: the path is decoded twice: what is written as a%20b is the object `a b`, and two objects whose keys differ in this are one, with the later one's bytes; of registry%2Fpods
#   there is an object pods below registry/. Reading by the same key works, so a single test is passed.
# Matters: keys with percent signs are what exports make of slashes and colons in names; a second object overwrites the first, and the list has names that nobody wrote.
set -euo pipefail
T=$(mktemp -d); trap 'kill $(cat "$T"/pid 2>/dev/null) 2>/dev/null || true; rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile pys3local==0.2.1 boto3==1.44.8
PORT=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'); mkdir data
export HOME=$T
v/bin/pys3local serve --path data --no-auth --listen "127.0.0.1:$PORT" >log 2>&1 & echo $! > pid
for _ in $(seq 600); do (echo > /dev/tcp/127.0.0.1/"$PORT") 2>/dev/null && break; sleep 0.1; done
cat > t.py <<'P'
import sys, boto3
from importlib.metadata import version
print({n: version(n) for n in ("pys3local", "boto3")})
s = boto3.client("s3", endpoint_url=sys.argv[1], aws_access_key_id="test", aws_secret_access_key="test", region_name="us-east-1")
KEYS = ["a b", "a%20b", "registry%2Fpods", "plain"]
for k in KEYS: s.put_object(Bucket="default", Key=k, Body=k.encode())
def get(k): return s.get_object(Bucket="default", Key=k)["Body"].read().decode()
got, listed = {k: get(k) for k in KEYS}, sorted(o["Key"] for o in s.list_objects_v2(Bucket="default")["Contents"])
print("   written:", KEYS, "\n   listed:", listed, "\n   read:", got)
assert got == {"a b": "a%20b", "a%20b": "a%20b", "registry%2Fpods": "registry%2Fpods", "plain": "plain"} and listed == ["a b", "plain", "registry/pods"], (got, listed)
print("still so")
P
v/bin/python t.py "http://127.0.0.1:$PORT"
