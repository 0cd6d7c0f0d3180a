//! `kf verify --compose DIR`: the stack as files.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::settings;
use crate::cli::args::verify::VerifyArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::open;
use crate::cli::random;
use crate::cli::report::{Outcome, Report};
use crate::cli::session::Session;
use crate::count::counted;
use crate::error::{Error, Result};
use crate::escape;
use crate::input::{CompanionKind, Content};
use crate::private;
use crate::schema::Minor;
use crate::snapshot::Snapshot;
use crate::verify::compose::{self, Encryption, Plan, Ports};
use crate::verify::inspect::Inspected;
use crate::verify::{Certificates, images};

/// Files that are kept for a while are of use for a while: ten years.
const VALIDITY: Duration = Duration::from_secs(10 * 365 * 24 * 3600);

/// The kube-apiserver's usual port is taken on a machine that runs one.
const APISERVER_PORT: u16 = 16443;

/// The first of etcd's ports where it runs without containers.
const ETCD_PORT: u16 = 12379;

/// The database, when it has to be unpacked.
const UNPACKED: &str = "snapshot.db";

/// Writes the files.
pub(super) fn write(
    args: &VerifyArgs,
    dir: &Path,
    inspected: Option<&Inspected>,
    session: &Session<'_>,
    report: &mut Report<'_>,
) -> Outcome<ExitStatus> {
    let input = session.snapshot.input();
    restorable(session.snapshot, session.args.no_wal).map_err(|e| e.in_file(input.name()))?;
    let encryption = settings::encryption(session.args)?.map(|contents| Encryption { contents });
    let plan = plan(args, inspected, encryption.as_ref(), session, report)?;
    let random = random::bytes()?;
    let now = open::timestamp(SystemTime::now());
    let certificates = Certificates::new(now, VALIDITY, &compose::names(args.members), &random)?;
    let files = compose::files(&plan, &certificates)?;
    make(dir)?;
    for file in &files {
        put(dir, &file.path, file.mode, &file.contents)?;
    }
    if plan.snapshot.path == UNPACKED {
        put(dir, UNPACKED, 0o600, input.bytes())?;
    }
    let shown = escape::text(&dir.display().to_string());
    report.note(&format!(
        "{} in {shown}; its README.md says how to start the stack",
        counted(files.len(), "file", "files")
    ));
    Ok(ExitStatus::Success)
}

/// Plans the stack: what was asked for, and for the rest what the snapshot tells of its cluster.
fn plan<'a>(
    args: &VerifyArgs,
    inspected: Option<&'a Inspected>,
    encryption: Option<&'a Encryption>,
    session: &Session<'_>,
    report: &mut Report<'_>,
) -> Result<Plan<'a>> {
    let (opened, view) = (session.snapshot, &session.view);
    let kubernetes = view.kube_version().minor;
    let release = match inspected.and_then(|i| i.version.clone()) {
        Some(version) => version,
        None if args.stack.apiserver_image.is_none() => settings::release(view, report),
        None => kubernetes.to_string(),
    };
    let etcd = images::etcd(settings::cluster_version(opened).as_deref(), kubernetes);
    let etcd_image = match &args.stack.etcd_image {
        Some(image) => image.clone(),
        None => etcd.image(),
    };
    let apiserver_image = match &args.stack.apiserver_image {
        Some(image) => image.clone(),
        None => images::apiserver(&release, settings::architecture())?,
    };
    let minor_of = |image: &str| Minor::parse(images::tag(image)?);
    Ok(Plan {
        snapshot: restored(session)?,
        members: args.members,
        etcd_minor: images::etcd_image_minor(&etcd_image).unwrap_or(etcd.minor),
        etcd_image,
        apiserver_minor: minor_of(&apiserver_image)
            .or_else(|| Minor::parse(&release))
            .unwrap_or(kubernetes),
        apiserver_image,
        etcd_prefix: Some(view.etcd_prefix().to_owned()),
        service_cluster_ip_range: settings::service_range(view),
        service_node_port_range: settings::allocated(view, "servicenodeports"),
        stored: settings::gated(view)?,
        encryption,
        inspected,
        ports: Ports {
            apiserver: args.stack.port.unwrap_or(APISERVER_PORT),
            etcd: ETCD_PORT,
        },
    })
}

/// Describes what is restored.
fn restored(session: &Session<'_>) -> Result<compose::Snapshot> {
    let input = session.snapshot.input();
    // What lies packed somewhere is unpacked beside the files: containers mount a file.
    let path = match input.path() {
        Some(path) => std::path::absolute(path)
            .map_err(|e| Error::io("cannot tell where the snapshot is", &e))?
            .to_string_lossy()
            .into_owned(),
        None => UNPACKED.to_owned(),
    };
    Ok(compose::Snapshot {
        name: input.name().to_owned(),
        revision: session.view.revision(),
        size: u64::try_from(input.bytes().len()).unwrap_or(u64::MAX),
        skip_hash_check: input.form().content != Content::Snapshot,
        path,
    })
}

/// Whether etcd's restore takes what lies there.
fn restorable(opened: &Snapshot, no_wal: bool) -> Result<()> {
    if opened.input().form().content == Content::Sqlite {
        return Err(Error::unsupported(
            "an SQLite database of k3s cannot be restored into etcd",
        ));
    }
    if let Some(form) = opened.dump_form() {
        return Err(Error::unsupported(format!(
            "a dump of keys and values ({form}) cannot be restored into etcd"
        )));
    }
    let log = |kind| kind == CompanionKind::Wal;
    if !no_wal && opened.input().companions().iter().any(|c| log(c.kind())) {
        return Err(Error::unsupported(
            "a data directory with a write-ahead log is not restored by etcd's tools but started as \
             it is",
        )
        .hint("kf verify --keep starts a copy of it; --no-wal takes the database alone"));
    }
    Ok(())
}

/// Makes the directory, which may be there if it is empty.
fn make(dir: &Path) -> Result<()> {
    let io = |e: io::Error| Error::io(format!("cannot make {}", dir.display()), &e);
    private::directories(dir).map_err(io)?;
    if fs::read_dir(dir).map_err(io)?.next().is_some() {
        return Err(Error::invalid(format!(
            "{} is not empty: files of another stack are not written over",
            dir.display()
        )));
    }
    Ok(())
}

fn put(dir: &Path, name: &str, mode: u32, bytes: &[u8]) -> Result<()> {
    let path = dir.join(name);
    let write = || {
        if let Some(parent) = path.parent() {
            private::directories(parent)?;
        }
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(mode)
            .open(&path)?;
        file.write_all(bytes)
    };
    write().map_err(|e| Error::io(format!("cannot write {}", path.display()), &e))
}
