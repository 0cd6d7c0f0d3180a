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
use crate::snapshot::{Mapping, ReadOptions, View};
use crate::temporary::TemporaryDirectory;
use crate::{private, temporary};

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
    let plan = Plan {
        dir,
        format: args.output,
        force: args.force,
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
        .with_view(streams, |session, report, _| export(&plan, session, report))
}

/// Writes every object of the snapshot and the manifest, all of it or nothing.
fn export(plan: &Plan<'_>, session: &Session<'_>, report: &mut Report<'_>) -> Outcome<ExitStatus> {
    let target = plan.begin().map_err(Failure::elsewhere)?;
    let view = &session.view;
    session.say_problems(report);
    let mut export = Export {
        view,
        mappings: HashMap::new(),
        target,
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
            Err(Skipped::Fatal(e)) => return Err(Failure::from(e).elsewhere()),
        }
    }
    let mut out = Vec::new();
    Format::Yaml.write(&mut out, &export.manifest(session));
    let written = export.target.write(Path::new(MANIFEST), &out);
    let placed = written.and_then(|()| export.target.publish());
    placed.map_err(|e| Failure::from(e).elsewhere())?;
    std::mem::take(&mut export.notes).say(report);
    let written: u64 = export.written.values().sum();
    report.note(&format!(
        "{} written to {}, {} left out; see {MANIFEST} there",
        counted(written, "object", "objects"),
        plan.dir.display(),
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
        let (format, suffix) = match self.target.plan.format {
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
struct Plan<'p> {
    dir: &'p Path,
    format: FileFormat,
    force: bool,
}

impl<'p> Plan<'p> {
    /// Makes the directory, or sees that it is empty, and a hidden one in it: half of an export that looks like a
    /// whole one is seen by nobody.
    fn begin(&'p self) -> Outcome<Target<'p>> {
        let io = |e: &std::io::Error| Error::io(self.dir.display(), e);
        let made = self.dir.symlink_metadata().is_err();
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
        let hidden = private::temporary_directory(".kf-redact-", Some(self.dir));
        Ok(Target {
            plan: self,
            made: made.then_some(self.dir),
            hidden: Some(hidden.map_err(|e| io(&e))?),
            files: Vec::new(),
        })
    }
}

/// Files on their way to the directory.
struct Target<'t> {
    plan: &'t Plan<'t>,
    /// The directory if there was none before, and nothing has come to lie in it.
    made: Option<&'t Path>,
    /// Where everything is written first, until it is no longer needed.
    hidden: Option<TemporaryDirectory>,
    /// What was written, in this order.
    files: Vec<PathBuf>,
}

impl Target<'_> {
    /// Writes a file, for its owner alone.
    ///
    /// Not found when there is such a file and it may not be replaced.
    fn write(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        let io = |e: &std::io::Error| Error::io(self.plan.dir.join(path).display(), e);
        let ended = || Error::invalid("the directory is complete");
        let root = self.hidden.as_ref().ok_or_else(ended)?.path();
        if let Some(parent) = path.parent() {
            private::directories_below(root, &root.join(parent)).map_err(|e| io(&e))?;
        }
        let written = private::file(&root.join(path)).and_then(|mut file| file.write_all(bytes));
        match written {
            Ok(()) => {}
            Err(e) if e.kind() == ErrorKind::AlreadyExists => {
                return Err(Error::not_found("there is such a file"));
            }
            Err(e) => return Err(io(&e)),
        }
        self.files.push(path.to_owned());
        Ok(())
    }

    /// Lets everything be seen, the manifest last: it says that the export is complete, so one of before is
    /// taken away first.
    fn publish(&mut self) -> Result<(), Error> {
        // Not ended between two of the files.
        let _held = temporary::hold();
        let Some(hidden) = self.hidden.take().filter(|_| !temporary::is_over()) else {
            return Err(Error::invalid("interrupted"));
        };
        let dir = self.plan.dir;
        for path in &self.files {
            self.check(path)?;
        }
        match fs::remove_file(dir.join(MANIFEST)) {
            Err(e) if e.kind() != ErrorKind::NotFound => return Err(Error::io(dir.display(), &e)),
            _ => {}
        }
        self.made = None;
        for path in &self.files {
            let to = dir.join(path);
            let io = |e: &std::io::Error| Error::io(to.display(), e);
            if let Some(parent) = to.parent() {
                private::directories_below(dir, parent).map_err(|e| io(&e))?;
            }
            fs::rename(hidden.path().join(path), &to).map_err(|e| io(&e))?;
        }
        hidden.close().map_err(|e| Error::io(dir.display(), &e))
    }

    /// Looks at what stands in the way of a file. A directory that is a link is refused: it leads to where nobody
    /// asked anything to be written.
    fn check(&self, path: &Path) -> Result<(), Error> {
        let dir = self.plan.dir;
        let refused = |at: &Path, why: &str, hint: &str| {
            Err(Error::invalid(format!("{}: {why}", at.display())).hint(hint.to_owned()))
        };
        let mut at = dir.to_owned();
        for name in path.parent().unwrap_or(Path::new("")) {
            at.push(name);
            if at.symlink_metadata().is_ok_and(|found| !found.is_dir()) {
                let hint = "name a new or an empty one: links are not followed";
                return refused(&at, "not a directory", hint);
            }
        }
        let at = dir.join(path);
        if let Err(e) = temporary::replaceable(&at) {
            return refused(&at, &e.to_string(), "nothing was written");
        }
        if !self.plan.force && at.symlink_metadata().is_ok() {
            return refused(&at, "the file exists", "nothing was written");
        }
        Ok(())
    }
}

impl Drop for Target<'_> {
    fn drop(&mut self) {
        drop(self.hidden.take());
        if let Some(made) = self.made {
            let _has_something_of_others = fs::remove_dir(made);
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
