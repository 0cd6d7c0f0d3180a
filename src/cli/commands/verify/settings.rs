//! From the flags, the snapshot and this machine to the stack that is booted.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use zeroize::Zeroizing;

use crate::cli::args::SnapshotArgs;
use crate::cli::args::verify::{LevelName, PullName, RuntimeName, StackArgs};
use crate::cli::evidence;
use crate::cli::open;
use crate::cli::random;
use crate::cli::report::{Failure, Outcome, Report};
use crate::cli::secret_file;
use crate::cli::session::Session;
use crate::error::{Error, ErrorKind, Result};
use crate::escape;
use crate::object::Value;
use crate::schema::Minor;
use crate::snapshot::{ReadOptions, Snapshot, View};
use crate::verify::arguments::gates;
use crate::verify::images;
use crate::verify::inspect::{self, Inspected};
use crate::verify::runtime::{self, Engine, Pull};
use crate::verify::{ApiServer, Choice, Settings};

/// What is booted.
pub(super) fn of(
    args: &StackArgs,
    level: LevelName,
    inspected: Option<&Inspected>,
    session: &Session<'_>,
    report: &mut Report<'_>,
) -> Outcome<Settings> {
    let view = &session.view;
    let environment = environment();
    let etcd_binary = binary(args.etcd.as_ref(), "etcd");
    let apiserver_binary = binary(args.kube_apiserver.as_ref(), "kube-apiserver");
    let mut needed = vec![etcd_binary.as_path()];
    if level == LevelName::Objects {
        needed.push(&apiserver_binary);
    }
    let engine = engine(args.runtime, &needed, &environment)?;
    let minor = view.kube_version().minor;
    let etcd = images::etcd(cluster_version(session.snapshot).as_deref(), minor);
    let images_needed = engine != Engine::Process && level == LevelName::Objects;
    let release = match inspected.and_then(|i| i.version.clone()) {
        Some(version) => version,
        None if images_needed && args.apiserver_image.is_none() => release(view, report),
        None => minor.to_string(),
    };
    let apiserver = match level {
        LevelName::Etcd => None,
        LevelName::Objects => Some(ApiServer {
            program: Choice {
                binary: apiserver_binary.clone(),
                image: args.apiserver_image.clone(),
                default_image: images::apiserver(&release, architecture())?,
            },
            minor,
            etcd_prefix: view.etcd_prefix().to_owned(),
            service_cluster_ip_range: service_range(view),
            service_node_port_range: allocated(view, "servicenodeports"),
            encryption: encryption(session.args)?,
            stored: gated(view)?,
            kept: inspected.map(|i| i.kept.clone()).unwrap_or_default(),
        }),
    };
    if let Some(dir) = &args.work_dir {
        evidence::spared(session.path.as_deref(), dir)?;
    }
    let work_dir = args.work_dir.clone().unwrap_or_else(std::env::temp_dir);
    Ok(Settings {
        runtime: runtime::Options {
            engine,
            engine_args: args.engine_arg.clone(),
            pull: match args.pull {
                PullName::Never => Pull::Never,
                PullName::Missing => Pull::Missing,
            },
            image_archives: args.image_archive.clone(),
            environment,
        },
        etcd: Choice {
            binary: etcd_binary.clone(),
            image: args.etcd_image.clone(),
            default_image: etcd.image(),
        },
        apiserver,
        // Programs run elsewhere than in this directory.
        work_dir: std::path::absolute(&work_dir)
            .and_then(fs::canonicalize)
            .unwrap_or(work_dir),
        port: args.port,
        patience: Duration::from_secs(args.start_timeout),
        now: open::timestamp(SystemTime::now()),
        random: random::bytes()?,
    })
}

fn binary(given: Option<&PathBuf>, name: &str) -> PathBuf {
    given.cloned().unwrap_or_else(|| PathBuf::from(name))
}

