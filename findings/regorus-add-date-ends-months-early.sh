#!/usr/bin/env bash
# Software: gordon-to-regorus 0.13.0 (PyPI, a build of the Rust engine regorus), beside it regopy 1.5.2 (PyPI, rego-cpp).
# Expected: time.add_date(ns, years, months, days) normalizes a day that the month does not have, as October 32 becomes November 1 (Open
#   Policy Agent's list of functions; it is Go's AddDate): January 31 and one month is March 3, or March 2 in a leap year.
# Instead: regorus cuts to the last day of the month: February 28 or 29; February 29 and one year is undefined, which in Rego
#   is no error but a rule that gives nothing. rego-cpp follows OPA.
# Matters: one rule about deadlines (a certificate to be renewed a month after it was issued, objects to be kept for a month) has other
#   dates by the engine that evaluates it, on the last days of a month only.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile regopy==1.5.2 gordon-to-regorus==0.13.0
cat > t.py <<'P'
import datetime as d, json
from importlib.metadata import version
import regopy, regorus
print("regorus", version("gordon-to-regorus"), "regopy", version("regopy"))
for day, add, cut, right in [("2026-01-31", "0, 1, 0", "2026-02-28", "2026-03-03"), ("2024-01-31", "0, 1, 0", "2024-02-29", "2024-03-02"),
                             ("2024-02-29", "1, 0, 0", None, "2025-03-01"), ("2026-01-15", "0, 1, 0", "2026-02-15", "2026-02-15")]:
    ns = int(d.datetime.fromisoformat(day + "T00:00:00+00:00").timestamp()) * 10 ** 9
    e = "x := time.add_date(%d, %s)" % (ns, add)
    r = regorus.Engine().eval_query(e)["result"]; c = json.loads(str(regopy.Interpreter().query(e)))["bindings"]["x"]
    r, c = (x and d.datetime.fromtimestamp(x // 10 ** 9, d.timezone.utc).date().isoformat() for x in (r[0]["bindings"]["x"] if r else None, c))
    print("  ", day, "plus", add, "-> regorus", r, "| rego-cpp", c)
    assert (r, c) == (cut, right), (r, c)
print("still so")
P
v/bin/python t.py
