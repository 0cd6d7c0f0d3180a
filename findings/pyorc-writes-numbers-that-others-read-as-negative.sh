#!/usr/bin/env bash
# Software: pyorc 0.12.0, pyarrow 26.0.1 (PyPI).
# Expected: ORC's tinyint, smallint and int are numbers of 8, 16 and 32 bits. A number beyond that is an error, as it is for bigint (TypeError) and for pyarrow.
# Instead: pyorc writes a number beyond the type without a word. In an int column 2147483648 and 4294967294 (the uid "nobody" of 32 bits)
#   are in the file as they are, and pyorc reads them back; pyarrow reads -2147483648 and -2. 2^40 is 0 for it. A tinyint of 200 is -56 for both.
# Matters: the writer's own test is green, and whoever reads the file with another library has other numbers. Declare bigint.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null; v/bin/pip -q --disable-pip-version-check install --no-compile pyorc==0.12.0 pyarrow==26.0.1
cat > t.py <<'P'
import io
from importlib.metadata import version
import pyarrow as pa, pyarrow.orc, pyorc
for n in ("pyorc", "pyarrow"): print(n, version(n))
for t, rows, own, other in [("bigint", [2**40], [2**40], [2**40]), ("int", [2**31 - 1, 2**31, 4294967294, 2**40], [2**31 - 1, 2**31, 4294967294, 2**40], [2**31 - 1, -2**31, -2, 0]),
                            ("smallint", [32768, 65535], [32768, 65535], [-32768, -1]), ("tinyint", [127, 200], [127, -56], [127, -56])]:
    b = io.BytesIO()
    with pyorc.Writer(b, f"struct<a:{t}>") as w: w.writerows([(r,) for r in rows])
    b.seek(0); a = [r for r, in pyorc.Reader(b)]; b.seek(0); p = pyarrow.orc.ORCFile(b).read()["a"].to_pylist()
    print(f"   {t}: written {rows}, pyorc reads {a}, pyarrow {p}"); assert (a, p) == (own, other)
try: pyorc.Writer(io.BytesIO(), "struct<a:bigint>").write((2**63,)); assert False
except TypeError as e: print("   bigint:", e)
try: pa.array([2**31], pa.int32()); assert False
except pa.ArrowInvalid as e: print("   pyarrow:", e)
print("still so")
P
v/bin/python t.py
