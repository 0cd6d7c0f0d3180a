#!/usr/bin/env bash
# Software: timesketch-import-client 20261014 with pandas 3.1.1 (PyPI), six 1.17.0 beside it; a sketch that only keeps what is sent.
# Expected: valid RFC 3339 times in the datetime column are kept; a row that cannot be read (the importer's own rule) becomes 1970, and no other.
# Instead: if the frame as a whole cannot be converted at once, the second try takes the format of the first row and sets each row that is
#   written otherwise to 1970. 9999-12-31T23:59:59Z (what RFC 5280 writes for a certificate without end) beside one time of nine digits is
#   enough, as nanoseconds end in 2262: after a first row without a fraction all rows with one are 1970-01-01, after a first row with a fraction
#   all rows without. A frame with only one of the two is converted rightly. All fractions of the frame are cut off too.
# Matters: the fate of a row depends on other rows of its batch and on which comes first; only a count is logged. Write all times
#   of a file with the same number of digits, six at most.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile timesketch-import-client==20261014 pandas==3.1.1 six==1.17.0
cat > t.py <<'P'
import json, logging, types
from importlib.metadata import version
import pandas
from timesketch_import_client import importer
logging.getLogger("timesketch_importer").setLevel(logging.ERROR)
sent = []
def post(url, data, files): sent.extend(map(json.loads, files["events"][1].splitlines())); return types.SimpleNamespace(status_code=200, json=dict)
sketch = types.SimpleNamespace(id=1, api=types.SimpleNamespace(api_root="http://sketch", session=types.SimpleNamespace(post=post)))
print("timesketch-import-client", version("timesketch-import-client"), "pandas", pandas.__version__)
def send(*times):
    sent.clear(); s = importer.ImportStreamer(); s.set_sketch(sketch); s.set_timeline_name("t")
    s.add_data_frame(pandas.DataFrame([{"message": "m", "timestamp_desc": "d", "datetime": t} for t in times]))
    got = [r["datetime"].removesuffix("+0000") for r in sent]; print("  ", *times, "->", *got, sep="\n      "); return got
plain, micro, nano, end = "2026-11-22T18:21:50Z", "2026-11-22T18:24:40.123456Z", "2026-11-22T18:24:40.123456789Z", "9999-12-31T23:59:59Z"
zero = "1970-01-01T00:00:00"
assert send(plain, micro, nano) == ["2026-11-22T18:21:50.000000", "2026-11-22T18:24:40.123456", "2026-11-22T18:24:40.123456"]
assert send(plain, micro, end) == ["2026-11-22T18:21:50.000000", "2026-11-22T18:24:40.123456", "9999-12-31T23:59:59.000000"]
assert send(plain, micro, nano, end) == ["2026-11-22T18:21:50", zero, zero, "9999-12-31T23:59:59"]
got = send(nano, micro, plain, end); assert got == ["2026-11-22T18:24:40", "2026-11-22T18:24:40", zero, zero], got
print("still so")
P
v/bin/python t.py
