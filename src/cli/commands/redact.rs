//! `kf redact`: every object without its secrets, a file each.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use hashbrown::{HashMap, HashSet};
use sha2::{Digest as _, Sha256};

use super::get::notes::Notes;
use super::structured::{number, text};
use crate::cli::args::SnapshotArgs;
use crate::cli::args::redact::{FileFormat, RedactCommandArgs};
use crate::cli::args::redaction::Redact;
use crate::cli::evidence;
use crate::cli::exit::ExitStatus;
use crate::cli::report::{Failure, Outcome, Report};
use crate::cli::session::{Opening, Session};
use crate::cli::stage::{Stage, Staging, There};
use crate::cli::streams::Streams;
use crate::count::counted;
use crate::error::Error;
use crate::etcd::{Record, Want};
use crate::hex;
use crate::object::Value;
use crate::object::encode::Format;
use crate::snapshot::{Mapping, ReadOptions, View};

/// What says that an export is complete.
const MANIFEST: &str = "redaction.yaml";

/// Where objects without a namespace go; no namespace is called so.
const CLUSTER: &str = "_cluster";

/// Longest name of a file, in bytes before the suffix; file systems take 255.
const LONGEST: usize = 200;

/// Runs `kf redact`.
pub(crate) fn run(
    args: &RedactCommandArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let (file, dir) = match (&args.file, &args.dir) {
        (file, Some(dir)) => (file.as_deref(), dir.as_path()),
        (Some(dir), None) if snapshot.snapshot().is_some() => (None, dir.as_path()),
        _ => {
            return Err(
                Failure::usage("no directory given to write to").hint("kf redact FILENAME DIR")
            );
        }
    };
    evidence::spared(file.or(snapshot.snapshot()), dir)?;
    let hint = "--force writes into it, over files of the same names; files of other names stay";
    let stage = Staging {
        dir,
        hidden: ".kf-redact-",
        private: true,
        there: match args.force {
            true => There::Replaced,
            false => There::Refused(hint),
        },
        seal: Some(MANIFEST),
    };
    // With or without --redact: this command knows no other way.
    let level = if args.strict {
        Redact::Strict
    } else {
        Redact::Secrets
    };
    let opening = Opening::new(snapshot).file(file).redacted(level);
    opening
        .hinting_at_salvage()
        .with_view(streams, |session, report, _| {
            export(&stage, args.output, session, report)
        })
}

/// Writes every object of the snapshot and the manifest, all of it or nothing.
fn export(
    staging: &Staging<'_>,
    format: FileFormat,
    session: &Session<'_>,
    report: &mut Report<'_>,
) -> Outcome<ExitStatus> {
    let stage = staging.begin()?;
    let view = &session.view;
    session.say_problems(report);
    let mut export = Export {
        view,
        mappings: HashMap::new(),
        stage,
        format,
        written: BTreeMap::new(),
        notes: Notes::default(),
        skipped: Vec::new(),
        files: HashSet::new(),
    };
    let all = Want::none().prefix("");
    let latest = view.store().latest(view.known_revision(), &all)?;
    let known: HashSet<&Error> = view.problems().iter().collect();
    for problem in latest.problems.list() {
        let key = problem.location().key.as_deref();
        export.skip(key.unwrap_or_default(), &report.tellable(problem));
        if !known.contains(problem) {
            report.problem(problem);
        }
    }
    for record in &latest.records {
        match export.object(record) {
            Ok(()) => {}
            Err(Skipped::Left(why)) => export.skip(record.key, &why),
            Err(Skipped::Problem(e)) => {
                export.skip(record.key, &report.tellable(&e));
                report.problem(&e);
            }
            Err(Skipped::Fatal(failure)) => return Err(failure),
        }
    }
    let mut out = Vec::new();
    Format::Yaml.write(&mut out, &export.manifest(session));
    export.stage.write(Path::new(MANIFEST), true, &out)?;
    export.stage.publish()?;
    export.notes.say(report);
    let written: u64 = export.written.values().sum();
    report.note(&format!(
        "{} written to {}, {} left out; see {MANIFEST} there",
        counted(written, "object", "objects"),
        staging.dir.display(),
        export.skipped.len()
    ));
    Ok(report.status())
}

/// Why an object is not written.
enum Skipped {
    /// It is none.
    Left(Error),
    /// It cannot be read or has no file of its own.
    Problem(Error),
    /// Nothing more can be written.
    Fatal(Failure),
}

struct Export<'v, 's> {
    view: &'v View<'s>,
    /// By resource, as they are looked up.
    mappings: HashMap<String, Option<Mapping>>,
    stage: Stage,
    format: FileFormat,
    /// Objects by resource.
    written: BTreeMap<String, u64>,
    notes: Notes,
    /// Key and reason.
    skipped: Vec<(String, String)>,
    /// Files in lower case.
    files: HashSet<String>,
}

