#!/usr/bin/env bash
# Software: bagit 1.9.0 (the Library of Congress) and bagit-utils 1.2.5 (both PyPI).
# Expected: in a BagIt 1.0 manifest a percent sign of a path "MUST be percent-encoded", as %25, like line feed and carriage return "and only those" (RFC 8493,
#   section 2.1.3).
# Instead: neither knows %25: a bag by the rule is incomplete for both, "registry%252Fpods exists in manifest but was not found". bagit-utils, which
#   declares its bags as 1.0, writes the bare sign, which a reader by the rule turns into "registry/pods". bagit does turn %0A and %0D back but
#   writes % as it is: of a file log%0A.txt it makes a bag that is invalid for itself at once.
# Matters: names of dumped keys, objects and URLs are full of %2F, %3A and %0A; evidence in a bag of one program is incomplete for the other.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip -q --disable-pip-version-check install --no-compile bagit==1.9.0 bagit-utils==1.2.5
cat > t.py <<'P'
import hashlib, logging; logging.disable(logging.CRITICAL)
from importlib.metadata import version
from pathlib import Path
import bagit, bagit_utils
print({n: version(n) for n in ("bagit", "bagit-utils")})
def by_rule(path, names):                                       # a bag as RFC 8493 says, written here
    p = Path(path); (p / "data").mkdir(parents=True); lines = []
    for n in names: (p / "data" / n).write_text(n); lines.append(f"{hashlib.sha256(n.encode()).hexdigest()} data/{n.replace('%', '%25')}\n")
    (p / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"); (p / "manifest-sha256.txt").write_text("".join(lines)); return path
def loc(path):
    try: bagit.Bag(path).validate(); return "valid"
    except bagit.BagValidationError as e: return str(e)
def utils(path): return [i.message for i in bagit_utils.Bag(Path(path), load=True).validate().issues if "Missing file" in i.message] or "nothing missing"
for path, names in (("plain", ["pods"]), ("percent", ["registry%2Fpods"])):
    by_rule(path, names); a, b = loc(path), utils(path); print(f"  by the rule, {names}: bagit: {a}; bagit-utils: {b}")
    if path == "plain": assert (a, b) == ("valid", "nothing missing")
    else: assert "data/registry%252Fpods exists in manifest but was not found" in a and "Missing file 'data/registry%252Fpods'" in b[0]
Path("src/data").mkdir(parents=True); Path("src/data/registry%2Fpods").write_text("x"); bagit_utils.Bag.build_from(Path("src"), Path("made"), baginfo={"Source-Organization": ["x"]}, algorithms=["sha256"])
made = [Path("made/bagit.txt").read_text().split("\n")[0], Path("made/manifest-sha256.txt").read_text().split()[1]]; print("  bagit-utils writes:", made); assert made == ["BagIt-Version: 1.0", "data/registry%2Fpods"]
Path("own").mkdir(); Path("own/log%0A.txt").write_text("x"); bagit.make_bag("own", checksums=["sha256"]); own = loc("own"); print("  bagit of its own bag of log%0A.txt:", own); assert "is incomplete" in own
P
timeout 50 v/bin/python t.py
echo "still so"
