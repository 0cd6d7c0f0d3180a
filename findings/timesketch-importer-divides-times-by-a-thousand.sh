#!/usr/bin/env bash
# Software: timesketch-import-client 20261014 with pandas 3.1.1 and 2.3.3 (PyPI), six 1.17.0 beside it; a sketch that only keeps what is sent.
# Expected: rows whose time stands in a column such as eventTime get datetime and timestamp from it, and timestamp is the same instant whatever
#   the number of digits and whatever pandas is installed.
# Instead: the importer takes the column's integers for nanoseconds. Since pandas 3 text is parsed to microseconds unless it has more than six
#   digits of a second, so timestamp is a thousandth of the seconds since 1970 (1795371.71, which is 21 January 1970), and 1795371710.12 for
#   the same second written with nine digits. The datetime beside it is right. With pandas 2 all are right. A timestamp that the rows
#   bring along is replaced too.
# Matters: exports of events and audit logs in which no column is named datetime get two times in one row that are 56 years apart, and rows that
#   do not sort together. Name the column datetime.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
for n in 3.1.1 2.3.3; do
  python3 -m venv v$n >/dev/null
  v$n/bin/pip -q --disable-pip-version-check install --no-compile timesketch-import-client==20261014 pandas==$n six==1.17.0
done
cat > t.py <<'P'
import json, types
from importlib.metadata import version
import pandas
from timesketch_import_client import importer
sent = []
def post(url, data, files): sent.extend(map(json.loads, files["events"][1].splitlines())); return types.SimpleNamespace(status_code=200, json=dict)
sketch = types.SimpleNamespace(id=1, api=types.SimpleNamespace(api_root="http://sketch", session=types.SimpleNamespace(post=post)))
print("timesketch-import-client", version("timesketch-import-client"), "pandas", pandas.__version__)
def send(time, **more):
    s = importer.ImportStreamer(); s.set_sketch(sketch); s.set_timeline_name("t")
    s.add_data_frame(pandas.DataFrame([{"message": "Scheduled", "timestamp_desc": "Event", "eventTime": time, **more}])); row = sent.pop()
    print("  ", time, more, "-> datetime", row["datetime"], "timestamp", row["timestamp"]); return row["datetime"], row["timestamp"]
got = [send("2026-11-22T18:21:50Z"), send("2026-11-22T18:21:50.120000Z"), send("2026-11-22T18:21:50.120000000Z"), send("2026-11-22T18:21:50Z", timestamp=1795371710000000)]
assert [d for d, _ in got] == ["2026-11-22T18:21:50.000000+0000", "2026-11-22T18:21:50.120000+0000", "2026-11-22T18:21:50.120000+0000", "2026-11-22T18:21:50.000000+0000"], got
want = [1795371.71, 1795371.71012, 1795371710.12, 1795371.71] if pandas.__version__ == "3.1.1" else [1795371710.0, 1795371710.12, 1795371710.12, 1795371710.0]
assert [t for _, t in got] == want, got
P
for n in 3.1.1 2.3.3; do v$n/bin/python t.py; done
echo "still so"
