#!/usr/bin/env bash
# Software: indexed_zstd 1.7.2 and ratarmount 1.3.0 with ratarmountcore 0.11.1 (PyPI; ratarmount mounts archives, also backups of logs).
# Expected: zstd frames may follow one another, and an empty file is compressed to a frame without content. Hourly logs that are compressed
#   one by one and then joined with cat have such a frame for every silent hour; `zstd -dc` gives all lines, RFC 8878 makes no exception.
# Instead: read() of indexed_zstd stops at the empty frame as if the file ended there, without an error, though size() counts
#   what follows and a seek behind the frame reads it. With an empty frame in front it reads nothing. ratarmount shows the
#   joined log with the size and lines up to the first silent hour.
# Matters: a grep over mounted logs finds nothing after the first quiet hour, and the file looks whole. python-zstandard's reader,
#   pyzstd and backports.zstd read everything.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"; export HOME=$T
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile indexed_zstd==1.7.2 ratarmount==1.3.0 ratarmountcore==0.11.1 zstandard==0.25.0 pyzstd==0.20.0 backports.zstd==1.8.0
cat > t.py <<'P'
import contextlib, io
from importlib.metadata import version
import indexed_zstd, pyzstd, zstandard
from backports import zstd
from ratarmountcore.mountsource.factory import open_mount_source
print({n: version(n) for n in ("indexed_zstd", "ratarmount", "ratarmountcore", "zstandard", "pyzstd", "backports.zstd")})
hours = {"silent hour between": [b"ten\n", b"", b"twelve\n"], "silent hour first": [b"", b"ten\n", b"twelve\n"], "no silent hour": [b"ten\n", b"twelve\n"]}
got = {}
for name, parts in hours.items():
    data = b"".join(zstandard.ZstdCompressor().compress(p) for p in parts); file = name.replace(" ", "-") + ".zst"; open(file, "wb").write(data)
    f = indexed_zstd.IndexedZstdFile(file); read = f.read(); f.seek(5); later = f.read()
    others = {zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data)).read(), pyzstd.decompress(data), zstd.decompress(data)}
    with contextlib.redirect_stdout(io.StringIO()): m = open_mount_source(file, writeIndex=False, recursive=False)
    [(path, info)] = [(p, m.lookup("/" + p)) for p in m.list("/")]; mounted = m.open(info).read()
    print(f"{name}: indexed_zstd reads {read!r} of {f.size()} bytes, after seek(5) {later!r}; ratarmount: {path} {info.size} {mounted!r}; others: {others}")
    assert others == {b"".join(parts)} and f.size() == 11
    got[name] = (read, later, info.size, mounted)
assert got == {"silent hour between": (b"ten\n", b"welve\n", 4, b"ten\n"), "silent hour first": (b"", b"welve\n", 0, b""),
               "no silent hour": (b"ten\ntwelve\n", b"welve\n", 11, b"ten\ntwelve\n")}, got
print("still so")
P
v/bin/python t.py