/// The environment without what etcd takes for flags, and without proxies and kubectl's settings.
fn environment() -> Vec<(OsString, OsString)> {
    let foreign = |name: &str| {
        let name = name.to_ascii_uppercase();
        name.starts_with("ETCD") || name.starts_with("KUBE") || name.ends_with("_PROXY")
    };
    std::env::vars_os()
        .filter(|(name, _)| !name.to_str().is_some_and(foreign))
        .collect()
}

/// What runs the programs: what was asked for, or the first that is there.
fn engine(
    asked: RuntimeName,
    needed: &[&Path],
    environment: &[(OsString, OsString)],
) -> Result<Engine> {
    let there = |program: &Path| runtime::find(program, environment).is_some();
    match asked {
        RuntimeName::Process => Ok(Engine::Process),
        RuntimeName::Podman => Ok(Engine::Podman),
        RuntimeName::Docker => Ok(Engine::Docker),
        RuntimeName::Auto if needed.iter().all(|program| there(program)) => Ok(Engine::Process),
        RuntimeName::Auto if there(Path::new("podman")) => Ok(Engine::Podman),
        RuntimeName::Auto if there(Path::new("docker")) => Ok(Engine::Docker),
        RuntimeName::Auto => {
            let missing: Vec<String> = needed
                .iter()
                .filter(|program| !there(program))
                .map(|program| program.display().to_string())
                .collect();
            let text = format!(
                "there is nothing to run the real stack with: no {}, no podman, no docker",
                missing.join(", no ")
            );
            Err(Error::new(ErrorKind::Judge, text).hint(
                "--etcd FILENAME and --kube-apiserver FILENAME name the programs; --level etcd needs \
                 etcd alone; --compose DIR writes the stack as files for another machine",
            ))
        }
    }
}

/// The version that the members of the original cluster had agreed on.
pub(super) fn cluster_version(opened: &Snapshot) -> Option<String> {
    let store = opened.store().ok()?;
    let version = store.cluster_version().ok().flatten()?;
    Some(String::from_utf8_lossy(version).into_owned())
}

/// The release of the snapshot's Kubernetes: the newest of its minor among the nodes' kubelets, or
/// the minor's first. Says so where an image goes by it and it is not the only one that may be meant.
pub(super) fn release(view: &View<'_>, report: &mut Report<'_>) -> String {
    let minor = view.kube_version().minor;
    let known = |value: &Value<'_>| {
        let text = value.str_at(&["status", "nodeInfo", "kubeletVersion"])?;
        let release = images::release(text)?;
        (Minor::parse(&release) == Some(minor)).then_some(release)
    };
    let patch = |release: &String| {
        let digits = release.rsplit('.').next().unwrap_or_default();
        digits.parse::<u32>().unwrap_or_default()
    };
    let mut releases = view.lookup("nodes").ok().map_or_else(Vec::new, |mappings| {
        let first = mappings.first();
        let nodes = first.and_then(|m| view.list(m, None, ReadOptions::default()).ok());
        let nodes = nodes.into_iter().flatten().flatten();
        nodes.filter_map(|node| known(&node.value)).collect()
    });
    releases.sort_by_key(patch);
    releases.dedup();
    let picked = match releases.as_slice() {
        [only] => return only.clone(),
        [] => {
            report.note(&format!(
                "no node tells the release of {minor}: the image is that of its first one; \
                 --apiserver-image names another"
            ));
            return minor.to_string();
        }
        [others @ .., newest] => (newest.clone(), others.join(", ")),
    };
    let (newest, others) = picked;
    report.note(&format!(
        "the kubelets are of several releases, and the image is that of the newest, {newest} (others: \
         {others}); --apiserver-image names another"
    ));
    newest
}

/// What the allocator of this name hands out, as it is stored (`RangeAllocation.range`).
pub(super) fn allocated(view: &View<'_>, name: &str) -> Option<String> {
    let key = format!("{}/ranges/{name}", view.etcd_prefix());
    let object = view.at_key(key.as_bytes(), ReadOptions::default()).ok()?;
    object.value.str_at(&["range"]).map(str::to_owned)
}

