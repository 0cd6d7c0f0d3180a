//! What cannot be known is no finding, and neither is what servers and kubelets do by themselves.

use super::*;

/// A pod that names an owner.
const POD: &str = r#"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","namespace":"d","ownerReferences":[
    {"apiVersion":"apps/v1","kind":"ReplicaSet","name":"web","uid":"u1"}]},"spec":{"hostPID":true,"containers":[{"name":"c"}]}}"#;

const OWNER: &str = r#"{"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"web","namespace":"d","uid":"u1"}}"#;

/// An owner and a pod far from each other, in pages of their own.
fn far_apart(owner: Option<&str>) -> Vec<u8> {
    let filler =
        r#"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"f","namespace":"d"}}"#;
    let owner = owner.map(|text| ("/registry/replicasets/d/web", 2, Some(text)));
    let fill =
        |from: u64| (from..from + 40).map(|at| ("/registry/configmaps/d/f", at, Some(filler)));
    let pod = ("/registry/pods/d/p", 60, Some(POD));
    let changes: Vec<Change<'_>> = owner
        .into_iter()
        .chain(fill(3))
        .chain([pod])
        .chain(fill(70))
        .collect();
    history(&changes, None)
}

/// Makes the page that holds these words one of no kind.
fn damage(file: &mut [u8], words: &str) {
    let at = file
        .windows(words.len())
        .position(|own| own == words.as_bytes())
        .unwrap();
    let page = at / 16_384 * 16_384;
    file[page + 8..page + 10].copy_from_slice(&[0xff, 0xff]);
}

#[test]
fn an_owner_that_may_lie_in_a_lost_page_is_not_judged() {
    let ids = |found: &[At]| -> Vec<String> {
        let ids = found.iter().map(|found| found.0.clone());
        ids.filter(|id| id == "pod-privileged-alone").collect()
    };
    let (found, _, complete) = judged(&far_apart(Some(OWNER)), None);
    assert_eq!((ids(&found).len(), complete), (0, true));
    let (found, _, complete) = judged(&far_apart(None), None);
    assert_eq!((ids(&found).len(), complete), (1, true));
    // The page of the owner is lost.
    let mut lost = far_apart(Some(OWNER));
    damage(&mut lost, "/registry/replicasets/d/web");
    let (found, _, complete) = judged(&lost, None);
    assert_eq!((ids(&found).len(), complete), (0, false));
    // The value of the owner is no object.
    let mut broken = far_apart(Some(OWNER));
    let at = broken
        .windows(OWNER.len())
        .position(|own| own == OWNER.as_bytes())
        .unwrap();
    broken[at] = b'?';
    let mut file = broken.as_slice();
    let input = Input::from_reader("made.db", &mut file, &OpenOptions::default());
    let snapshot = Snapshot::new(input.unwrap());
    let view = snapshot.view().unwrap();
    let name = "made.db".to_owned();
    let story = Story::tell(vec![Part {
        name,
        view: &view,
        carved: Vec::new(),
    }]);
    let found = judge(&story, OWN.clone(), |(), _| {}, |()| {});
    assert_eq!((found.ownerless, found.is_complete()), (1, false));
    let about = |f: &&Finding| found.rule(f).unwrap().id == "pod-privileged-alone";
    assert_eq!(found.findings.iter().filter(about).count(), 0);
}

fn stamped(object: &str) -> String {
    object.replace("@T", &stamp(20)).replace('\n', "")
}

/// The ids of what is found of an object that is made, changed and gone within seconds.
fn passing(key: &str, states: &[&str]) -> BTreeSet<String> {
    let mark = |name: &str, second| {
        let text = format!(
            r#"{{"apiVersion":"v1","kind":"ConfigMap","metadata":{{"name":"{name}","namespace":"d","creationTimestamp":"{}"}}}}"#,
            stamp(second)
        );
        (format!("/registry/configmaps/d/{name}"), text)
    };
    let (first, last) = (mark("a", 10), mark("b", 60));
    let states: Vec<String> = states.iter().map(|state| stamped(state)).collect();
    let mut changes: Vec<Change<'_>> = vec![(&first.0, 2, Some(&first.1))];
    changes.extend(
        states
            .iter()
            .zip(3..)
            .map(|(state, at)| (key, at, Some(state.as_str()))),
    );
    changes.push((key, 50, None));
    changes.push((&last.0, 51, Some(&last.1)));
    found(&changes)
}

