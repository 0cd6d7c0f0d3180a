#!/usr/bin/env bash
# Software: pySigma backends duckdb 0.1.4 (on duckdb 2.0.1), parseable 0.1.0 (its SQL is DataFusion's, on datafusion 55.0.0), sqlite 1.2.4 and 2.1.1
#   (on Python's sqlite3), with pySigma 2.0.1 or the newest that a backend takes (all PyPI).
# Expected: Sigma's most frequent condition, "selection and not filter", keeps an event that has no such field: what is absent does not
#   match, so the negation does. In audit logs of Kubernetes most fields are absent from some events: cluster-wide objects have no
#   objectRef.namespace.
# Instead: the duckdb and parseable backends write NOT field = 'value', which is NULL where the field is NULL, and SQL drops the row. The rule below
#   looks for role bindings made outside of kube-system and does not report the cluster-wide one, the gravest; the values match
#   in the others. The sqlite backend was so until 1.2.4 and wraps the filter in COALESCE since 2.0.
# Matters: one rule, converted for two databases, gives two lists of alerts, and the shorter one lacks what is not bound to a namespace.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"; export HOME=$T
pip() { "$1/bin/pip" -q --disable-pip-version-check install --no-compile "${@:2}"; }
python3 -m venv v >/dev/null; pip v duckdb==2.0.1 datafusion==55.0.0 pyarrow==26.0.1 pysigma==2.0.1 pysigma-backend-sqlite==2.1.1
python3 -m venv w >/dev/null; pip w pysigma==1.5.1; pip w --no-deps pysigma-backend-duckdb==0.1.4 pysigma-backend-parseable==0.1.0 pysigma-backend-sqlite==1.2.4
cat > convert.py <<'P'
import importlib, sys
from importlib.metadata import version
from sigma.collection import SigmaCollection
rule = """
title: Role binding made outside of kube-system
status: test
logsource: {product: kubernetes, service: audit}
detection:
  selection: {verb: create, objectRef.resource|endswith: rolebindings}
  filter: {objectRef.namespace: kube-system}
  condition: selection and not filter
"""
package, module, name, args = sys.argv[1], sys.argv[2], sys.argv[3], eval(sys.argv[4])
print(package, version(package) + ", pySigma", version("pysigma"), file=sys.stderr)
print(getattr(importlib.import_module(module), name)(**args).convert(SigmaCollection.from_yaml(rule))[0].replace("<TABLE_NAME>", "logs"))
P
c() { "$1/bin/python" convert.py "${@:3}" > "$2.sql"; }
c w duckdb pysigma-backend-duckdb sigma_backend_duckdb DuckDBBackend '{}'
c w parseable pysigma-backend-parseable sigma.backends.parseable ParseableBackend '{"dataset": "logs"}'
c w sqlite-1.2.4 pysigma-backend-sqlite sigma.backends.sqlite sqliteBackend '{}'
c v sqlite-2.1.1 pysigma-backend-sqlite sigma.backends.sqlite sqliteBackend '{}'
cat > run.py <<'P'
import sqlite3, duckdb, datafusion, pyarrow as pa
cols = ["verb", "objectRef.resource", "objectRef.namespace", "objectRef.name"]
rows = [("create", "clusterrolebindings", None, "everyone-is-admin"), ("create", "rolebindings", "prod", "deploy"), ("create", "rolebindings", "kube-system", "own")]
s = sqlite3.connect(":memory:"); s.execute("create table logs (%s)" % ", ".join(f'"{c}" text' for c in cols)); s.executemany("insert into logs values (?, ?, ?, ?)", rows)
t = pa.table({c: pa.array([r[i] for r in rows], pa.string()) for i, c in enumerate(cols)})
d = duckdb.connect(); d.register("logs", t)
x = datafusion.SessionContext(); x.from_arrow(t, name="logs")
run = {"duckdb": lambda q: [r[3] for r in d.execute(q).fetchall()], "parseable": lambda q: [n for b in x.sql(q).collect() for n in b.to_pydict()["objectRef.name"]],
       "sqlite-1.2.4": lambda q: [r[3] for r in s.execute(q)], "sqlite-2.1.1": lambda q: [r[3] for r in s.execute(q)]}
got = {}
for n, f in run.items():
    q = open(n + ".sql").read().strip(); got[n] = f(q); print(f"{n}: ...{q[q.index('AND (NOT'):]}\n  alerts: {got[n]}")
assert got == {"duckdb": ["deploy"], "parseable": ["deploy"], "sqlite-1.2.4": ["deploy"], "sqlite-2.1.1": ["everyone-is-admin", "deploy"]}, got
print("still so")
P
v/bin/python run.py
