#!/usr/bin/env bash
# Software: great-tables 1.1.0 (PyPI): fmt_integer and fmt_number(decimals=0), on pandas 3.1.1 and polars 2.1.0.
# Expected: fmt_integer "formats values as integers" and changes no digit of them; Python's own f"{n:,}" and the same table without it give all digits, and
#   the column is int64 or UInt64 in both frames.
# Instead: each value passes through a float: the revisions 12345678901234567 and ...568 are both shown as 12,345,678,901,234,568, and the member id
#   9372538179322589801 as 9,372,538,179,322,589,184, made-up digits and no exponent that would tell of the rounding. Times in nanoseconds as well.
# Matters: the table looks exact, and an id copied from the report is found nowhere. Without fmt_integer, or as text, it is right.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v && v/bin/pip -q install great-tables==1.1.0 pandas==3.1.1 polars==2.1.0 2>/dev/null
cat > t.py <<'P'
import re, pandas as pd, polars as pl
from great_tables import GT
from importlib.metadata import version
print({n: version(n) for n in ("great-tables", "pandas", "polars")})
ids = [12345678901234567, 12345678901234568, 9372538179322589801]
def cells(t): return re.findall(r"<td[^>]*>(.*?)</td>", t.as_raw_html())
for name, frame in (("pandas", pd.DataFrame({"id": pd.Series(ids, dtype="uint64")})), ("polars", pl.DataFrame({"id": pl.Series(ids, dtype=pl.UInt64)}))):
    plain, whole, number = cells(GT(frame)), cells(GT(frame).fmt_integer(columns="id")), cells(GT(frame).fmt_number(columns="id", decimals=0))
    print(" ", name, "| plain:", plain, "| fmt_integer:", whole)
    assert plain == [str(i) for i in ids]
    assert whole == number == ["12,345,678,901,234,568", "12,345,678,901,234,568", "9,372,538,179,322,589,184"], (whole, number)
print("  Python:", [f"{i:,}" for i in ids])
P
v/bin/python t.py
echo "still so"
