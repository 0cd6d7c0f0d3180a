//! The commands beside `kf get` that kubectl has too: `events`, `auth`, `explain`.

use crate::support::{Output, kf, unpacked};

fn c136(words: &str) -> Output {
    let snapshot = unpacked("c136-A.zip");
    kf(words, &["-s", &snapshot])
}

#[test]
fn events_as_kubectl_lists_them() {
    c136("events --now 2026-11-22T18:00:00Z").prints("LAST SEEN                       TYPE      REASON                              OBJECT                               MESSAGE\n\
<unknown>                       Normal    NodeNotReady                        Node/k8s02                           Node k8s02 status is now: NodeNotReady\n\
58m                             Warning   R                                   /                                    \n\
<invalid> (x6 over <invalid>)   Warning   KubernetesDefaultServiceCIDRError   ServiceCIDR/                         The default ServiceCIDR can not be created\n\
<invalid>                       Warning   KubeAPIReadyz                       Namespace/openshift-kube-apiserver   readyz=true\n");
    let all = c136("events -A");
    assert_eq!(all.text().lines().count(), 150);
    assert!(all.text().starts_with("NAMESPACE "));
    let bare = c136("events -A --no-headers");
    assert_eq!(bare.text().lines().count(), 149);
    let warnings = c136("events -A --types warning");
    assert_eq!(warnings.text().lines().count(), 31);
    let about = c136("events -n prod --for deploy/api --no-headers");
    assert_eq!(about.text().lines().count(), 6);
    assert!(about.text().lines().all(|l| l.contains(" Deployment/api ")));
    // Documents have the order of Go's types, and only what they know.
    let json = c136("events -A -o json");
    let head = "{\n    \"kind\": \"EventList\",\n    \"apiVersion\": \"v1\",\n    \"metadata\": {},\n    \"items\": [\n        {\n            \"kind\": \"Event\",\n";
    assert!(json.text().starts_with(head));
    let yaml = c136("events -n prod -o yaml");
    assert!(yaml.text().ends_with("\nkind: EventList\nmetadata: {}\n"));
    assert!(c136("events -A -o name").text().starts_with("event/"));
}

#[test]
fn events_that_are_not() {
    let none = c136("events -n nope");
    assert_eq!(
        none.block(),
        "exit 0\nNo events found in nope namespace.\n--\n"
    );
    let none = c136("events -A --for pod/nope -o json");
    assert_eq!(none.block(), "exit 0\nNo events found.\n--\n");
    c136("events -A --types Warning,Foo").fails("error: valid --types are Normal or Warning\n");
    c136("events --for pod").fails("error: --for must be in resource/name form\n");
    c136("events --for pod/a/b")
        .fails("error: arguments in resource/name form may not have more than one slash\n");
    c136("events -w").fails("error: a snapshot does not change, so there is nothing to watch\n");
    assert!(
        c136("events --for foo/a")
            .stderr
            .starts_with("error: the snapshot doesn't have a resource type \"foo\"\n")
    );
    c136("events -o wide").fails(
        "error: unable to match a printer suitable for the output format \"wide\", allowed \
         formats are: json,kyaml,name,yaml\nhint: kf get events has wide, jsonpath and \
         custom-columns\n",
    );
}