#[test]
fn a_role_that_never_allowed_anything_is_no_finding() {
    let role = |rules: &str| {
        format!(
            r#"{{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{{"name":"r","creationTimestamp":"@T"}},"rules":{rules}}}"#
        )
    };
    let found = |states: &[&str]| {
        let states: Vec<String> = states.iter().map(|rules| role(rules)).collect();
        let states: Vec<&str> = states.iter().map(String::as_str).collect();
        passing("/registry/clusterroles/r", &states).contains("rbac-short-lived")
    };
    let rights = r#"[{"apiGroups":[""],"resources":["pods"],"verbs":["get"]}]"#;
    assert!(found(&[rights]));
    assert!(!found(&["null"]));
    assert!(!found(&["[]", "null"]));
    // Who takes the rights out before deleting the role had them.
    assert!(found(&[rights, "null"]));
    let aggregated = role("null").replace(
        "\"rules\"",
        r#""aggregationRule":{"clusterRoleSelectors":[{"matchLabels":{"a":"b"}}]},"rules""#,
    );
    assert!(passing("/registry/clusterroles/r", &[&aggregated]).contains("rbac-short-lived"));
    // The same holds for a binding that was harmless at last.
    let binding = |subject: &str| {
        format!(
            r#"{{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{{"name":"r","creationTimestamp":"@T"}},
            "roleRef":{{"kind":"ClusterRole","name":"view"}},"subjects":[{{"kind":"Group","name":"{subject}"}}]}}"#
        )
    };
    let (all, some) = (binding("system:unauthenticated"), binding("team"));
    let found = |states: &[&str]| {
        passing("/registry/clusterrolebindings/r", states).contains("rbac-short-lived")
    };
    assert!(found(&[&all, &some]));
    assert!(!found(&[&some, &some]));
}

/// The token controller made one for each account until 1.23.
#[test]
fn tokens_that_servers_made_by_themselves_are_no_finding() {
    let secret = |name: &str, manager: Option<&str>| {
        let fields = manager.map_or_else(String::new, |manager| {
            format!(r#","managedFields":[{{"manager":"{manager}","operation":"Update","apiVersion":"v1","time":"{}"}}]"#, stamp(20))
        });
        format!(
            r#"{{"apiVersion":"v1","kind":"Secret","metadata":{{"name":"{name}","namespace":"d","creationTimestamp":"{}","annotations":{{
            "kubernetes.io/service-account.name":"web","kubernetes.io/service-account.uid":"u"}}{fields}}},"type":"kubernetes.io/service-account-token"}}"#,
            stamp(20)
        )
        .replace('\n', "")
    };
    let account = |secret: &str| {
        format!(
            r#"{{"apiVersion":"v1","kind":"ServiceAccount","metadata":{{"name":"web","namespace":"d"}},"secrets":[{{"name":"{secret}"}}]}}"#
        )
    };
    let node = |version: &str| {
        format!(
            r#"{{"apiVersion":"v1","kind":"Node","metadata":{{"name":"n"}},"status":{{"nodeInfo":{{"kubeletVersion":"v{version}.0"}}}}}}"#
        )
    };
    let found = |version: &str, name: &str, manager: Option<&str>, listed: &str| {
        let (node, secret, account) = (node(version), secret(name, manager), account(listed));
        let key = format!("/registry/secrets/d/{name}");
        let changes: [Change<'_>; 3] = [
            ("/registry/minions/n", 2, Some(&node)),
            (&key, 3, Some(&secret)),
            ("/registry/serviceaccounts/d/web", 4, Some(&account)),
        ];
        self::found(&changes).contains("token-secret")
    };
    let (own, controller) = ("web-token-x7k2p", Some("kube-controller-manager"));
    assert!(!found("1.15", own, None, own));
    // Of an account that does not name it, and with a name that no controller gives.
    assert!(found("1.15", own, None, "web-token-aaaaa"));
    assert!(found("1.15", "web-token", None, "web-token"));
    assert!(found(
        "1.15",
        "other-token-x7k2p",
        None,
        "other-token-x7k2p"
    ));
    // Later servers tell who wrote what they make.
    assert!(found("1.30", own, None, own));
    assert!(!found("1.30", own, controller, own));
    assert!(found("1.23", own, Some("kubectl-create"), own));
}

/// Kubelets make a mirror for each static pod; nobody else's rules hold for those of a control plane.
#[test]
fn mirrors_that_kubelets_make_are_no_finding() {
    let mirror = |manager: &str, source: &str| {
        let fields = match manager {
            "" => String::new(),
            manager => format!(
                r#","managedFields":[{{"manager":"{manager}","operation":"Update","apiVersion":"v1","time":"{}"}}]"#,
                stamp(20)
            ),
        };
        let pod = format!(
            r#"{{"apiVersion":"v1","kind":"Pod","metadata":{{"name":"{source}-n1","namespace":"kube-system","creationTimestamp":"{}",
            "annotations":{{"kubernetes.io/config.mirror":"h","kubernetes.io/config.source":"file"}},
            "ownerReferences":[{{"apiVersion":"v1","kind":"Node","name":"n1","uid":"u","controller":true}}]{fields}}},
            "spec":{{"nodeName":"n1","hostNetwork":true,"containers":[{{"name":"c","securityContext":{{"privileged":true}}}}],
            "volumes":[{{"name":"v","hostPath":{{"path":"/etc/kubernetes/pki"}}}}]}}}}"#,
            stamp(20)
        );
        let pod = pod.replace('\n', "");
        let key = format!("/registry/pods/kube-system/{source}-n1");
        found(&[(&key, 2, Some(&pod)), (&key, 3, None)])
    };
    for manager in ["kubelet", ""] {
        for source in ["etcd", "kube-apiserver", "kube-scheduler", "kube-proxy"] {
            let found = mirror(manager, source);
            assert!(found.is_empty(), "{source} by {manager:?}: {found:?}");
        }
    }
    // A client for people does not make mirrors, and a manifest of one's own is told of.
    assert!(mirror("kubectl-create", "etcd").contains("pod-privileged-alone"));
    assert!(mirror("kubelet", "agent").contains("pod-static-other"));
}
