//! `kf helm`

use super::structured::text;
use crate::Error;
use crate::cli::args::SnapshotArgs;
use crate::cli::args::helm::{
    GetArgs, Helm, HelmCommand, HelmOutput, HistoryArgs, ListArgs, ReleaseArgs, ValuesArgs,
};
use crate::cli::args::namespace::DefaultScopeArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::report::{Failure, Outcome};
use crate::cli::session::Opening;
use crate::cli::streams::Streams;
use crate::count::counted;
use crate::helm::{self, Release};
use crate::object::Value;
use crate::object::encode::{Format, json};
use crate::snapshot::{Expect, ReadOptions};
use crate::text::padded;

/// Most revisions that `helm history` and most releases that `helm list` show.
const MOST: usize = 256;

/// As helm's `EncodeJSON` and `EncodeYAML`.
fn encode(out: &mut Vec<u8>, output: HelmOutput, value: &Value<'_>) {
    if output == HelmOutput::Json {
        json::write_compact(out, value);
        out.push(b'\n');
    } else {
        Format::Yaml.write(out, value);
    }
}

/// As [`encode`], of structs, whose members stand in their order in JSON; YAML comes from Go's
/// `sigs.k8s.io/yaml`, which sorts them.
fn encode_structs<'v>(
    out: &mut Vec<u8>,
    output: HelmOutput,
    structs: impl Iterator<Item = Vec<(&'v str, Value<'v>)>>,
) {
    if output != HelmOutput::Json {
        return encode(
            out,
            output,
            &Value::Array(structs.map(Value::object).collect()),
        );
    }
    out.push(b'[');
    for (i, members) in structs.enumerate() {
        out.extend_from_slice(if i > 0 { b",{" } else { b"{" });
        for (i, (name, value)) in members.iter().enumerate() {
            if i > 0 {
                out.push(b',');
            }
            json::write_string(out, name);
            out.push(b':');
            json::write_compact(out, value);
        }
        out.push(b'}');
    }
    out.extend_from_slice(b"]\n");
}

/// Runs `kf helm`.
pub(crate) fn run(
    command: &HelmCommand,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    match command {
        HelmCommand::List(args) => list(args, snapshot, streams),
        HelmCommand::Get(args) => get(args, snapshot, streams),
        HelmCommand::Values(args) => values(args, snapshot, streams),
        HelmCommand::Manifest(args) => {
            let (release, problems) = one(args, snapshot, streams)?;
            streams.out.write_all(release.manifest().as_bytes())?;
            streams.out.write_all(b"\n")?;
            Ok(ExitStatus::from_problems(problems))
        }
        HelmCommand::History(args) => history(args, snapshot, streams),
    }
}

/// Keeps what tables show: charts and manifests of a cluster's whole history would fill the memory.
fn summaries(found: &mut Vec<Release>, release: Release) {
    found.push(release.into_summary());
}

/// Keeps the newest revision of each release, whole.
fn newest(found: &mut Vec<Release>, release: Release) {
    let same =
        |r: &&mut Release| r.name() == release.name() && r.namespace() == release.namespace();
    match found.iter_mut().find(same) {
        Some(other) if other.revision() >= release.revision() => {}
        Some(other) => *other = release,
        None => found.push(release),
    }
}

/// Whether an object is of a release and revision, as its name tells, or else its label.
fn is_of(object: &Value<'_>, name: &str, revision: Option<i64>) -> bool {
    match helm::name_and_revision(object) {
        Some((n, r)) => n == name && revision.is_none_or(|wanted| wanted == r),
        None => object.str_at(&["metadata", "labels", "name"]) == Some(name),
    }
}

