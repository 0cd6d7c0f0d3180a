#!/usr/bin/env bash
# Software: pySigma-backend-pd_df 0.6.0 with pySigma 0.11.23 (PyPI), run on pandas 2.3.3; beside it pySigma-backend-sqlite 0.2.0.
# Expected: by the Sigma specification startswith and endswith look at the begin and the end of a value, cidr at an address in a network, `?` is exactly one character.
# Instead: startswith, endswith and cidr all become str.contains, anywhere: 10.0.0.0/24 finds 110.0.0.7 and 210.0.0.9, 10.0.0.0/8 each address with "10."
#   in it, startswith 'system:' finds "ext-system:admin". With a wildcard in the middle `*` and `?` both become `*` of a regular expression,
#   which repeats the letter before it: '/api*secrets' does not find /api/v1/secrets, and '/ap?' finds "/a".
# Matters: rules about service accounts and internal networks alarm about others, or, in a filter ("not from the cluster's network"), silence others.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile pysigma==0.11.23 pysigma-backend-pd-df==0.6.0 pysigma-backend-sqlite==0.2.0 pandas==2.3.3
cat > t.py <<'P'
import sqlite3
from importlib.metadata import version
import pandas as pd
from sigma.backends.pd_df import PandasDataFramePythonBackend
from sigma.backends.sqlite import sqliteBackend
from sigma.collection import SigmaCollection
for n in ("pysigma", "pysigma-backend-pd-df", "pysigma-backend-sqlite", "pandas"): print(n, version(n))
df = pd.DataFrame([dict(id=1, user="system:admin", path="/api/v1/secrets", ip="10.0.0.5"), dict(id=2, user="ext-system:admin", path="/x/api/v1/secrets/a", ip="110.0.0.7"),
                   dict(id=3, user="bob", path="/apis", ip="192.168.10.0"), dict(id=4, user="eve", path="/a", ip="210.0.0.9")])
c = sqlite3.connect(":memory:"); df.to_sql("logs", c)
cases = [("user|startswith: 'system:'", [1], [1, 2]), ("path|endswith: '/secrets'", [1], [1, 2]), ("ip|cidr: '10.0.0.0/24'", [1], [1, 2, 4]), ("ip|cidr: '10.0.0.0/8'", [1], [1, 2, 3, 4]),
         ("path: '/api*'", [1, 3], [1, 2, 3]), ("path: '/api*secrets'", [1], []), ("path: '/ap?'", [], [1, 2, 3, 4]), ("path: '*secrets*'", [1, 2], [1, 2])]
for d, right, wrong in cases:
    rule = lambda: SigmaCollection.from_yaml(f"title: t\nlogsource:\n  product: kubernetes\ndetection:\n  sel:\n    {d}\n  condition: sel\n")
    q, = PandasDataFramePythonBackend().convert(rule()); got = list(eval(q)["id"])
    s, = sqliteBackend().convert(rule()); other = [i for i, in c.execute(s.replace("<TABLE_NAME>", "logs").replace("*", "id", 1) + " ORDER BY id")]
    print(f"  {d:30} {q} -> {got} | sqlite: {other}")
    assert got == wrong and other == right, (got, other)
print("still so")
P
v/bin/python t.py
