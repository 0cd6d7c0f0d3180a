//! What recorded servers offered, against what follows from their APIServices and CRDs.

use super::aggregation::ApiService;
use super::discovery::{ApiResource, ListingOrder};
use super::testing::value;
use super::version_evidence::{MinorBounds, minor_from_api_services};
use super::{Catalog, crd};
use kf_object::Value;
use kf_schema::Minor;

macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../fixtures/resource/",
            $name
        ))
    };
}

fn services(objects: &Value<'_>) -> Vec<ApiService> {
    let list = objects.get("apiServices").unwrap().as_array().unwrap();
    list.iter()
        .map(|s| ApiService::from_value(s).unwrap())
        .collect()
}

fn catalog(minor: u8, objects: &str) -> Catalog {
    let objects = value(objects);
    let crds = objects
        .get("customResourceDefinitions")
        .unwrap()
        .as_array()
        .unwrap();
    let crds = crds.iter().map(|c| crd::from_value(c).unwrap()).collect();
    Catalog::new(Minor::new(minor), services(&objects), crds)
}

fn c136() -> Catalog {
    catalog(36, fixture!("1.36.json"))
}

fn c115() -> Catalog {
    catalog(15, fixture!("1.15.json"))
}

/// The cells of a recorded table, by the positions of its header.
fn cells(table: &str) -> Vec<Vec<String>> {
    let header = table.lines().next().unwrap();
    let bytes = header.as_bytes();
    let starts: Vec<usize> = (0..bytes.len())
        .filter(|&i| bytes[i] != b' ' && (i == 0 || bytes[i - 1] == b' '))
        .collect();
    let row = |line: &str| {
        let ends = starts
            .iter()
            .skip(1)
            .map(|e| (*e).min(line.len()))
            .chain([line.len()]);
        let cell = |(s, e): (&usize, usize)| line.get(*s..e).unwrap_or("").trim_end().to_owned();
        starts.iter().zip(ends).map(cell).collect()
    };
    table.lines().skip(1).map(row).collect()
}

fn narrow(row: &ApiResource<'_>) -> Vec<String> {
    let r = row.resource;
    vec![
        r.plural.to_string(),
        r.short_names.join(","),
        r.api_version(row.version),
        r.namespaced.to_string(),
        r.kind.to_string(),
    ]
}

fn wide(row: &ApiResource<'_>) -> Vec<String> {
    let mut cells = narrow(row);
    cells.push(row.resource.verbs.names().join(","));
    cells.push(row.resource.categories.join(","));
    cells
}

#[test]
fn api_resources_of_1_36() {
    let c = c136();
    let rows: Vec<_> = c
        .api_resources(ListingOrder::Group)
        .iter()
        .map(narrow)
        .collect();
    assert_eq!(rows, cells(fixture!("1.36.api-resources.txt")));
    let rows = c.api_resources(ListingOrder::Name);
    let rows: Vec<_> = rows.iter().map(wide).collect();
    assert_eq!(rows, cells(fixture!("1.36.api-resources.wide.txt")));
}

#[test]
fn api_resources_of_1_15() {
    let rows: Vec<_> = c115()
        .api_resources(ListingOrder::Group)
        .iter()
        .map(wide)
        .collect();
    assert_eq!(rows, cells(fixture!("1.15.api-resources.wide.txt")));
}

#[test]
fn api_versions() {
    let lines = |t: &str| t.lines().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(
        c136().api_versions(),
        lines(fixture!("1.36.api-versions.txt"))
    );
    assert_eq!(
        c115().api_versions(),
        lines(fixture!("1.15.api-versions.txt"))
    );
}

