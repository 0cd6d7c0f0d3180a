#!/usr/bin/env bash
# Software: duckdb 1.5.6 and 2.0.1 (PyPI).
# Expected: read_json makes a timestamp of a text only if it can hold it. A time with nine digits, as Go programs log it and as container runtimes
#   put it before each log line, is more than a microsecond type holds, and 1.5 leaves it as text. DuckDB 2 has TIMESTAMPTZ_NS for such values.
# Instead: since 2.0 such a column is TIMESTAMPTZ with microseconds; the last three digits are cut off, without rounding or warning. Two lines
#   1 ns apart are one instant, and what is written back is another text. Typed by hand as TIMESTAMPTZ_NS the digits stay.
# Matters: order and equality of events at nanosecond times change with the upgrade of duckdb, in queries nobody touched. Give columns={...} or
#   timestampformat explicitly.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
cat > t.py <<'P'
import json, duckdb
times = ["2026-03-01T12:00:00.123456788Z", "2026-03-01T12:00:00.123456789Z"]
open("a.json", "w").write("".join(json.dumps({"ts": t}) + "\n" for t in times))
c = duckdb.connect(); c.execute("set timezone = 'UTC'").fetchall()
t, n, text = c.execute("select any_value(typeof(ts)), count(distinct ts), min(ts)::varchar from 'a.json'").fetchall()[0]
print("duckdb", duckdb.__version__, t, "distinct:", n, text)
if duckdb.__version__ == "1.5.6": assert (t, n, text) == ("VARCHAR", 2, times[0])
else:
    assert (t, n, text) == ("TIMESTAMP WITH TIME ZONE", 1, "2026-03-01 12:00:00.123456+00"), (t, n, text)
    t, n, text = c.execute("select any_value(typeof(ts)), count(distinct ts), min(ts)::varchar from read_json('a.json', columns = {'ts': 'TIMESTAMPTZ_NS'})").fetchall()[0]
    print("  with columns:", t, "distinct:", n, text)
    assert n == 2 and ".123456788" in text, (t, n, text)
P
python3 -m venv v >/dev/null
for n in 1.5.6 2.0.1; do
  v/bin/pip -q --disable-pip-version-check install --no-compile duckdb==$n; v/bin/python t.py
done
echo "still so: read_json cuts nanoseconds since 2.0"
