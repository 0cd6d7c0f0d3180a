//! What single kinds have by assignment: a node, an address, a volume, a token.

use super::edit::{Edit, join, members};
use super::rules::annotation;
use kf_object::Value;
use kf_object::patch::Step;

/// Where the token of its service account is mounted into each container (kubernetes
/// plugin/pkg/admission/serviceaccount `DefaultAPITokenMountPath`).
const TOKEN_MOUNT: &str = "/var/run/secrets/kubernetes.io/serviceaccount";

/// Applies the rules of a kind.
pub(super) fn apply(edit: &mut Edit<'_, '_>, group: &str, kind: &str) {
    match (group, kind) {
        ("", "Pod") => pod(edit),
        ("", "Service") => service(edit),
        ("", "PersistentVolumeClaim") => claim(edit),
        ("", "PersistentVolume") => volume(edit),
        ("", "Namespace") => edit.take_with(
            &members(&["spec", "finalizers"]),
            1,
            "set by the server for each namespace",
        ),
        ("", "ServiceAccount") => service_account(edit),
        ("", "Secret") => secret(edit),
        ("", "Node") => node(edit),
        ("", "Endpoints") => endpoints(edit),
        ("discovery.k8s.io", "EndpointSlice") => {
            references(edit, &members(&["endpoints"]));
        }
        ("batch", "Job") => job(edit),
        ("apps" | "extensions", "DaemonSet") => {
            edit.take(
                &members(&["spec", "templateGeneration"]),
                "counted by the server",
            );
        }
        ("apps", "StatefulSet") => {
            let list = members(&["spec", "volumeClaimTemplates"]);
            for i in 0..edit.len(&list) {
                let status = [Step::Element(i), Step::Member("status")];
                edit.take(&join(&list, &status), "a template has no status");
            }
        }
        ("rbac.authorization.k8s.io", "ClusterRole") => {
            let aggregated = edit.object().get("aggregationRule");
            if aggregated.is_some_and(|rule| *rule != Value::Null) {
                edit.take(
                    &members(&["rules"]),
                    "filled by the controller from the roles that aggregationRule selects",
                );
            }
        }
        ("certificates.k8s.io", "CertificateSigningRequest") => {
            for name in ["username", "uid", "groups", "extra"] {
                edit.take(
                    &members(&["spec", name]),
                    "set by the server to who sends the request",
                );
            }
        }
        ("route.openshift.io", "Route") => {
            let generated = ["metadata", "annotations", "openshift.io/host.generated"];
            if edit.object().str_at(&generated) == Some("true") {
                edit.take(
                    &members(&["spec", "host"]),
                    "made up by the server out of the cluster's domain",
                );
            }
        }
        _ => {}
    }
}

/// Takes away labels, and all of them when none is left.
fn labels(edit: &mut Edit<'_, '_>, at: &[&str], names: &[&str], why: &'static str) {
    let at = members(at);
    for name in names {
        edit.take_with(&join(&at, &[Step::Member(name)]), 1, why);
    }
}

fn pod(edit: &mut Edit<'_, '_>) {
    token_mounts(edit);
    merged_selectors(edit);
    edit.take(&members(&["spec", "nodeName"]), "set by the scheduler");
    for name in ["priority", "preemptionPolicy"] {
        edit.take(
            &members(&["spec", name]),
            "computed from priorityClassName; refused when it comes out otherwise",
        );
    }
    edit.take(
        &members(&["spec", "overhead"]),
        "computed from runtimeClassName; refused when it comes out otherwise",
    );
    edit.take(
        &members(&["spec", "ephemeralContainers"]),
        "added to a running pod; refused on creation",
    );
    labels(
        edit,
        &["metadata", "labels"],
        &["controller-uid", "batch.kubernetes.io/controller-uid"],
        "names a job by its uid, and what is made again has another one",
    );
}

/// The volume that the service account plugin added to a pod, and its mounts: a projected volume
/// since 1.21, a token secret before (kubernetes plugin/pkg/admission/serviceaccount
/// `mountServiceAccountToken`). Templates never have one.
fn token_mounts(edit: &mut Edit<'_, '_>) {
    const WHY: &str = "added again by the service account plugin, with a token of its own";
    let account = edit.object().str_at(&["spec", "serviceAccountName"]);
    let account = account.unwrap_or("default").to_owned();
    let volumes = members(&["spec", "volumes"]);
    for i in (0..edit.len(&volumes)).rev() {
        let at = join(&volumes, &[Step::Element(i)]);
        let Some(volume) = edit.at(&at) else { continue };
        let name = volume.str_at(&["name"]).unwrap_or_default().to_owned();
        let projected = name.starts_with("kube-api-access-") && volume.get("projected").is_some();
        let secret = volume.str_at(&["secret", "secretName"]).unwrap_or_default();
        let token = secret == name && secret.starts_with(&format!("{account}-token-"));
        if !projected && !token {
            continue;
        }
        let mut elsewhere = false;
        for list in ["initContainers", "containers", "ephemeralContainers"] {
            let containers = members(&["spec", list]);
            for c in 0..edit.len(&containers) {
                let mounts = [Step::Element(c), Step::Member("volumeMounts")];
                let mounts = join(&containers, &mounts);
                for m in (0..edit.len(&mounts)).rev() {
                    let at = join(&mounts, &[Step::Element(m)]);
                    let Some(mount) = edit.at(&at) else { continue };
                    if mount.str_at(&["name"]) != Some(&name) {
                        continue;
                    }
                    if mount.str_at(&["mountPath"]) == Some(TOKEN_MOUNT) {
                        edit.take_with(&at, 1, WHY);
                    } else {
                        elsewhere = true;
                    }
                }
            }
        }
        if !elsewhere {
            edit.take_with(&at, 1, WHY);
        }
    }
}

