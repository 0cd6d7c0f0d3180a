use super::*;
use crate::crd;
use crate::discovery::ListingOrder;
use crate::testing::value;

fn resource(name: &str, group: &str, short: &str) -> crd::CustomResource {
    let kind = name.to_uppercase();
    crd::from_value(&value(&format!(
        r#"{{"spec":{{"group":"{group}",
          "names":{{"plural":"{name}s","singular":"{name}","kind":"{kind}","shortNames":["{short}"],
                    "categories":["mine"]}},
          "versions":[{{"name":"v1","served":true}},{{"name":"v2","served":true,"storage":true}},
                      {{"name":"v3","served":false}}]}},
        "status":{{"conditions":[{{"type":"Established","status":"True"}}]}}}}"#
    )))
    .unwrap()
}

fn catalog(minor: u8) -> Catalog {
    let custom = vec![
        resource("event", "audit.example", "ev"),
        resource("widget", "shop.example", "wd"),
        resource("widget", "toys.example", "wd"),
        resource("po", "short.example", "popo"),
    ];
    Catalog::new(kf_schema::Minor::new(minor), Vec::new(), custom)
}

fn resolve(c: &Catalog, word: &str) -> String {
    match c.resolve(word) {
        Ok(r) => format!(
            "{} {}",
            r.resource.api_version(r.version),
            r.resource.plural
        ),
        Err(e) => format!("{e} ({})", e.hint_text().unwrap_or_default()),
    }
}

#[test]
fn every_spelling() {
    let c = catalog(36);
    for word in [
        "deploy",
        "deployments",
        "deployment",
        "Deployment",
        "DEPLOYMENTS",
        "deploy.apps",
        "deploy.app",
        "deployment.v1.apps",
        "Deployment.v1.apps",
        "deployments.apps",
    ] {
        assert_eq!(resolve(&c, word), "apps/v1 deployments", "{word}");
    }
    assert_eq!(resolve(&c, "pods.v1."), "v1 pods");
    assert_eq!(
        resolve(&c, "ingresses.v1.networking.k8s.io"),
        "networking.k8s.io/v1 ingresses"
    );
    assert_eq!(
        resolve(&c, "crd"),
        "apiextensions.k8s.io/v1 customresourcedefinitions"
    );
    assert_eq!(
        resolve(&c, "sc.storage"),
        "storage.k8s.io/v1 storageclasses"
    );
    assert_eq!(
        resolve(&c, "hpa"),
        "autoscaling/v2 horizontalpodautoscalers"
    );
    assert_eq!(
        resolve(&c, "horizontalpodautoscalers.v1.autoscaling"),
        "autoscaling/v1 horizontalpodautoscalers"
    );
    assert_eq!(resolve(&c, "cs"), "v1 componentstatuses");
    assert_eq!(
        resolve(&c, "netpol"),
        "networking.k8s.io/v1 networkpolicies"
    );
}

#[test]
fn the_group_order_decides() {
    let c = catalog(36);
    assert_eq!(resolve(&c, "events"), "v1 events");
    assert_eq!(resolve(&c, "ev"), "v1 events");
    assert_eq!(resolve(&c, "ev.events.k8s.io"), "events.k8s.io/v1 events");
    assert_eq!(resolve(&c, "events.audit"), "audit.example/v2 events");
    assert_eq!(
        resolve(&c, "event.v1.audit.example"),
        "audit.example/v1 events"
    );
    assert_eq!(resolve(&c, "wd"), "shop.example/v2 widgets");
    assert_eq!(resolve(&c, "WIDGET.toys"), "toys.example/v2 widgets");
    // A full name beats a short name, whatever the order: the resource `pos` has singular `po`.
    assert_eq!(resolve(&c, "po"), "short.example/v2 pos");

    let c = catalog(15);
    for (word, want) in [
        ("deploy", "extensions/v1beta1 deployments"),
        ("deploy.apps", "apps/v1 deployments"),
        ("deployment.v1beta2.apps", "apps/v1beta2 deployments"),
        // kubectl forgets the version behind a short name.
        ("deploy.v1beta2.apps", "apps/v1 deployments"),
        ("deploy.v1beta2.app", "apps/v1beta2 deployments"),
        ("Ingress", "extensions/v1beta1 ingresses"),
        (
            "ing.networking.k8s.io",
            "networking.k8s.io/v1beta1 ingresses",
        ),
        ("psp", "extensions/v1beta1 podsecuritypolicies"),
        ("cj", "batch/v1beta1 cronjobs"),
        ("hpa", "autoscaling/v1 horizontalpodautoscalers"),
    ] {
        assert_eq!(resolve(&c, word), want, "{word}");
    }
}