/// Returns the places whose objects are served with a feature gate alone, of those that hold any.
pub(super) fn gated(view: &View<'_>) -> Result<Vec<&'static str>> {
    let mut stored = Vec::new();
    for place in gates::places() {
        if view.holds(place)? {
            stored.push(place);
        }
    }
    Ok(stored)
}

/// The networks of Services: as the allocators have them, or, of servers that keep no more of
/// these, as the ServiceCIDR `kubernetes` has them.
pub(super) fn service_range(view: &View<'_>) -> Option<String> {
    if let Some(first) = allocated(view, "serviceips") {
        let second = allocated(view, "secondaryserviceips");
        return Some(second.map_or(first.clone(), |second| format!("{first},{second}")));
    }
    let mapping = view.lookup("servicecidrs").ok()?.into_iter().next()?;
    let object = view
        .get(&mapping, "", "kubernetes", ReadOptions::default())
        .ok()?;
    let cidrs = object.value.at(&["spec", "cidrs"])?.as_array()?;
    let cidrs: Vec<&str> = cidrs.iter().filter_map(Value::as_str).collect();
    (!cidrs.is_empty()).then(|| cidrs.join(","))
}

/// The EncryptionConfiguration for the kube-apiserver, which takes one.
pub(super) fn encryption(snapshot: &SnapshotArgs) -> Outcome<Option<Zeroizing<Vec<u8>>>> {
    match snapshot.keys.encryption_config.as_slice() {
        [] => Ok(None),
        [one] => {
            let text = secret_file::read(one).map_err(|e| e.in_file(one.to_string_lossy()))?;
            Ok(Some(text))
        }
        _ => Err(Failure::usage(
            "a kube-apiserver takes one EncryptionConfiguration, and \
             --encryption-config was given several times",
        )
        .hint("one file may have several providers and keys for a resource")),
    }
}

/// What `--from-inspect` names, and what of it is not kept, said once.
pub(super) fn inspected(
    path: Option<&Path>,
    report: &mut Report<'_>,
) -> Outcome<Option<Inspected>> {
    let Some(path) = path else {
        return Ok(None);
    };
    let read = secret_file::read(path).and_then(|bytes| inspect::read(&bytes));
    let found = read.map_err(|e| e.in_file(path.to_string_lossy()))?;
    let names = |names: &mut dyn Iterator<Item = &String>| {
        let all: Vec<String> = names.map(|name| format!("--{name}")).collect();
        match all.is_empty() {
            true => "none".to_owned(),
            false => all.join(" "),
        }
    };
    if !found.passed_over.is_empty() {
        let image = |image: &str| match image {
            "" => "no image named".to_owned(),
            image => escape::text(image),
        };
        let others: Vec<String> = found.passed_over.iter().map(|i| image(i)).collect();
        report.warning(&format!(
            "several containers start a kube-apiserver, and the first is taken ({}); not taken: {}",
            image(found.image.as_deref().unwrap_or_default()),
            others.join(", ")
        ));
    }
    report.note(&format!(
        "arguments of the original that are kept: {}",
        names(&mut found.kept.iter().map(|(name, _)| name))
    ));
    report.note(&format!(
        "and those that are dropped: {}",
        names(&mut found.dropped.iter().map(|(name, _)| name))
    ));
    if let Some(file) = &found.encryption_config {
        report.note(&format!(
            "it has an EncryptionConfiguration in {}, which --encryption-config must name here",
            escape::text(file)
        ));
    }
    Ok(Some(found))
}

/// This machine's architecture as Go calls it.
pub(super) fn architecture() -> &'static str {
    match std::env::consts::ARCH {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        "x86" => "386",
        "powerpc64" => "ppc64le",
        other => other,
    }
}