/// What the server made of `matchLabelKeys` and `mismatchLabelKeys` when the pod was created: an
/// expression for each key that is a label of the pod, with its value, behind what the user wrote
/// (kubernetes pkg/registry/core/pod/strategy.go `applyLabelKeysToLabelSelector`; of affinity since
/// 1.29, of topology spread since 1.34). A key that stands in both is refused.
fn merged_selectors(edit: &mut Edit<'_, '_>) {
    let spread = members(&["spec", "topologySpreadConstraints"]);
    for i in 0..edit.len(&spread) {
        merged(edit, &join(&spread, &[Step::Element(i)]));
    }
    for affinity in ["podAffinity", "podAntiAffinity"] {
        let affinity = members(&["spec", "affinity", affinity]);
        let required = Step::Member("requiredDuringSchedulingIgnoredDuringExecution");
        let required = join(&affinity, &[required]);
        for i in 0..edit.len(&required) {
            merged(edit, &join(&required, &[Step::Element(i)]));
        }
        let preferred = Step::Member("preferredDuringSchedulingIgnoredDuringExecution");
        let preferred = join(&affinity, &[preferred]);
        for i in 0..edit.len(&preferred) {
            let term = [Step::Element(i), Step::Member("podAffinityTerm")];
            merged(edit, &join(&preferred, &term));
        }
    }
}

/// The same for what has one selector: of each key the last expression that says just that.
fn merged(edit: &mut Edit<'_, '_>, term: &[Step<'_>]) {
    const WHY: &str = "merged by the server out of the label keys beside it, and merged again";
    let list = [
        Step::Member("labelSelector"),
        Step::Member("matchExpressions"),
    ];
    let list = join(term, &list);
    for (keys, operator) in [("matchLabelKeys", "In"), ("mismatchLabelKeys", "NotIn")] {
        let keys = edit.at(&join(term, &[Step::Member(keys)]));
        let keys = keys.and_then(Value::as_array).unwrap_or_default();
        let keys: Vec<String> = keys
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect();
        for key in keys {
            let label = edit.object().str_at(&["metadata", "labels", &key]);
            let Some(label) = label.map(str::to_owned) else {
                continue;
            };
            let is = |expression: &Value<'_>| {
                let values = expression.get("values").and_then(Value::as_array);
                expression.str_at(&["key"]) == Some(&key)
                    && expression.str_at(&["operator"]) == Some(operator)
                    && matches!(values, Some([only]) if only.as_str() == Some(&label))
            };
            let expressions = edit.at(&list).and_then(Value::as_array).unwrap_or_default();
            if let Some(i) = expressions.iter().rposition(is) {
                edit.take_with(&join(&list, &[Step::Element(i)]), 1, WHY);
            }
        }
    }
}

/// Node ports and health check ports stay: whoever connects from outside relies on them, and a
/// port that is taken is refused loudly, while another number would fail in silence.
fn service(edit: &mut Edit<'_, '_>) {
    const WHY: &str = "allocated from the cluster's own range";
    if edit.object().str_at(&["spec", "clusterIP"]) == Some("None") {
        return;
    }
    edit.take(&members(&["spec", "clusterIP"]), WHY);
    edit.take(&members(&["spec", "clusterIPs"]), WHY);
}

/// The volume's own claimRef, which keeps the claim's name, brings the two together again; without
/// the volume the claim gets a new one instead of waiting for ever.
fn claim(edit: &mut Edit<'_, '_>) {
    edit.take(
        &members(&["spec", "volumeName"]),
        "bound again: by the volume's claimRef, or to a new volume",
    );
    volume_annotations(edit);
}

fn volume(edit: &mut Edit<'_, '_>) {
    for name in ["uid", "resourceVersion"] {
        edit.take(
            &members(&["spec", "claimRef", name]),
            "the claim made again has another one; by namespace and name the volume stays its own",
        );
    }
    volume_annotations(edit);
}

