#!/usr/bin/env bash
# Software: PyPI prefect-kubernetes 0.8.0 with prefect 3.9.1: the labels that its worker writes into a job's manifest.
# Expected: a label that is valid stays what it is. The worker makes valid ones of texts that are not (spaces, other signs), and its own comment cites Kubernetes' rules,
#   by which "-" may stand twice within a name, a value or a part of a prefix: team--a, xn--mller-kva.example/team.
# Instead: every run of hyphens becomes one, in keys, prefixes and values, in what the user wrote into the job template too: team--a is team-a. No warning.
#   Runs of "_" and "." stay, upper case stays, so most labels pass. Two keys that differ in this alone become one label.
# Matters: a queue, a quota, a NetworkPolicy or a cost report that selects team--a does not see these jobs, or the ones of another team.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile prefect-kubernetes==0.8.0 prefect==3.9.1
cat > t.py <<'P'
import os; os.environ["PREFECT_HOME"] = os.getcwd()
import re, warnings; warnings.filterwarnings("ignore")
from prefect_kubernetes.worker import KubernetesWorkerJobConfiguration as Job
part = r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?"
def valid(labels): return all(re.fullmatch(rf"([a-z0-9.-]+/)?{part}", k) and re.fullmatch(part, v) and len(v) < 64 for k, v in labels.items())
def job(**template):
    assert valid(template), template
    config = Job.model_construct(job_manifest={"metadata": {"labels": dict(template)}}, labels={})
    config._slugify_labels()
    return config.job_manifest["metadata"]["labels"]
cases = [({"team": "a__b"}, {"team": "a__b"}), ({"Team": "v1..2-_x"}, {"Team": "v1..2-_x"}), ({"kueue.x-k8s.io/queue-name": "team--a"}, {"kueue.x-k8s.io/queue-name": "team-a"}),
    ({"xn--mller-kva.example/team": "a"}, {"xn-mller-kva.example/team": "a"}), ({"cost--center": "1", "cost-center": "2"}, {"cost-center": "2"}), ({"commit": "0-0--1"}, {"commit": "0-0-1"})]
for given, now in cases:
    got = job(**given); print(given, "->", got); assert got == now, got
print("still so")
P
v/bin/python t.py
