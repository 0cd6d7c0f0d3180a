#!/usr/bin/env bash
# Software: s3fs 2026.9.0 with fsspec 2026.9.0 (PyPI), against moto 5.2.5 on this machine; fsspec's memory and local file systems do the same call.
# Expected: cat_file(path, start=5, end=5) is b'', as data[5:5] in Python and as the same call is for fsspec's other two file systems here.
# Instead: s3fs asks for "bytes=5-4". A range whose end is before its start is invalid and is to be ignored (RFC 9110, section 14.1.1), so the server
#   answers 200 with the whole object, and s3fs gives that for the empty piece. cat_ranges does so as well, in the midst of right pieces.
# Matters: indexes of archives, pages and logs hold empty pieces: of a 2 GB snapshot an empty one costs 2 GB, and its bytes are those of something else.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v && v/bin/pip -q install s3fs==2026.9.0 fsspec==2026.9.0 "moto[server,s3]==5.2.5" 2>/dev/null
cat > t.py <<'P'
import logging, os, sys
os.environ.update(AWS_ACCESS_KEY_ID="x", AWS_SECRET_ACCESS_KEY="y", AWS_DEFAULT_REGION="us-east-1"); logging.disable(logging.CRITICAL)
from importlib.metadata import version
import fsspec, s3fs
from moto.server import ThreadedMotoServer
print({n: version(n) for n in ("s3fs", "fsspec", "moto")})
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False); server.start(); host, port = server.get_host_and_port()
s3 = s3fs.S3FileSystem(endpoint_url=f"http://{host}:{port}"); s3.mkdir("backups")
memory, local = fsspec.filesystem("memory"), fsspec.filesystem("file"); data = b"0123456789" * 5; wrong = {}
for name, fs, path in (("memory", memory, "/snap.db"), ("local", local, os.path.abspath("snap.db")), ("s3fs", s3, "backups/snap.db")):
    fs.pipe_file(path, data)
    got = [fs.cat_file(path, start=a, end=b) for a, b in ((5, 5), (0, 0), (5, 6))]; ranges = fs.cat_ranges([path] * 3, [0, 5, 48], [2, 5, 50])
    print(" ", name, "| cat_file 5:5, 0:0, 5:6:", [len(x) for x in got], "bytes | cat_ranges 0:2, 5:5, 48:50:", [len(x) for x in ranges], "bytes")
    wrong[name] = got[0] == got[1] == ranges[1] == data; assert got[2] == b"5" and ranges[0] == b"01" and ranges[2] == b"89"
    if name != "s3fs": assert got[0] == got[1] == ranges[1] == b"", name
assert wrong["s3fs"], "s3fs is right"
server.stop()
P
v/bin/python t.py 2>/dev/null | grep -v 'MotoServer running' 
echo "still so"
