//! What an object tells between its lines: whose request it is, whether a kubelet made it, and who set a value later.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use kf_base::time::Timestamp;
use kf_object::Value;
use kf_storage::x509_request::CertificateRequest;

use super::path::{HIDDEN, Step};
use super::test::Evidence;

/// Seconds after the creation within which a value counts as one that the object was made with.
const MADE: i64 = 2;

/// Names of the manifests that control planes are made of, before `-` and the node's name.
const CONTROL_PLANE: [&str; 19] = [
    "etcd",
    "etcd-manager-events",
    "etcd-manager-main",
    "kube-apiserver",
    "kube-controller-manager",
    "kube-scheduler",
    "openshift-kube-scheduler",
    "kube-proxy",
    "kube-addon-manager",
    "kube-apiserver-healthcheck",
    "kube-rbac-proxy-crio",
    "cloud-controller-manager",
    "konnectivity-server",
    "kube-vip",
    "haproxy",
    "keepalived",
    "coredns",
    "mdns-publisher",
    "nginx-proxy",
];

/// The common name and the organizations that a request for a certificate asks for.
pub(super) fn subject(object: &Value<'_>) -> Vec<String> {
    let request = object.str_at(&["spec", "request"]);
    let pem = request.and_then(|text| STANDARD.decode(text).ok());
    let request = pem.and_then(|pem| CertificateRequest::parse(&pem).ok());
    let Some(request) = request else {
        return Vec::new();
    };
    let mut names = request.organization;
    names.insert(0, request.common_name);
    names.retain(|name| !name.is_empty());
    names
}