#[test]
fn short_names_keep_their_case() {
    let missing = "the snapshot doesn't have a resource type";
    let c = catalog(36);
    assert_eq!(
        resolve(&c, "CM"),
        format!("{missing} \"CM\" (see \"kf api-resources\")")
    );
}

#[test]
fn unknown_types() {
    let c = catalog(36);
    let missing = "the snapshot doesn't have a resource type";
    for (word, want) in [
        ("frobs.example.com", "\"frobs\" (see \"kf api-resources\")"),
        ("pds", "\"pds\" (did you mean \"pods\"?)"),
        (
            "deployment.v9.apps",
            "\"deployment\" (did you mean \"deployments.apps\"?)",
        ),
        ("widgetz", "\"widgetz\" (did you mean \"widgets\"?)"),
        ("secrest", "\"secrest\" (did you mean \"secrets\"?)"),
        ("deplyo", "\"deplyo\" (did you mean \"deploy\"?)"),
        ("netpo", "\"netpo\" (did you mean \"netpol\"?)"),
        ("", "\"\" (see \"kf api-resources\")"),
        (".", "\"\" (see \"kf api-resources\")"),
        ("..", "\"\" (see \"kf api-resources\")"),
        (
            "widgets.v3.shop.example",
            "\"widgets\" (did you mean \"widgets.shop.example\"?)",
        ),
    ] {
        assert_eq!(resolve(&c, word), format!("{missing} {want}"), "{word}");
    }
}

#[test]
fn what_is_no_longer_served_can_be_asked_for() {
    let c = catalog(36);
    let r = c.resolve_unserved("psp").unwrap();
    assert_eq!(
        (r.resource.storage.prefix(), r.version),
        (Some("podsecuritypolicy"), "v1beta1")
    );
    assert_eq!(
        c.resolve_unserved("psp.policy").unwrap().resource.group,
        "policy"
    );
    assert!(c.resolve_unserved("pods").is_none());
    assert!(
        c.resolve_unserved("podpresets.v1alpha1.settings.k8s.io")
            .is_some()
    );
}

