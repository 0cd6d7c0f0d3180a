#!/usr/bin/env bash
# Software: kubeflow 0.5.0 (PyPI, Kubeflow's SDK): what its Spark client makes of resources_per_executor; kubernetes 35.0.0 (PyPI) has the true amounts.
# Expected: the amounts are "Kubernetes-style memory", converted for Spark. Kubernetes' documentation gives as roughly the same value: 128974848, 129e6, 129M, 128974848000m and
#   123Mi. Spark's documentation: a memory setting without a unit is MiB, and m is MiB.
# Instead: 129M and 123Mi become 129m and 123m, right but for the difference of M and Mi. 128974848 and 129e6 are handed on as they are, and 128974848000m keeps an m that
#   means thousandths for one and MiB for the other.
# Matters: amounts without a unit are what a program reads from a node or a quota. The executor that should have 123 MiB asks for 123 TiB, and waits for such a node.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kubeflow==0.5.0 kubeflow-spark-api==2.4.0 kubernetes==35.0.0
cat > t.py <<'P'
import re, sys, types
for name in ("pyspark", "pyspark.sql"): sys.modules[name] = types.ModuleType(name)   # large, and not needed for the amounts
sys.modules["pyspark.sql"].SparkSession = object
from importlib.metadata import version
from kubernetes.utils.quantity import parse_quantity
from kubeflow.spark.backends.kubernetes.utils import _resolve_executor_resources
print("kubeflow", version("kubeflow"), "kubernetes", version("kubernetes"))
def spark(text):
    m = re.fullmatch(r"(\d+)([kmgtp]?)", text)
    return int(m[1]) * 1024 ** {"k": 1, "m": 2, "": 2, "g": 3, "t": 4, "p": 5}[m[2]] if m else None
for memory, want in (("123Mi", "123m"), ("129M", "129m"), ("1.5Gi", "1536m"), ("128974848", "128974848"), ("128974848000m", "128974848000m"), ("129e6", "129e6")):
    got = _resolve_executor_resources(resources_per_executor={"cpu": "1", "memory": memory})[2]; is_, should = spark(got), parse_quantity(memory)
    print(f"   {memory} -> {got}:", "no amount for Spark" if is_ is None else f"{is_ / float(should):.3g} times the amount"); assert got == want, got
    assert is_ is None if memory == "129e6" else abs(is_ / float(should) - 1) < 0.05 if memory[-1] in "iM" else is_ / float(should) > 1e6
print("still so")
P
v/bin/python t.py