/// The releases in a namespace or in all, or the revisions of one of them, by name, namespace and
/// revision; and how many could not be read.
fn releases(
    scope: &DefaultScopeArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
    wanted: Option<(&str, Option<i64>)>,
    keep: fn(&mut Vec<Release>, Release),
) -> Outcome<(Vec<Release>, usize)> {
    let namespace = scope.only().map(str::to_owned);
    let expect = ["secrets", "configmaps"].map(|word| Expect::Kind {
        word: word.to_owned(),
        namespace: namespace.clone(),
    });
    let opening = Opening::new(snapshot).expect(expect.to_vec());
    opening.with_view(streams, |session, report, _| {
        let view = &session.view;
        session.say_problems(report);
        let mut found = Vec::new();
        let mut helm2 = 0usize;
        for kind in ["Secret", "ConfigMap"] {
            let Some(mapping) = view.mapping_of_kind("", "v1", kind) else {
                continue;
            };
            for stored in view.list(&mapping, namespace.as_deref(), ReadOptions::default())? {
                let stored = match stored {
                    Ok(stored) => stored,
                    Err(e) => {
                        // Of what is encrypted or damaged, the key tells whether it is Helm's.
                        let key = e.location().key.as_deref().unwrap_or_default();
                        if String::from_utf8_lossy(key).contains("/sh.helm.release.v1.") {
                            report.problem(&e);
                        }
                        continue;
                    }
                };
                helm2 += usize::from(helm::is_helm2(&stored.value));
                if !helm::is_release(&stored.value) {
                    continue;
                }
                if wanted.is_some_and(|(name, revision)| !is_of(&stored.value, name, revision)) {
                    continue;
                }
                match Release::decode(&stored.value) {
                    Ok(release) => keep(&mut found, release),
                    Err(e) => report.problem(&stored.record.place(e)),
                }
            }
        }
        if helm2 > 0 {
            report.warning(&format!(
                "{} releases of Helm 2, which kf does not read",
                counted(helm2, "ConfigMap holds", "ConfigMaps hold")
            ));
        }
        found.sort_by(|a, b| {
            let key = |r: &Release| (r.name().to_owned(), r.namespace().to_owned(), r.revision());
            key(a).cmp(&key(b))
        });
        Ok((found, report.problems()))
    })
}

