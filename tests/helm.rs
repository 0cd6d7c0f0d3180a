//! `kf helm` on releases as Helm 3 stores them.

use std::io::Write as _;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::support::{Output, kf, unpacked};

/// gzip in base64, as Helm puts it into a ConfigMap; a Secret's data is that in base64 again.
fn packed(json: &str) -> String {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(json.as_bytes()).unwrap();
    STANDARD.encode(gzip.finish().unwrap())
}

fn release(name: &str, revision: u32, status: &str) -> String {
    format!(
        r#"{{"name":"{name}","namespace":"prod","version":{revision},"info":{{"first_deployed":"2026-11-01T10:00:00Z","last_deployed":"2026-11-0{revision}T10:00:00.5Z","deleted":"","description":"Upgrade complete","status":"{status}","notes":"Have fun.\n"}},"chart":{{"metadata":{{"name":"chart","version":"1.{revision}.0","appVersion":"2.0"}},"values":{{"replicas":1,"image":{{"tag":"a","pull":"Always"}}}}}},"config":{{"image":{{"tag":"r{revision}"}}}},"manifest":"---\n# Source: chart/x.yaml\nkind: ConfigMap\n","hooks":[]}}"#
    )
}

/// A `state.db` with these objects: place and JSON.
fn state_db(dir: &Path, objects: &[(String, String)]) -> String {
    let path = dir.join("state.db");
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch(
            "CREATE TABLE kine (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, created INTEGER, \
             deleted INTEGER, create_revision INTEGER, prev_revision INTEGER, lease INTEGER, \
             value BLOB, old_value BLOB)",
        )
        .unwrap();
    for (place, json) in objects {
        connection
            .execute(
                "INSERT INTO kine VALUES (NULL, ?, 1, 0, 0, 0, 0, ?, NULL)",
                rusqlite::params![format!("/registry/{place}"), json.as_bytes()],
            )
            .unwrap();
    }
    path.to_str().unwrap().to_owned()
}

fn object(kind: &str, name: &str, more: &str) -> (String, String) {
    let place = match kind {
        "Secret" => "secrets",
        _ => "configmaps",
    };
    (
        format!("{place}/prod/{name}"),
        format!(
            r#"{{"apiVersion":"v1","kind":"{kind}","metadata":{{"name":"{name}","namespace":"prod","labels":{{"owner":"helm"}},"uid":"u","creationTimestamp":"2026-11-01T10:00:00Z"}},{more}}}"#
        ),
    )
}

