#!/usr/bin/env bash
# Software: pySigma-backend-pd_df 0.6.0 with pySigma 0.11.23 (PyPI), run on pandas 2.3.3 and 3.1.1.
# Expected: `not sel` are the events that sel does not find.
# Instead: the query is `~ code==403` without parentheses. In the language of DataFrame.query, `~` binds first: it is the number -404 that is compared, so of
#   HTTP codes none is ever found, and with `lt: 500` all are. With a list, or two fields, there are parentheses, and the answer is right; with a text in
#   place of the number it is a TypeError.
# Matters: "not 200", "unless 404" is what rules about access logs and audit events say; the rule runs without an error and never alarms.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
cat > t.py <<'P'
from importlib.metadata import version
import pandas as pd
from sigma.backends.pd_df import PandasDataFramePythonBackend
from sigma.collection import SigmaCollection
for n in ("pysigma", "pysigma-backend-pd-df", "pandas"): print(n, version(n))
df = pd.DataFrame([dict(id=1, code=200, user="a"), dict(id=2, code=403, user="a"), dict(id=3, code=404, user="b"), dict(id=4, code=500, user="b")])
def run(sel):
    q, = PandasDataFramePythonBackend().convert(SigmaCollection.from_yaml(f"title: t\nlogsource:\n  product: kubernetes\ndetection:\n  sel:\n    {sel}\n  condition: not sel\n"))
    try: got = list(eval(q)["id"])
    except TypeError as e: got = "TypeError"
    print(f"  not ({sel!r}): {q} -> {got}"); return got
assert run("code: 403") == []  # right: 1, 3, 4
assert run("code|gte: 403") == []  # right: 1
assert run("code|lt: 500") == [1, 2, 3, 4]  # right: 4
assert run("code: [403, 404]") == [1, 4]
assert run("code: 403\n    user: a") == [1, 3, 4]
assert run("user: a") == "TypeError"
print("still so")
P
for p in 2.3.3 3.1.1; do
  python3 -m venv v$p >/dev/null
  v$p/bin/pip -q --disable-pip-version-check install --no-compile pysigma==0.11.23 pysigma-backend-pd-df==0.6.0 pandas==$p
  v$p/bin/python t.py
done
