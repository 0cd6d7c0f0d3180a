"""What the Python client makes of kf serve: prints a line for each thing that went well."""

from kubernetes import client, config, dynamic, watch

config.load_kube_config()
core = client.CoreV1Api()
print("version", client.VersionApi().get_code().git_version)
print("groups", len(client.ApisApi().get_api_versions().groups) > 10)
print("pods", len(core.list_pod_for_all_namespaces().items))
print("deployments", len(client.AppsV1Api().list_deployment_for_all_namespaces().items))
page = core.list_pod_for_all_namespaces(limit=5)
print("page", len(page.items), bool(page.metadata._continue))
print("map", core.read_namespaced_config_map("my-config", "prod").metadata.name)
custom = client.CustomObjectsApi().list_cluster_custom_object("ops.corp.example", "v1", "backups")
print("custom", len(custom["items"]) > 0)
access = client.AuthorizationV1Api()
for verb in ("list", "delete"):
    attributes = {"verb": verb, "resource": "pods"}
    review = access.create_self_subject_access_review({"spec": {"resourceAttributes": attributes}})
    print("may", verb, review.status.allowed)
events = watch.Watch().stream(core.list_namespaced_config_map, "prod", timeout_seconds=1)
print("watch", {event["type"] for event in events})
every = dynamic.DynamicClient(client.ApiClient())
listed = 0
for resource in every.resources.search():
    if "list" in (resource.verbs or []) and not resource.kind.endswith("List"):
        resource.get()
        listed += 1
print("dynamic", listed > 50)
try:
    core.delete_namespace("prod")
except client.ApiException as error:
    print("delete", error.status)
try:
    core.read_namespaced_pod("nope", "prod")
except client.ApiException as error:
    print("missing", error.status)
