use super::*;
use kf_object::parse::json::parse;

fn listed(pinned: bool) -> Listed {
    Listed {
        revision: 100,
        pinned,
        minor: Minor::new(30),
        server_minor: Minor::new(30),
    }
}

fn newer_server(from: u8, to: u8) -> Listed {
    Listed {
        minor: Minor::new(from),
        server_minor: Minor::new(to),
        ..listed(true)
    }
}

fn at(revision: &str) -> Value<'static> {
    let text = format!(
        r#"{{"apiVersion":"v1","kind":"Pod","metadata":{{"resourceVersion":"{revision}"}}}}"#
    );
    parse(text.as_bytes()).unwrap().into_owned()
}

#[test]
fn written_at_start() {
    let written = Some(Cause::WrittenAtStart);
    assert_eq!(listed(false).extra(&at("101")), written);
    assert_eq!(listed(false).changed(&at("90"), &at("101"), "v1"), written);
    // What the snapshot has the revision of must be in the snapshot.
    assert_eq!(listed(false).extra(&at("100")), None);
    assert_eq!(listed(false).changed(&at("90"), &at("100"), "v1"), None);
    assert_eq!(listed(false).extra(&at("")), None);
    assert_eq!(listed(false).extra(&at("x")), None);
    // A list of the snapshot's revision has nothing that was written later.
    assert_eq!(listed(true).extra(&at("101")), None);
    assert_eq!(listed(true).changed(&at("90"), &at("101"), "v1"), None);
}

#[test]
fn lease_expired() {
    assert_eq!(listed(false).missing(7), Some(Cause::LeaseExpired));
    assert_eq!(listed(false).missing(0), None);
    assert_eq!(listed(true).missing(7), None);
}

#[test]
fn conversion_in_kf() {
    let unsupported = Error::unsupported("kf does not convert it");
    let conversion = Some(Cause::Conversion);
    assert_eq!(
        unreadable(&unsupported, Some("apps/v1beta1"), "apps/v1"),
        conversion
    );
    assert_eq!(unreadable(&unsupported, Some("apps/v1"), "apps/v1"), None);
    assert_eq!(unreadable(&unsupported, None, "apps/v1"), None);
    let corrupt = Error::corrupt("cut short");
    assert_eq!(unreadable(&corrupt, Some("apps/v1beta1"), "apps/v1"), None);
    // Shown as stored, since only the stored version can be had.
    assert_eq!(listed(true).changed(&at("9"), &at("9"), "v2"), conversion);
}

#[test]
fn conversion_in_the_server() {
    let refusal = |status, message: &str| Refusal {
        path: "/apis/a/v1/things".to_owned(),
        status,
        reason: String::new(),
        message: message.to_owned(),
        resume: None,
    };
    let said = "conversion webhook for a/v2, Kind=Thing failed: Post \"https://x\": no such host";
    let conversion = Some(Cause::Conversion);
    assert_eq!(refused(&refusal(500, said), true), conversion);
    assert_eq!(refused(&refusal(406, said), true), conversion);
    assert_eq!(refused(&refusal(500, said), false), None);
    assert_eq!(refused(&refusal(503, said), true), None);
    assert_eq!(refused(&refusal(500, "etcd is gone"), true), None);
}

/// Differences between two Services, by the tables of the schema: `spec.trafficDistribution` came
/// with 1.30, `spec.internalTrafficPolicy` with 1.21.
#[test]
fn defaulted() {
    let service = |spec: &str| {
        let text = format!(
            r#"{{"apiVersion":"v1","kind":"Service","metadata":{{"name":"a"}},"spec":{spec}}}"#
        );
        parse(text.as_bytes()).unwrap().into_owned()
    };
    let ours = service(r#"{"type":"ClusterIP","ports":[{"port":80}]}"#);
    let defaulted = Some(Cause::Defaulted);
    let changed =
        |from, to, spec: &str| newer_server(from, to).changed(&ours, &service(spec), "v1");
    let new = r#"{"type":"ClusterIP","ports":[{"port":80}],"trafficDistribution":"PreferClose"}"#;
    assert_eq!(changed(28, 36, new), defaulted);
    // The snapshot's own Kubernetes had the field.
    assert_eq!(changed(30, 36, new), None);
    assert_eq!(changed(36, 36, new), None);
    // A server that is older does not add anything.
    assert_eq!(changed(28, 27, new), None);
    // Within a list: `appProtocol` came with 1.18.
    let inside = r#"{"type":"ClusterIP","ports":[{"port":80,"appProtocol":"http"}]}"#;
    assert_eq!(changed(17, 36, inside), defaulted);
    assert_eq!(changed(18, 36, inside), None);
    for spec in [
        // A value differs as well.
        r#"{"type":"NodePort","ports":[{"port":80}],"trafficDistribution":"PreferClose"}"#,
        // One is missing.
        r#"{"ports":[{"port":80}],"trafficDistribution":"PreferClose"}"#,
        // The list is another one.
        r#"{"type":"ClusterIP","ports":[{"port":80},{"port":81}]}"#,
        r#"{"type":"ClusterIP","ports":[{"port":81,"appProtocol":"http"}]}"#,
        // The field is as old as the kind, or nobody knows it.
        r#"{"type":"ClusterIP","ports":[{"port":80}],"externalName":"x"}"#,
        r#"{"type":"ClusterIP","ports":[{"port":80}],"kfMadeThisUp":1}"#,
    ] {
        assert_eq!(changed(10, 36, spec), None, "{spec}");
    }
    // Custom resources have no schema here.
    let custom = |extra: &str| {
        let text = format!(r#"{{"apiVersion":"a.example/v1","kind":"Thing"{extra}}}"#);
        parse(text.as_bytes()).unwrap().into_owned()
    };
    let (ours, theirs) = (custom(""), custom(r#","spec":1"#));
    assert_eq!(
        newer_server(10, 36).changed(&ours, &theirs, "a.example/v1"),
        None
    );
}