/// `control-plane` of a mirror pod whose name, node and paths fit a control plane, `other` of another one.
pub(super) fn mirror(object: &Value<'_>) -> Option<&'static str> {
    object.at(&["metadata", "annotations", "kubernetes.io/config.mirror"])?;
    let node = object
        .str_at(&["spec", "nodeName"])
        .filter(|n| !n.is_empty());
    let name = object.str_at(&["metadata", "name"]);
    let manifest = name
        .zip(node)
        .and_then(|(name, node)| name.strip_suffix(node)?.strip_suffix('-'));
    let known = manifest.is_some_and(|manifest| CONTROL_PLANE.contains(&manifest));
    let volumes = object.at(&["spec", "volumes"]).and_then(Value::as_array);
    let mut paths = volumes
        .unwrap_or_default()
        .iter()
        .filter_map(|volume| volume.str_at(&["hostPath", "path"]));
    Some(match known && !paths.any(is_beyond) {
        true => "control-plane",
        false => "other",
    })
}

/// Whether no control plane needs a path of its node.
fn is_beyond(path: &str) -> bool {
    let plain = path.trim_end_matches('/');
    ["", "/etc", "/var", "/var/lib", "/root", "/home", "/boot"].contains(&plain)
        || ["/root/", "/home/", "/etc/cron", "/var/spool/cron"]
            .iter()
            .any(|begin| plain.starts_with(begin))
        || plain.ends_with(".sock")
        || path.contains("//")
        || path.contains("/./")
}

/// Who owns what is at a path by an entry of managed fields that is newer than the object, and than an entry of somebody else.
/// Managers have the names that they have in `names`, which is the object as it may be shown.
pub(super) fn set_later(
    object: &Value<'_>,
    names: &Value<'_>,
    steps: &[Step],
    path: &str,
) -> Option<Evidence> {
    let time = |value: &Value<'_>, path: &[&str]| Timestamp::parse(value.str_at(path)?);
    let created = time(object, &["metadata", "creationTimestamp"])?.seconds;
    let managed = object.at(&["metadata", "managedFields"])?.as_array()?;
    let entries = managed.iter().enumerate();
    let owners = entries.clone().filter_map(|(place, entry)| {
        let (at, by) = (time(entry, &["time"])?.seconds, entry.str_at(&["manager"])?);
        let late = at > created.saturating_add(MADE);
        (late && owns(entry.get("fieldsV1")?, steps)).then_some((at, by, place))
    });
    let (at, by, owner) = owners.max()?;
    let holds = |place: Option<&Value<'_>>| place.is_some_and(|entry| owns_above(entry, steps));
    let within = !holds(managed.get(owner));
    let first = entries.filter_map(|(place, entry)| {
        let (before, other) = (time(entry, &["time"])?.seconds, entry.str_at(&["manager"])?);
        // Who owns what the value lies in made that, and may have written something else since.
        let made = within && holds(Some(entry));
        (other != by && (before < at || made)).then_some((before, other, place))
    });
    let (_, _, first) = first.min()?;
    let name = |place: usize| {
        let entries = names.at(&["metadata", "managedFields"])?.as_array()?;
        entries.get(place)?.str_at(&["manager"])
    };
    let (by, first) = (name(owner).unwrap_or(HIDDEN), name(first).unwrap_or(HIDDEN));
    let mut when = String::new();
    kf_base::time::push_rfc3339(&mut when, at);
    Some(Evidence {
        path: path.to_owned(),
        value: format!(
            "set by {by} at {when}, after {first}; what was there before is not in the files"
        ),
    })
}

/// Whether an entry of managed fields has the map itself that a path begins with.
fn owns_above(entry: &Value<'_>, steps: &[Step]) -> bool {
    let Some(Step::Member(name)) = steps.first() else {
        return false;
    };
    let fields = entry.at(&["fieldsV1", &format!("f:{name}")]);
    let fields = fields.and_then(Value::as_object);
    fields.is_some_and(|fields| fields.is_empty() || fields.contains_key("."))
}

/// Whether a set of fields has something at a path.
fn owns(fields: &Value<'_>, steps: &[Step]) -> bool {
    let Some((step, rest)) = steps.split_first() else {
        return true;
    };
    match step {
        Step::Member(name) => {
            let inner = fields.get(&format!("f:{name}"));
            inner.is_some_and(|inner| owns(inner, rest))
        }
        Step::Each => {
            let members = fields.as_object();
            let mut members = members.into_iter().flat_map(kf_object::Map::iter);
            members.any(|(name, inner)| name != "." && owns(inner, rest))
        }
    }
}

/// How long a token with which nodes join lives, if that is longer than so many seconds.
pub(super) fn long_token(object: &Value<'_>, seconds: i64) -> Option<Evidence> {
    (object.str_at(&["type"]) == Some("bootstrap.kubernetes.io/token")).then_some(())?;
    let evidence = |value: String| Evidence {
        path: "data.expiration".to_owned(),
        value,
    };
    let Some(until) = object.str_at(&["data", "expiration"]) else {
        return Some(evidence("is missing: the token does not expire".to_owned()));
    };
    // What is no time has run out, as the token cleaner sees it.
    let until = STANDARD.decode(until).ok()?;
    let until = Timestamp::parse(std::str::from_utf8(&until).ok()?)?;
    let created = Timestamp::parse(object.str_at(&["metadata", "creationTimestamp"])?)?;
    let lives = until.seconds.saturating_sub(created.seconds);
    (lives > seconds).then(|| evidence(format!("{lives} s after the token was made")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_object::parse::yaml::documents;

    fn of(yaml: &str) -> Value<'static> {
        documents(yaml.as_bytes()).unwrap().remove(0)
    }

    #[test]
    fn mirrors_of_control_planes_fit_in_name_node_and_paths() {
        let pod = |name: &str, node: &str, path: &str| {
            let pod = format!(
                "{{metadata: {{name: {name}, annotations: {{kubernetes.io/config.mirror: x}}}}, \
                 spec: {{nodeName: {node}, volumes: [{{name: v, hostPath: {{path: {path}}}}}]}}}}"
            );
            mirror(&of(&pod)).unwrap()
        };
        assert_eq!(pod("etcd-n-1", "n-1", "/var/lib/etcd"), "control-plane");
        assert_eq!(pod("etcd-n-1", "n-2", "/var/lib/etcd"), "other");
        assert_eq!(pod("etcd-n-1", "n-1", "/etc/"), "other");
        assert_eq!(pod("etcd-n-1", "n-1", "//etc/kubernetes"), "other");
        assert_eq!(pod("health-n-1", "n-1", "/data"), "other");
        assert_eq!(
            mirror(&of("{metadata: {name: etcd-n}, spec: {nodeName: n}}")),
            None
        );
    }

    #[test]
    fn fields_of_a_later_manager_are_found() {
        let object = of(
            "{metadata: {creationTimestamp: '2026-01-01T00:00:00Z', managedFields: [\
            {manager: kubeadm, time: '2026-01-01T00:00:00Z', fieldsV1: {'f:data': {}}},\
            {manager: edit, time: '2026-01-02T00:00:00Z', fieldsV1: {'f:data': {'f:a': {}}}}]}}",
        );
        let data = [Step::Member("data".to_owned()), Step::Each];
        let found = set_later(&object, &object, &data, "data[*]").unwrap();
        assert!(
            found
                .value
                .starts_with("set by edit at 2026-01-02T00:00:00Z, after kubeadm")
        );
        // Whoever made the map wrote once more, elsewhere.
        for (maker, editor, is_found) in [
            (
                "{'f:data': {}, 'f:metadata': {}}",
                "{'f:data': {'f:a': {}}}",
                true,
            ),
            ("{'f:metadata': {}}", "{'f:data': {'f:a': {}}}", false),
            ("{'f:data': {}}", "{'f:data': {'.': {}, 'f:a': {}}}", false),
        ] {
            let object = of(&format!(
                "{{metadata: {{creationTimestamp: '2026-01-01T00:00:00Z', managedFields: [\
                {{manager: edit, time: '2026-01-02T00:00:00Z', fieldsV1: {editor}}},\
                {{manager: helm, time: '2026-01-03T00:00:00Z', fieldsV1: {maker}}}]}}}}"
            ));
            let found = set_later(&object, &object, &data, "data[*]");
            assert_eq!(found.is_some(), is_found, "{maker} {editor}");
        }
        let other = [
            Step::Member("data".to_owned()),
            Step::Member("b".to_owned()),
        ];
        assert_eq!(set_later(&object, &object, &other, "data.b"), None);
    }
}