impl<'s> Export<'_, 's> {
    fn skip(&mut self, key: &[u8], why: &Error) {
        let key = String::from_utf8_lossy(key).into_owned();
        self.skipped.push((key, why.message().to_owned()));
    }

    fn object(&mut self, record: &Record<'s>) -> Result<(), Skipped> {
        let left = |why: &str| Skipped::Left(Error::unsupported(why));
        let place = self.view.locate(record.key);
        let place = place.ok_or_else(|| left("not an object of a type known in this snapshot"))?;
        let resource = place.resource.group_resource();
        let mapping = self.mappings.entry(resource.clone()).or_insert_with(|| {
            // Not by its name: a definition's may be one that no word leads to, or a word for another
            // type. Only what was not served has no version that the server preferred.
            let served = place.resource.preferred().is_some();
            let unserved = || self.view.lookup(&resource).ok()?.pop();
            let found = (!served).then(unserved).flatten();
            found.or_else(|| self.view.preferred(place.resource))
        });
        let mapping = mapping
            .as_ref()
            .ok_or_else(|| left("not an object of a type known in this snapshot"))?;
        let object = self
            .view
            .state(Some(mapping), record, ReadOptions::default())
            .map_err(Skipped::Problem)?;
        self.notes.take(&object);
        let mut out = Vec::new();
        let (format, suffix) = match self.format {
            FileFormat::Yaml => (Format::Yaml, "yaml"),
            FileFormat::Json => (Format::Json, "json"),
        };
        format.write(&mut out, &object.value);
        let namespace = place.namespace;
        let path = Path::new(&namespace.map_or(CLUSTER.to_owned(), namespace_name))
            .join(file_name(&resource))
            .join(format!("{}.{suffix}", file_name(place.name)));
        // With --force, a file of before gives way, but none of this run.
        if !self.files.insert(path.to_string_lossy().to_lowercase()) {
            let why = "another object has a name that some file systems take for the same";
            return Err(Skipped::Problem(Error::invalid(why).at_key(record.key)));
        }
        if self.stage.has(&path) {
            let why = format!("{} was there already", path.display());
            return Err(Skipped::Problem(Error::invalid(why)));
        }
        let written = self.stage.write(&path, true, &out);
        written.map_err(Skipped::Fatal)?;
        let count = self.written.entry(resource).or_default();
        *count = count.saturating_add(1);
        Ok(())
    }

    fn manifest(&self, session: &Session<'_>) -> Value<'static> {
        let file = Path::new(session.file()).file_name();
        let file = file.map_or_else(String::new, |f| f.to_string_lossy().into_owned());
        let redaction = session.redaction.as_ref();
        let rules = redaction.map_or_else(Vec::new, |r| r.redactor.counts());
        let rules = rules.into_iter().map(|(rule, n)| (rule.name(), number(n)));
        let salt = redaction.map_or("", |r| r.origin.name());
        let written = self.written.iter();
        let written = written.map(|(resource, n)| {
            Value::object([
                ("resource", text(resource.as_str())),
                ("objects", number(*n)),
            ])
        });
        let skipped = self.skipped.iter().map(|(key, why)| {
            Value::object([("key", text(key.as_str())), ("reason", text(why.as_str()))])
        });
        Value::object([
            ("snapshot", text(file)),
            (
                "revision",
                self.view.known_revision().map_or(Value::Null, Value::Int),
            ),
            ("salt", text(salt)),
            ("redacted", Value::object(rules)),
            ("written", Value::Array(written.collect())),
            ("skipped", Value::Array(skipped.collect())),
        ])
    }
}

/// A namespace as the name of a directory, which is not that of the manifest.
fn namespace_name(namespace: &str) -> String {
    let name = file_name(namespace);
    if name.eq_ignore_ascii_case(MANIFEST) {
        return format!("%{:02X}{}", b'r', name.get(1..).unwrap_or_default());
    }
    name
}

/// A name as that of a file: what is no letter, digit, dot or dash is written `%2F`, and so is a
/// dot at the start. A long one ends in a hash instead.
fn file_name(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for (i, byte) in name.bytes().enumerate() {
        if byte.is_ascii_alphanumeric() || byte == b'-' || (byte == b'.' && i > 0) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    if out.len() > LONGEST {
        let hash = Sha256::digest(name.as_bytes());
        out.truncate(LONGEST - 18);
        out.push('~');
        hex::push(&mut out, hash.iter().take(8));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_inside_the_directory() {
        assert_eq!(file_name("web-0.x"), "web-0.x");
        assert_eq!(file_name(".."), "%2E.");
        assert_eq!(file_name("../a\0_"), "%2E.%2Fa%00%5F");
        assert_eq!(file_name("system:node"), "system%3Anode");
        let (a, b) = (file_name(&"a".repeat(300)), file_name(&"a".repeat(301)));
        assert!(a.len() < 255 && a != b);
    }
}