fn volume_annotations(edit: &mut Edit<'_, '_>) {
    const NOTES: &[&str] = &[
        "volume.kubernetes.io/selected-node",
        "volume.alpha.kubernetes.io/selected-node",
        "volume.kubernetes.io/storage-provisioner",
        "volume.beta.kubernetes.io/storage-provisioner",
        "volume.kubernetes.io/storage-resizer",
    ];
    let annotations = members(&["metadata", "annotations"]);
    let own = |name: &str| name.starts_with("pv.kubernetes.io/") || NOTES.contains(&name);
    for name in edit.names(&annotations, own) {
        annotation(
            edit,
            &name,
            "a note of the volume controllers about binding and provisioning, which are done again",
        );
    }
}

fn service_account(edit: &mut Edit<'_, '_>) {
    let name = edit.object().str_at(&["metadata", "name"]);
    let name = name.unwrap_or_default().to_owned();
    for list in ["secrets", "imagePullSecrets"] {
        let list = members(&[list]);
        for i in (0..edit.len(&list)).rev() {
            let at = join(&list, &[Step::Element(i)]);
            let secret = edit.at(&at).and_then(|s| s.str_at(&["name"]));
            let rest = secret.unwrap_or_default().strip_prefix(&*name);
            let made = |rest: &str| rest.starts_with("-token-") || rest.starts_with("-dockercfg-");
            if rest.is_some_and(made) {
                edit.take_with(
                    &at,
                    1,
                    "names a token that the controller made and makes again",
                );
            }
        }
    }
}

/// What is left of a token secret asks the controller for a new token.
fn secret(edit: &mut Edit<'_, '_>) {
    if edit.object().str_at(&["type"]) != Some("kubernetes.io/service-account-token") {
        return;
    }
    const WHY: &str = "filled in by the token controller";
    for name in ["token", "ca.crt", "namespace", "service-ca.crt"] {
        edit.take_with(&members(&["data", name]), 1, WHY);
    }
    annotation(edit, "kubernetes.io/service-account.uid", WHY);
    labels(
        edit,
        &["metadata", "labels"],
        &["kubernetes.io/legacy-token-last-used"],
        WHY,
    );
}

fn node(edit: &mut Edit<'_, '_>) {
    for name in ["podCIDR", "podCIDRs"] {
        edit.take(&members(&["spec", name]), "allocated by the controller");
    }
    edit.take(
        &members(&["spec", "providerID"]),
        "set by the cloud provider",
    );
    let taints = members(&["spec", "taints"]);
    for i in (0..edit.len(&taints)).rev() {
        let at = join(&taints, &[Step::Element(i)]);
        let key = edit.at(&at).and_then(|t| t.str_at(&["key"]));
        let key = key.unwrap_or_default();
        if key.starts_with("node.kubernetes.io/")
            || key.starts_with("node.cloudprovider.kubernetes.io/")
        {
            edit.take_with(&at, 1, "tells of the node's state");
        }
    }
    if edit
        .object()
        .at(&["spec"])
        .and_then(Value::as_object)
        .is_some_and(|s| s.is_empty())
    {
        edit.take(&members(&["spec"]), "empty without what was taken out");
    }
}

fn endpoints(edit: &mut Edit<'_, '_>) {
    let subsets = members(&["subsets"]);
    for i in 0..edit.len(&subsets) {
        for list in ["addresses", "notReadyAddresses"] {
            let list = join(&subsets, &[Step::Element(i), Step::Member(list)]);
            references(edit, &list);
        }
    }
}

/// `targetRef` of each endpoint of a list.
fn references(edit: &mut Edit<'_, '_>, list: &[Step<'_>]) {
    for i in 0..edit.len(list) {
        for name in ["uid", "resourceVersion"] {
            let at = [
                Step::Element(i),
                Step::Member("targetRef"),
                Step::Member(name),
            ];
            edit.take(&join(list, &at), "what is made again has another one");
        }
    }
}

/// The server makes selector and labels out of the uid, and refuses those of another uid
/// (kubernetes pkg/registry/batch/job/strategy.go `generateSelector`).
fn job(edit: &mut Edit<'_, '_>) {
    const WHY: &str = "made by the server out of the job's uid; refused on creation";
    const LABELS: &[&str] = &[
        "controller-uid",
        "batch.kubernetes.io/controller-uid",
        "job-name",
        "batch.kubernetes.io/job-name",
    ];
    let manual = edit.object().at(&["spec", "manualSelector"]);
    if manual.and_then(Value::as_bool) == Some(true) {
        return;
    }
    edit.take(&members(&["spec", "selector"]), WHY);
    labels(edit, &["metadata", "labels"], LABELS, WHY);
    labels(
        edit,
        &["spec", "template", "metadata", "labels"],
        LABELS,
        WHY,
    );
}