fn secret(name: &str, revision: u32, json: &str) -> (String, String) {
    let data = STANDARD.encode(packed(json));
    object(
        "Secret",
        &format!("sh.helm.release.v1.{name}.v{revision}"),
        &format!(r#""data":{{"release":"{data}"}},"type":"helm.sh/release.v1""#),
    )
}

struct Cluster {
    _dir: TempDir,
    file: String,
}

impl Cluster {
    fn new(more: &[(String, String)]) -> Self {
        let dir = TempDir::new().unwrap();
        let mut objects = vec![
            secret("web", 1, &release("web", 1, "superseded")),
            secret("web", 2, &release("web", 2, "deployed")),
            secret("gone", 1, &release("gone", 1, "uninstalled")),
            object(
                "ConfigMap",
                "sh.helm.release.v1.by-map.v3",
                &format!(
                    r#""data":{{"release":"{}"}}"#,
                    packed(&release("by-map", 3, "failed"))
                ),
            ),
            object("Secret", "other", r#""data":{},"type":"Opaque""#),
        ];
        objects.extend_from_slice(more);
        let file = state_db(dir.path(), &objects);
        Self { _dir: dir, file }
    }

    fn kf(&self, words: &str) -> Output {
        kf(words, &["-s", &self.file])
    }
}

#[test]
fn releases_are_listed_as_helm_does() {
    let cluster = Cluster::new(&[]);
    let list = "NAME  \tNAMESPACE\tREVISION\tUPDATED                              \tSTATUS  \tCHART      \tAPP VERSION\n\
                by-map\tprod     \t3       \t2026-11-03 10:00:00.5 +0000 UTC\tfailed  \tchart-1.3.0\t2.0        \n\
                web   \tprod     \t2       \t2026-11-02 10:00:00.5 +0000 UTC\tdeployed\tchart-1.2.0\t2.0        \n";
    let list = list.replace(
        "UPDATED                              ",
        "UPDATED                        ",
    );
    cluster.kf("helm list -n prod").prints(&list);
    cluster.kf("helm list -A").prints(&list);
    cluster
        .kf("helm list -A -q --all")
        .prints("by-map\ngone\nweb\n");
    cluster
        .kf("helm list")
        .prints("NAME\tNAMESPACE\tREVISION\tUPDATED\tSTATUS\tCHART\tAPP VERSION\n");
    let json = cluster.kf("helm list -n prod -o json");
    assert!(
        json.text()
            .starts_with(r#"[{"name":"by-map","namespace":"prod","revision":"3","updated":"#)
    );
    cluster.kf("helm history web -n prod").prints(
        "REVISION\tUPDATED                 \tSTATUS    \tCHART      \tAPP VERSION\tDESCRIPTION     \n\
         1       \tSun Nov  1 10:00:00 2026\tsuperseded\tchart-1.1.0\t2.0        \tUpgrade complete\n\
         2       \tMon Nov  2 10:00:00 2026\tdeployed  \tchart-1.2.0\t2.0        \tUpgrade complete\n",
    );
}

#[test]
fn lists_are_helm_3s_or_helm_4s() {
    let back = release("web", 3, "deployed").replace(
        r#""description":"Upgrade complete""#,
        r#""description":"Rollback to 1","rollback_revision":1"#,
    );
    let cluster = Cluster::new(&[secret("web", 3, &back)]);
    cluster
        .kf("helm list -A -q --helm 4")
        .prints("by-map\ngone\nweb\n");
    cluster
        .kf("helm list -A -q -o json")
        .prints("[\"by-map\",\"web\"]\n");
    let first = r#"{"revision":1,"updated":"2026-11-01T10:00:00.5Z","status":"superseded","chart":"chart-1.1.0","app_version":"2.0","description":"Upgrade complete"}"#;
    for (helm, third) in [
        (
            "3",
            r#""chart":"chart-1.3.0","app_version":"2.0","description":"Rollback to 1"}]"#,
        ),
        (
            "4",
            r#""chart":"chart-1.3.0","app_version":"2.0","rollback_revision":1,"description":"Rollback to 1"}]"#,
        ),
    ] {
        let history = cluster.kf(&format!("helm history web -n prod -o json --helm {helm}"));
        let text = history.text().trim_end();
        assert!(text.starts_with(&format!("[{first},")), "{text}");
        assert!(text.ends_with(third), "{text}");
    }
    let yaml = cluster.kf("helm history web -n prod -o yaml");
    assert!(yaml.text().starts_with("- app_version:"), "{}", yaml.text());
}

#[test]
fn values_and_manifests_are_printed_as_helm_does() {
    let cluster = Cluster::new(&[]);
    cluster
        .kf("helm values web -n prod")
        .prints("USER-SUPPLIED VALUES:\nimage:\n  tag: r2\n");
    cluster
        .kf("helm values web -n prod --revision 1 -o yaml")
        .prints("image:\n  tag: r1\n");
    cluster
        .kf("helm values web -n prod --all")
        .prints("COMPUTED VALUES:\nimage:\n  pull: Always\n  tag: r2\nreplicas: 1\n");
    cluster
        .kf("helm values web -A -o json")
        .prints("{\"image\":{\"tag\":\"r2\"}}\n");
    cluster
        .kf("helm manifest web -n prod")
        .prints("---\n# Source: chart/x.yaml\nkind: ConfigMap\n\n");
    let all = cluster.kf("helm get web -n prod");
    assert!(all.text().starts_with(
        "NAME: web\nLAST DEPLOYED: Mon Nov  2 10:00:00 2026\nNAMESPACE: prod\nSTATUS: deployed\n\
         REVISION: 2\nCHART: chart-1.2.0\n"
    ));
    assert!(
        all.text()
            .ends_with("kind: ConfigMap\n\nNOTES:\nHave fun.\n")
    );
    let whole = cluster.kf("helm get web -n prod -o yaml");
    assert!(whole.text().contains("\nversion: 2\n"));
    let absent = |name: &str| {
        format!(
            "Error from snapshot (NotFound): release \"{name}\" not found\nhint: kf -s {0} helm list \
             -A --all lists releases, kf -s {0} helm history the revisions of one\n",
            cluster.file
        )
    };
    cluster
        .kf("helm values web -n prod --revision 9")
        .fails(&absent("web"));
    cluster
        .kf("helm manifest nope -n prod")
        .fails(&absent("nope"));
    cluster
        .kf("helm values web -n prod -o xml")
        .fails("error: invalid format type \"xml\": allowed formats are json, table, yaml\n");
}

#[test]
fn a_bad_release_is_named_and_the_rest_is_printed() {
    let broken = object(
        "Secret",
        "sh.helm.release.v1.bad.v1",
        r#""data":{"release":"eHh4eA=="},"type":"helm.sh/release.v1""#,
    );
    let cluster = Cluster::new(&[broken]);
    let output = cluster.kf("helm list -n prod -q");
    assert_eq!((output.code, output.text()), (1, "by-map\nweb\n"));
    assert!(
        output
            .stderr
            .contains("/registry/secrets/prod/sh.helm.release.v1.bad.v1"),
        "{}",
        output.stderr
    );
    // One of another release does not stand in the way.
    assert_eq!(cluster.kf("helm values web -n prod").code, 0);
}

#[test]
fn what_only_looks_like_a_release_is_named() {
    let snapshot = unpacked("c136-A.zip");
    let output = kf("helm list -A", &["-s", &snapshot]);
    assert_eq!(output.code, 1);
    assert_eq!(output.text().lines().count(), 1);
    assert!(
        output.stderr.contains("/registry/secrets/prod/helm-like"),
        "{}",
        output.stderr
    );
}