/// One revision of one release.
fn one(
    args: &ReleaseArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<(Release, usize)> {
    let (found, problems) = releases(
        &args.scope,
        snapshot,
        streams,
        Some((&args.name, args.revision)),
        newest,
    )?;
    let found = found.into_iter().filter(|r| {
        r.name() == args.name && args.revision.is_none_or(|wanted| wanted == r.revision())
    });
    let found: Vec<Release> = found.collect();
    let namespaces = found.iter().map(Release::namespace);
    let mut namespaces: Vec<&str> = namespaces.collect();
    namespaces.dedup();
    if namespaces.len() > 1 {
        return Err(Failure::usage(format!(
            "there are releases {:?} in {} namespaces: {}",
            args.name,
            namespaces.len(),
            namespaces.join(", ")
        ))
        .hint("-n names one"));
    }
    let newest = found.into_iter().last();
    newest
        .map(|release| (release, problems))
        .ok_or_else(|| not_found(&args.name))
}

fn not_found(name: &str) -> Failure {
    Error::not_found(format!("release {name:?} not found"))
        .hint(
            "kf helm list -A --all lists releases, kf helm history the revisions of \
             one",
        )
        .into()
}

fn list(
    args: &ListArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let output = args.output.format()?;
    let (found, problems) = releases(&args.scope, snapshot, streams, None, summaries)?;
    // The newest revision of each stands last; states count after that (helm pkg/action/list.go).
    let mut newest: Vec<Release> = Vec::new();
    for release in found {
        let same = |r: &Release| r.name() == release.name() && r.namespace() == release.namespace();
        match newest.last_mut() {
            Some(last) if same(last) => *last = release,
            _ => newest.push(release),
        }
    }
    // Helm 4 shows all without a flag (pkg/action/list.go, SetStateMask).
    let all = args.all || args.like.helm == Helm::V4;
    newest.retain(|r| all || matches!(r.status(), "deployed" | "failed"));
    newest.truncate(MOST);
    let mut out = Vec::new();
    let cells = |r: &Release| {
        [
            r.name().to_owned(),
            r.namespace().to_owned(),
            r.revision().to_string(),
            helm::go_string(r.last_deployed()),
            r.status().to_owned(),
            r.chart(),
            r.app_version().to_owned(),
        ]
    };
    if args.short && output != HelmOutput::Table {
        let names = newest.iter().map(|r| text(r.name()));
        encode(&mut out, output, &Value::Array(names.collect()));
    } else if args.short {
        for release in &newest {
            out.extend_from_slice(release.name().as_bytes());
            out.push(b'\n');
        }
    } else if output == HelmOutput::Table {
        let header = "NAME,NAMESPACE,REVISION,UPDATED,STATUS,CHART,APP VERSION";
        out = padded::table(header.split(','), newest.iter().map(cells)).into_bytes();
    } else {
        const NAMES: [&str; 7] = [
            "name",
            "namespace",
            "revision",
            "updated",
            "status",
            "chart",
            "app_version",
        ];
        let items = newest.iter().map(|r| {
            let values = cells(r).map(text);
            NAMES.into_iter().zip(values).collect()
        });
        encode_structs(&mut out, output, items);
    }
    streams.out.write_all(&out)?;
    Ok(ExitStatus::from_problems(problems))
}

fn history(
    args: &HistoryArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let output = args.output.format()?;
    let (mut found, problems) = releases(
        &args.scope,
        snapshot,
        streams,
        Some((&args.name, None)),
        summaries,
    )?;
    found.retain(|r| r.name() == args.name);
    if found.is_empty() {
        return Err(not_found(&args.name));
    }
    found.drain(..found.len().saturating_sub(MOST));
    let mut out = Vec::new();
    if output == HelmOutput::Table {
        let header = "REVISION,UPDATED,STATUS,CHART,APP VERSION,DESCRIPTION";
        let rows = found.iter().map(|r| {
            let zero = || "Mon Jan  1 00:00:00 0001".to_owned();
            [
                r.revision().to_string(),
                helm::ansi_c(r.last_deployed()).unwrap_or_else(zero),
                r.status().to_owned(),
                r.chart(),
                r.app_version().to_owned(),
                r.description().to_owned(),
            ]
        });
        out = padded::table(header.split(','), rows).into_bytes();
    } else {
        let items = found.iter().map(|r| revision(r, args.like.helm));
        encode_structs(&mut out, output, items);
    }
    streams.out.write_all(&out)?;
    Ok(ExitStatus::from_problems(problems))
}

/// A revision as `helm history` encodes it (pkg/cmd/history.go, `releaseInfo`).
fn revision(release: &Release, like: Helm) -> Vec<(&'static str, Value<'static>)> {
    let mut members = vec![
        ("revision", Value::Int(release.revision())),
        ("updated", text(release.last_deployed())),
        ("status", text(release.status())),
        ("chart", text(release.chart())),
        ("app_version", text(release.app_version())),
    ];
    if like == Helm::V4 {
        // Helm 4 leaves out what is zero here.
        members.retain(|(name, _)| {
            *name != "updated" || helm::ansi_c(release.last_deployed()).is_some()
        });
        let back_to = release.rollback_revision();
        members.extend((back_to != 0).then_some(("rollback_revision", Value::Int(back_to))));
    }
    members.push(("description", text(release.description())));
    members
}

fn values(
    args: &ValuesArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let output = args.output.format()?;
    let (release, problems) = one(&args.release, snapshot, streams)?;
    let (title, values) = if args.all {
        ("COMPUTED VALUES:\n", release.computed_values())
    } else {
        ("USER-SUPPLIED VALUES:\n", release.config())
    };
    let mut out = Vec::new();
    if output == HelmOutput::Table {
        out.extend_from_slice(title.as_bytes());
    }
    encode(&mut out, output, &values);
    streams.out.write_all(&out)?;
    Ok(ExitStatus::from_problems(problems))
}

/// As the `statusPrinter` of `helm get all` (helm cmd/helm/status.go), without the runs of tests.
fn get(args: &GetArgs, snapshot: &SnapshotArgs, streams: &mut Streams<'_>) -> Outcome<ExitStatus> {
    let output = args.output.format()?;
    let (release, problems) = one(&args.release, snapshot, streams)?;
    let mut out = Vec::new();
    if output == HelmOutput::Table {
        let mut line = |name: &str, value: &str| {
            out.extend_from_slice(format!("{name}: {value}\n").as_bytes());
        };
        line("NAME", release.name());
        if let Some(time) = helm::ansi_c(release.last_deployed()) {
            line("LAST DEPLOYED", &time);
        }
        line("NAMESPACE", release.namespace());
        line("STATUS", release.status());
        line("REVISION", &release.revision().to_string());
        line("CHART", &release.chart());
        line("APP VERSION", release.app_version());
        line("DESCRIPTION", release.description());
        out.extend_from_slice(b"USER-SUPPLIED VALUES:\n");
        Format::Yaml.write(&mut out, &release.config());
        out.extend_from_slice(b"\nCOMPUTED VALUES:\n");
        Format::Yaml.write(&mut out, &release.computed_values());
        out.extend_from_slice(b"\nHOOKS:\n");
        for (path, manifest) in release.hooks() {
            out.extend_from_slice(format!("---\n# Source: {path}\n{manifest}\n").as_bytes());
        }
        out.extend_from_slice(format!("MANIFEST:\n{}\n", release.manifest()).as_bytes());
        if !release.notes().is_empty() {
            out.extend_from_slice(format!("NOTES:\n{}\n", release.notes().trim()).as_bytes());
        }
    } else {
        encode(&mut out, output, release.json());
    }
    streams.out.write_all(&out)?;
    Ok(ExitStatus::from_problems(problems))
}