#[test]
fn group_order() {
    let names = |c: &Catalog| {
        c.groups()
            .iter()
            .map(|g| g.name.to_string())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let new = names(&c136());
    assert!(
        new.starts_with(" apiregistration.k8s.io apps events.k8s.io authentication"),
        "{new}"
    );
    // As the server's aggregated discovery; its /apis has ops before monitoring.
    assert!(
        new.ends_with(
            "storagemigration.k8s.io wardle.corp.example audit.corp.example \
             monitoring.corp.example ops.corp.example metrics.corp.example"
        ),
        "{new}"
    );
    let old = names(&c115());
    assert!(
        old.starts_with(" apiregistration.k8s.io extensions apps events.k8s.io"),
        "{old}"
    );
    assert!(old.ends_with("node.k8s.io corp.example management.cattle.example metrics.k8s.io"));
}

#[test]
fn what_the_recorded_commands_resolved() {
    let resolved = |c: &Catalog, word: &str| {
        let r = c.resolve(word).unwrap();
        format!(
            "{} {}",
            r.resource.api_version(r.version),
            r.resource.plural
        )
    };
    let (new, old) = (c136(), c115());
    for (word, want) in [
        ("deploy.v1.apps", "apps/v1 deployments"),
        ("bk", "ops.corp.example/v1 backups"),
        ("events.audit.corp.example", "audit.corp.example/v1 events"),
        // From here on: a kubectl against a server that played the recorded discovery.
        ("po.v1.", "v1 pods"),
        ("pods.", "v1 pods"),
        ("deploy.app", "apps/v1 deployments"),
        ("Deployment.v1.apps", "apps/v1 deployments"),
        ("deploy.v1.app", "apps/v1 deployments"),
        ("events.audit", "audit.corp.example/v1 events"),
        ("events.v1.", "v1 events"),
        ("Backup.ops", "ops.corp.example/v1 backups"),
        ("backup.v1.ops.corp.example", "ops.corp.example/v1 backups"),
        ("bk.ops", "ops.corp.example/v1 backups"),
        ("sc.storage", "storage.k8s.io/v1 storageclasses"),
        ("storageclass.storage", "storage.k8s.io/v1 storageclasses"),
        ("hpa.v1.", "autoscaling/v2 horizontalpodautoscalers"),
        (
            "HorizontalPodAutoscaler.autoscaling",
            "autoscaling/v2 horizontalpodautoscalers",
        ),
        ("apiservice.", "apiregistration.k8s.io/v1 apiservices"),
        ("ENDPOINTS", "v1 endpoints"),
    ] {
        assert_eq!(resolved(&new, word), want, "{word}");
    }
    for word in [
        "PO",
        "CM",
        "po.v1",
        "DEPLOY",
        "ev.audit",
        "psp",
        "deployments.v9.apps",
        "all.",
    ] {
        assert!(new.resolve(word).is_err(), "{word}");
    }
    for word in [
        "pods.metrics",
        "nodes.metrics.k8s.io",
        "wd",
        "endpoint",
        "Widgets",
    ] {
        assert!(new.resolve(word).is_err(), "{word}");
    }
    for (word, want) in [
        ("POD", "v1 pods"),
        ("deploy", "extensions/v1beta1 deployments"),
        (
            "deploy.v1beta1.extensions",
            "extensions/v1beta1 deployments",
        ),
        ("wd", "corp.example/v1 widgets"),
        (
            "clusters.v2.management.cattle.example",
            "management.cattle.example/v2 clusters",
        ),
        ("psp", "extensions/v1beta1 podsecuritypolicies"),
        ("hpa.v1.", "autoscaling/v1 horizontalpodautoscalers"),
        ("Widgets", "corp.example/v1 widgets"),
    ] {
        assert_eq!(resolved(&old, word), want, "{word}");
    }
    for word in ["Wd", "PO", "events.audit", "ingresses.v1.networking.k8s.io"] {
        assert!(old.resolve(word).is_err(), "{word}");
    }
    let e = old.resolve("nodes.v1beta1.metrics.k8s.io").unwrap_err();
    assert!(
        e.hint_text()
            .unwrap()
            .starts_with("metrics.k8s.io/v1beta1 was served by the service")
    );
}

#[test]
fn recorded_warnings_about_short_names() {
    let rivals = |c: &Catalog, word: &str| {
        let rivals = c.short_name_rivals(word);
        rivals
            .iter()
            .map(|r| r.group_resource())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let (new, old) = (c136(), c115());
    assert_eq!(rivals(&new, "ev"), "events.events.k8s.io");
    assert_eq!(rivals(&old, "ev"), "events.events.k8s.io");
    assert_eq!(rivals(&old, "deploy"), "deployments.apps");
    assert_eq!(rivals(&old, "ing"), "ingresses.networking.k8s.io");
    assert_eq!(rivals(&old, "psp"), "podsecuritypolicies.policy");
    for word in [
        "deploy.v1beta1.extensions",
        "deploy.apps",
        "deployments",
        "events",
        "po",
        "x",
    ] {
        assert_eq!(rivals(&old, word), "", "{word}");
    }
    assert_eq!(rivals(&new, "deploy"), "");
}

#[test]
fn categories() {
    let names = |c: &Catalog, name: &str| {
        let refs = c.category(name).unwrap();
        refs.iter()
            .map(|r| r.resource.group_resource())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let all = |custom| {
        format!(
            "pods replicationcontrollers services daemonsets.apps deployments.apps \
             replicasets.apps statefulsets.apps horizontalpodautoscalers.autoscaling {custom}"
        )
    };
    assert_eq!(
        names(&c136(), "all"),
        all("cronjobs.batch jobs.batch backups.ops.corp.example")
    );
    // batch/v1 comes first and has only jobs then.
    assert_eq!(
        names(&c115(), "all"),
        all("jobs.batch cronjobs.batch widgets.corp.example")
    );
}

#[test]
fn the_minor_follows_from_the_group_versions() {
    let bounds = |objects| minor_from_api_services(&services(&value(objects)));
    let some = |lowest, highest: Option<u8>, by_absence| {
        Some(MinorBounds {
            lowest: Minor::new(lowest),
            highest: highest.map(Minor::new),
            by_absence,
        })
    };
    assert_eq!(bounds(fixture!("1.36.json")), some(36, Some(36), false));
    assert_eq!(
        bounds(fixture!("1.36-defaults.json")),
        some(34, Some(36), true)
    );
    // No group version came or went between 1.14 and 1.15.
    assert_eq!(bounds(fixture!("1.15.json")), some(14, Some(15), false));
}

#[test]
fn keys() {
    let c = c136();
    let located = |key| {
        let l = c.locate(key)?;
        Some((
            l.resource.group_resource(),
            l.namespace.unwrap_or("-").to_owned(),
            l.name.to_owned(),
        ))
    };
    for (key, resource, namespace, name) in [
        ("minions/k8s01", "nodes", "-", "k8s01"),
        ("services/specs/prod/web", "services", "prod", "web"),
        ("services/endpoints/prod/web", "endpoints", "prod", "web"),
        ("deployments/prod/web", "deployments.apps", "prod", "web"),
        (
            "ingress/prod/web",
            "ingresses.networking.k8s.io",
            "prod",
            "web",
        ),
        ("events/prod/web.17a0", "events", "prod", "web.17a0"),
        (
            "controllers/prod/rc",
            "replicationcontrollers",
            "prod",
            "rc",
        ),
        (
            "clusterroles/system:a b",
            "clusterroles.rbac.authorization.k8s.io",
            "-",
            "system:a b",
        ),
        (
            "audit.corp.example/events/prod/e",
            "events.audit.corp.example",
            "prod",
            "e",
        ),
        (
            "ops.corp.example/tenants/t",
            "tenants.ops.corp.example",
            "-",
            "t",
        ),
        (
            "apiregistration.k8s.io/apiservices/v1.",
            "apiservices.apiregistration.k8s.io",
            "-",
            "v1.",
        ),
        (
            "podsecuritypolicy/old",
            "podsecuritypolicies.policy",
            "-",
            "old",
        ),
    ] {
        let want = (resource.to_owned(), namespace.to_owned(), name.to_owned());
        assert_eq!(located(key), Some(want), "{key}");
    }
    for key in [
        "pods/prod",
        "pods//x",
        "pods/prod/",
        "minions/a/b",
        "masterleases/1",
        "",
        "/",
        "pods",
    ] {
        assert_eq!(located(key), None, "{key}");
    }
}

#[test]
fn without_api_services_the_defaults_stand_in() {
    let names = |c: &Catalog| {
        let rows = c.api_resources(ListingOrder::Group);
        rows.iter()
            .map(|r| format!("{} {}", r.version, r.resource.group_resource()))
            .collect()
    };
    let mut recorded: Vec<String> = names(&catalog(36, fixture!("1.36-defaults.json")));
    recorded.retain(|r| !r.ends_with(".corp.example"));
    let assumed: Vec<String> = names(&Catalog::new(Minor::new(36), Vec::new(), Vec::new()));
    assert_eq!(assumed, recorded);
}