#[test]
fn categories_in_discovery_order() {
    let c = catalog(36);
    let names = |name| {
        let refs = c.category(name).unwrap();
        refs.iter()
            .map(|r| r.resource.group_resource())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(
        names("all"),
        "pods replicationcontrollers services daemonsets.apps deployments.apps replicasets.apps \
         statefulsets.apps horizontalpodautoscalers.autoscaling cronjobs.batch jobs.batch"
    );
    assert_eq!(
        names("mine"),
        "events.audit.example widgets.shop.example pos.short.example widgets.toys.example"
    );
    assert!(c.category("pods").is_none());
}

#[test]
fn one_edit() {
    for (a, b) in [
        ("pods", "pod"),
        ("pds", "pods"),
        ("pdos", "pods"),
        ("pads", "pods"),
    ] {
        assert!(is_one_edit(a, b) && is_one_edit(b, a), "{a} {b}");
    }
    for (a, b) in [
        ("pods", "pods"),
        ("sdop", "pods"),
        ("po", "pods"),
        ("", "ab"),
    ] {
        assert!(!is_one_edit(a, b), "{a} {b}");
    }
}

proptest::proptest! {
    #[test]
    fn any_word_has_an_answer(word in "\\PC{0,12}|[a-zA-Z.]{0,30}") {
        let c = catalog(15);
        let found = c.resolve(&word);
        if let Err(e) = found {
            proptest::prop_assert!(e.is_not_found() && e.hint_text().is_some());
        }
        let _ = (c.resolve_unserved(&word), c.short_name_rivals(&word), c.category(&word));
        let _ = c.locate(&word);
    }

    #[test]
    fn every_listed_resource_resolves_to_itself(minor in 8_u8..40) {
        let c = catalog(minor);
        for row in c.api_resources(ListingOrder::Group) {
            for word in [
                row.resource.group_resource(),
                format!("{}.{}.{}", row.resource.plural, row.version, row.resource.group),
            ] {
                let found = c.resolve(&word).unwrap();
                proptest::prop_assert_eq!(&found.resource.plural, &row.resource.plural);
                proptest::prop_assert_eq!(found.version, row.version);
                // A core resource typed bare may not say its group, but core comes first.
                proptest::prop_assert_eq!(&found.resource.group, &row.resource.group);
            }
        }
    }
}

#[test]
fn a_category_of_many_types_needs_no_look_for_each() {
    let custom = (0..3000).map(|i| resource(&format!("r{i}"), &format!("g{}", i % 7), "x"));
    let c = Catalog::new(kf_schema::Minor::NEWEST, Vec::new(), custom.collect());
    let words = Words::of(&c);
    let mut members = 0;
    for (group, version, resource) in c.entries() {
        if resource.categories.iter().any(|c| c == "mine") {
            assert!(
                words.are_unique(group, version, resource),
                "{}",
                resource.plural
            );
            members += 1;
        }
    }
    // Each in two versions.
    assert_eq!(members, 6000);
    let refs = c.category("mine").unwrap();
    assert_eq!(refs.len(), 3000);
    for found in refs.iter().step_by(100) {
        let word = found.resource.group_resource();
        let resolved = c.resolve(&word).unwrap();
        assert!(std::ptr::eq(resolved.resource, found.resource));
        assert_eq!(resolved.version, found.version);
    }
}

#[test]
fn names_that_mean_several_things_are_looked_up_a_few_times() {
    // All of one singular, in groups of their own.
    let custom = (0..2000).map(|i| resource("same", &format!("g{i:04}"), "x"));
    let c = Catalog::new(kf_schema::Minor::NEWEST, Vec::new(), custom.collect());
    let words = Words::of(&c);
    let unique = c
        .entries()
        .filter(|(g, v, r)| r.categories.iter().any(|c| c == "mine") && words.are_unique(g, v, r));
    assert_eq!(unique.count(), 0);
    let refs = c.category("mine").unwrap();
    assert_eq!(refs.len(), 2000);
    for found in &refs[..300] {
        let resolved = c.resolve(&found.resource.group_resource()).unwrap();
        assert!(std::ptr::eq(resolved.resource, found.resource));
        assert_eq!(resolved.version, found.version);
    }
}

/// What `kf export`, `kf diff` and a category ask of the catalog about each of many types is found by index.
#[test]
fn the_work_for_many_types_grows_with_their_number() {
    let looked = |n: usize| {
        let custom = (0..n).map(|i| resource(&format!("r{i}"), "g", "x"));
        let c = Catalog::new(kf_schema::Minor::NEWEST, Vec::new(), custom.collect());
        for row in c.api_resources(ListingOrder::Group) {
            let (group, plural) = (&row.resource.group, &row.resource.plural);
            assert!(c.find(group, plural).is_some());
            let api_version = row.resource.api_version(row.version);
            assert!(c.find_kind(&api_version, &row.resource.kind).is_some());
            if let Some(prefix) = row.resource.storage.prefix() {
                assert!(c.stored_under(prefix).next().is_some());
                // With a namespace or without.
                let keys = [format!("{prefix}/a/b"), format!("{prefix}/a")];
                assert!(keys.iter().any(|key| c.locate(key).is_some()), "{prefix}");
            }
        }
        assert_eq!(c.category("mine").map_or(0, |all| all.len()), n);
        c.looked.load(std::sync::atomic::Ordering::Relaxed)
    };
    let [one, two, three] = [400, 800, 1200].map(looked);
    assert_eq!(three - two, two - one);
    assert!(two - one < 400 * 30, "{}", two - one);
}
