#!/usr/bin/env bash
# Software: pys3local 0.2.1 (PyPI, an S3 server "for backup software" over a directory); boto3 1.44.8 (PyPI) as client.
# Expected: `pys3local serve --path DIR` serves what is in DIR; its README starts servers with different --path, each with the bucket "default" unless told otherwise.
# Instead: keys, sizes and ETags are kept in one database in the home directory, by bucket and key alone; the README calls it a cache of MD5. A server over a new, empty directory
#   lists the keys of the other one, each of which then is NoSuchKey; a file that both have gets the ETag and the size of whichever was written last, so reading the other one
#   breaks off; and a delete in one takes the key out of the other's list, where the file still is.
# Matters: two repositories under one user, a test run after another, or a directory that was restored or copied to another host: what is listed is not what is there, and a
#   backup tool that prunes by its list leaves files or takes sound ones for lost. Give each server a HOME of its own.
set -euo pipefail
T=$(mktemp -d); trap 'kill $(cat "$T"/pid 2>/dev/null) 2>/dev/null || true; rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile pys3local==0.2.1 boto3==1.44.8
export HOME=$T
for d in one two; do
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])' > port.$d; mkdir $d
  v/bin/pys3local serve --path $d --no-auth --listen "127.0.0.1:$(cat port.$d)" >log.$d 2>&1 & echo $! >> pid
  for _ in $(seq 600); do (echo > /dev/tcp/127.0.0.1/"$(cat port.$d)") 2>/dev/null && break; sleep 0.1; done
done
cat > t.py <<'P'
import os, boto3
from importlib.metadata import version
from botocore.exceptions import ClientError, ResponseStreamingError
print({n: version(n) for n in ("pys3local", "boto3")})
def client(d): return boto3.client("s3", endpoint_url="http://127.0.0.1:" + open("port." + d).read().strip(), aws_access_key_id="test", aws_secret_access_key="test", region_name="us-east-1")
def files(d): return sorted(f for _, _, fs in os.walk(d) for f in fs)
def keys(s): return [(o["Key"], o["Size"]) for o in s.list_objects_v2(Bucket="default").get("Contents", [])]
def get(s, k):
    try: return s.get_object(Bucket="default", Key=k)["Body"].read()
    except ClientError as e: return e.response["Error"]["Code"]
    except ResponseStreamingError: return "broken off"
one, two = client("one"), client("two")
one.put_object(Bucket="default", Key="a.db", Body=b"of one"); one.put_object(Bucket="default", Key="b.db", Body=b"1")
print("   files of two:", files("two"), "| listed:", keys(two), "| a.db:", get(two, "a.db"))
assert files("two") == [] and keys(two) == [("a.db", 6), ("b.db", 1)] and get(two, "a.db") == "NoSuchKey"
two.put_object(Bucket="default", Key="b.db", Body=b"twenty-two")
print("   b.db in one:", get(one, "b.db"), "| listed in one:", keys(one)); assert get(one, "b.db") == "broken off" and dict(keys(one))["b.db"] == 10 and os.path.getsize("one/b.db") == 1
two.delete_object(Bucket="default", Key="b.db")
print("   files of one:", files("one"), "| listed:", keys(one)); assert files("one") == ["a.db", "b.db"] and keys(one) == [("a.db", 6)]
print("still so")
P
v/bin/python t.py
