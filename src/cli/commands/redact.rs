//! `kf redact`: every object without its secrets, a file each.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

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
use crate::cli::streams::Streams;
use crate::count::counted;
use crate::error::Error;
use crate::etcd::{Record, Want};
use crate::hex;
use crate::object::Value;
use crate::object::encode::Format;
use crate::private;
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
    let target = Target {
        dir,
        format: args.output,
        force: args.force,
        made: Vec::new(),
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
            export(target, session, report)
        })
}

/// Writes every object of the snapshot, and the manifest last. Where that cannot be ended, nothing is left of it: a
/// part of the objects looks like all of them.
fn export(
    mut target: Target<'_>,
    session: &Session<'_>,
    report: &mut Report<'_>,
) -> Outcome<ExitStatus> {
    let prepared = target.prepare().map_err(Failure::elsewhere);
    session.say_problems(report);
    let mut export = Export {
        view: &session.view,
        mappings: HashMap::new(),
        target,
        written: BTreeMap::new(),
        notes: Notes::default(),
        skipped: Vec::new(),
        files: HashSet::new(),
    };
    let outcome = prepared.and_then(|()| write(&mut export, session, report));
    if outcome.is_err() {
        export.target.undo();
    }
    outcome
}

fn write<'s>(
    export: &mut Export<'_, 's, '_>,
    session: &Session<'s>,
    report: &mut Report<'_>,
) -> Outcome<ExitStatus> {
    let view = export.view;
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
            Err(Skipped::Fatal(e)) => return Err(Failure::from(e).elsewhere()),
        }
    }
    let mut out = Vec::new();
    Format::Yaml.write(&mut out, &export.manifest(session));
    let written = export.target.write(Path::new(MANIFEST), &out);
    written.map_err(|e| Failure::from(e).elsewhere())?;
    std::mem::take(&mut export.notes).say(report);
    let written: u64 = export.written.values().sum();
    report.note(&format!(
        "{} written to {}, {} left out; see {MANIFEST} there",
        counted(written, "object", "objects"),
        export.target.dir.display(),
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
    Fatal(Error),
}

struct Export<'v, 's, 't> {
    view: &'v View<'s>,
    /// By resource, as they are looked up.
    mappings: HashMap<String, Option<Mapping>>,
    target: Target<'t>,
    /// Objects by resource.
    written: BTreeMap<String, u64>,
    notes: Notes,
    /// Key and reason.
    skipped: Vec<(String, String)>,
    /// Files in lower case.
    files: HashSet<String>,
}

impl<'s> Export<'_, 's, '_> {
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
        let (format, suffix) = match self.target.format {
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
        match self.target.write(&path, &out) {
            Ok(()) => {}
            Err(e) if e.is_not_found() => {
                return Err(Skipped::Problem(Error::invalid(format!(
                    "{} was there already",
                    path.display()
                ))));
            }
            Err(e) => return Err(Skipped::Fatal(e)),
        }
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

/// Where files go.
struct Target<'t> {
    dir: &'t Path,
    format: FileFormat,
    force: bool,
    /// Directories and files that were not there before, in their order.
    made: Vec<PathBuf>,
}

impl Target<'_> {
    /// Makes the directory, or sees that it is empty. A manifest of before is taken away: until
    /// there is a new one, the export is not complete.
    fn prepare(&mut self) -> Outcome {
        let io = |e: &std::io::Error| Error::io(self.dir.display(), e);
        let missing = self.dir.ancestors().filter(|at| !at.as_os_str().is_empty());
        let missing = missing.take_while(|at| !at.exists()).map(Path::to_owned);
        let mut missing: Vec<PathBuf> = missing.collect();
        missing.reverse();
        self.made = missing;
        private::directories(self.dir).map_err(|e| io(&e))?;
        let mut entries = fs::read_dir(self.dir).map_err(|e| io(&e))?;
        if !self.force && entries.next().is_some() {
            return Err(
                Failure::usage(format!("{} is not empty", self.dir.display())).hint(
                    "--force writes into it, over files of the same names; files of other \
             names stay",
                ),
            );
        }
        match fs::remove_file(self.dir.join(MANIFEST)) {
            Err(e) if e.kind() != ErrorKind::NotFound => Err(io(&e).into()),
            _ => Ok(()),
        }
    }

    /// Makes the directories below the one that was named which are not there. One of them that is
    /// a link is refused: it leads to where nobody asked anything to be written.
    fn enter(&mut self, directories: &Path) -> Result<PathBuf, Error> {
        let mut at = self.dir.to_owned();
        for name in directories {
            at.push(name);
            match private::directory(&at) {
                Err(e) if e.kind() == ErrorKind::AlreadyExists => {
                    let found =
                        fs::symlink_metadata(&at).map_err(|e| Error::io(at.display(), &e))?;
                    if !found.is_dir() {
                        return Err(Error::invalid(format!("{}: not a directory", at.display()))
                            .hint("name a new or an empty one: links are not followed"));
                    }
                }
                made => {
                    made.map_err(|e| Error::io(at.display(), &e))?;
                    self.made.push(at.clone());
                }
            }
        }
        Ok(at)
    }

    /// Writes a file under a name of its own and gives it its name when it is complete. Nobody
    /// else may read it.
    ///
    /// Not found when there is such a file and it may not be replaced.
    fn write(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        let directories = path.parent().unwrap_or_else(|| Path::new(""));
        let parent = self.enter(directories)?;
        let path: PathBuf = self.dir.join(path);
        let io = |e: &std::io::Error| Error::io(path.display(), e);
        let parent = parent.as_path();
        let mut file = private::part(parent).map_err(|e| io(&e))?;
        // Of the file itself: an error of the other has the name in it that it has for now.
        file.as_file_mut().write_all(bytes).map_err(|e| io(&e))?;
        let new = path.symlink_metadata().is_err();
        let kept = if self.force {
            file.persist(&path)
        } else {
            file.persist_noclobber(&path)
        };
        match kept {
            Ok(_) => {
                if new {
                    self.made.push(path);
                }
                Ok(())
            }
            Err(e) if e.error.kind() == ErrorKind::AlreadyExists => {
                Err(Error::not_found("there is such a file"))
            }
            Err(e) => Err(io(&e.error)),
        }
    }

    /// Takes away what was written where nothing was. What cannot be taken away lacks a manifest.
    fn undo(&mut self) {
        for at in std::mem::take(&mut self.made).into_iter().rev() {
            let _ = match at.is_dir() {
                true => fs::remove_dir(at),
                false => fs::remove_file(at),
            };
        }
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
