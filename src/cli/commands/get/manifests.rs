//! `-f`: objects that manifests name (cli-runtime `pkg/resource/builder.go` `Path`, `visitor.go`,
//! `mapper.go`), with upstream's error texts.

use std::fs;
use std::io::{Read as _, Write};
use std::path::Path;

use super::{Get, Notes};
use crate::ErrorKind;
use crate::cli::args::get::GetArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::message::{Head, Message};
use crate::cli::redaction;
use crate::cli::report::{Failure, Outcome, Report};
use crate::cli::streams::Streams;
use crate::limits::MAX_MANIFEST_BYTES;
use crate::object::Value;
use crate::object::encode::json;
use crate::object::parse::yaml;
use crate::query::{go_text, labels};
use crate::resource::split_api_version;
use crate::snapshot::{Expect, Mapping};

use super::sink::Sink;

/// An object that a manifest names.
#[derive(Debug)]
struct Named {
    source: String,
    api_version: String,
    kind: String,
    namespace: String,
    name: String,
}

/// What the files hold.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    objects: Vec<Named>,
    /// Files that could not be read as manifests.
    failures: Vec<Message>,
    /// One file was given, no directory and no standard input.
    one_file: bool,
    /// Bytes of the files so far.
    bytes: usize,
}

impl Wanted {
    /// What the first pass over the snapshot should gather.
    pub(super) fn expect(&self, args: &GetArgs) -> Vec<Expect> {
        let objects = self.objects.iter();
        objects
            .map(|o| {
                let (group, version) = split_api_version(&o.api_version);
                let kind = o.kind.to_lowercase();
                Expect::Names {
                    word: match group {
                        "" => kind,
                        group => format!("{kind}.{version}.{group}"),
                    },
                    namespace: o.namespace(args).to_owned(),
                    names: vec![o.name.clone()],
                }
            })
            .collect()
    }
}

impl Named {
    fn namespace<'a>(&'a self, args: &'a GetArgs) -> &'a str {
        match self.namespace.as_str() {
            "" => args.scope.namespace(),
            namespace => namespace,
        }
    }
}

/// Reads all files of `-f`.
pub(super) fn read(args: &GetArgs, streams: &mut Streams<'_>) -> Outcome<Wanted> {
    if args.kustomize.is_some() && !args.filename.is_empty() {
        return Err(Failure::usage("only one of -f or -k can be specified"));
    }
    if args.kustomize.is_some() {
        return Err(Failure::usage(
            "kf builds no kustomizations; give what `kubectl kustomize` prints to -f",
        ));
    }
    check_arguments(&args.target)?;
    let mut wanted = Wanted {
        one_file: args.filename.len() == 1,
        ..Wanted::default()
    };
    let mut problems = Vec::new();
    let mut stdin = false;
    for name in &args.filename {
        if name == "-" {
            if std::mem::replace(&mut stdin, true) {
                return Err(Failure::usage(
                    "standard input cannot be used for multiple arguments",
                ));
            }
            wanted.one_file = false;
            let mut text = Vec::new();
            let most = u64::try_from(MAX_MANIFEST_BYTES).unwrap_or(u64::MAX);
            streams.input.take(most + 1).read_to_end(&mut text)?;
            wanted.document("STDIN", &text);
        } else if name.starts_with("http://") || name.starts_with("https://") {
            problems.push(format!("kf does not fetch {name}: it uses no network"));
        } else {
            wanted.path(name, args.recursive, &mut problems);
        }
    }
    match problems.as_slice() {
        [] => Ok(wanted),
        [one] => Err(Failure::usage(one)),
        // Of several, kubectl prints each on a line, without its prefix.
        all => Err(Message::new(Head::None, all.join("\n")).into()),
    }
}

/// What may not stand beside `-f` (builder.go `visitByPaths`).
fn check_arguments(target: &[String]) -> Outcome {
    let text = match target {
        [] => return Ok(()),
        [first, ..] if first.contains('/') => {
            "resource/name arguments cannot be provided when a path is specified"
        }
        _ => {
            "when paths, URLs, or stdin is provided as input, you may not specify resource \
             arguments as well"
        }
    };
    Err(Failure::usage(text))
}

/// Directories below directories that `-R` follows.
const DIRECTORIES: usize = 64;

/// The files that a pattern which no shell resolved leads to, as kubectl has it (cli-runtime pkg/resource
/// builder.go `expandIfFilePattern`): Go's patterns, in which two stars are no more than one.
fn matching(pattern: &str) -> Vec<String> {
    let options = glob::MatchOptions {
        require_literal_separator: true,
        ..glob::MatchOptions::new()
    };
    let mut pattern = pattern.to_owned();
    while pattern.contains("**") {
        pattern = pattern.replace("**", "*");
    }
    let found = glob::glob_with(&pattern, options);
    let found = found.into_iter().flatten().filter_map(Result::ok);
    found
        .filter_map(|path| path.to_str().map(str::to_owned))
        .collect()
}

impl Wanted {
    fn path(&mut self, name: &str, recursive: bool, problems: &mut Vec<String>) {
        let path = Path::new(name);
        match fs::metadata(path) {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                let found = matching(name);
                if !found.is_empty() {
                    self.one_file = false;
                    for file in found {
                        self.path(&file, recursive, problems);
                    }
                    return;
                }
                problems.push(format!("the path {} does not exist", go_text::quote(name)));
            }
            Err(e) => problems.push(format!(
                "the path {} cannot be accessed: {e}",
                go_text::quote(name)
            )),
            Ok(found) if found.is_dir() => {
                self.one_file = false;
                let mut files = Vec::new();
                if let Err(e) = gather(path, recursive, 0, &mut files) {
                    problems.push(format!("error reading {}: {e}", go_text::quote(name)));
                } else if files.is_empty() {
                    problems.push(format!(
                        "error reading [{name}]: recognized file extensions are [.json .yaml .yml]"
                    ));
                }
                for file in files {
                    self.file(&file, problems);
                }
            }
            Ok(_) => self.file(name, problems),
        }
    }

    fn file(&mut self, name: &str, problems: &mut Vec<String>) {
        let most = u64::try_from(MAX_MANIFEST_BYTES).unwrap_or(u64::MAX);
        let mut text = Vec::new();
        let read = fs::File::open(name).and_then(|f| f.take(most + 1).read_to_end(&mut text));
        match read {
            Ok(_) => self.document(name, &text),
            Err(e) => problems.push(format!("error reading {}: {e}", go_text::quote(name))),
        }
    }

    /// The objects of one file; lists are taken apart.
    fn document(&mut self, source: &str, text: &[u8]) {
        self.bytes = self.bytes.saturating_add(text.len());
        if self.bytes > MAX_MANIFEST_BYTES {
            self.failed(format!(
                "error parsing {source}: larger than MAX_MANIFEST_BYTES \
                 ({MAX_MANIFEST_BYTES}), with the files before it"
            ));
            return;
        }
        match yaml::documents(text) {
            Ok(documents) => {
                for document in documents.iter().filter(|d| **d != Value::Null) {
                    if let Err(text) = self.object(source, document) {
                        self.failed(text);
                    }
                }
            }
            Err(e) => {
                self.failed(format!("error parsing {source}: {}", e.message()));
            }
        }
    }

    fn failed(&mut self, text: String) {
        self.failures.push(Message::new(Head::Error, text));
    }

    fn object(&mut self, source: &str, object: &Value<'_>) -> Result<(), String> {
        let of = |path: &[&str]| object.str_at(path).unwrap_or_default().to_owned();
        let (kind, api_version) = (of(&["kind"]), of(&["apiVersion"]));
        if kind.is_empty() {
            let mut body = Vec::new();
            json::write_compact(&mut body, object);
            return Err(format!(
                "unable to decode {}: Object 'Kind' is missing in '{}'",
                go_text::quote(source),
                String::from_utf8_lossy(&body)
            ));
        }
        if kind.ends_with("List")
            && let Some(items) = object.get("items").and_then(Value::as_array)
        {
            return items.iter().try_for_each(|item| self.object(source, item));
        }
        self.objects.push(Named {
            source: source.to_owned(),
            api_version,
            kind,
            namespace: of(&["metadata", "namespace"]),
            name: of(&["metadata", "name"]),
        });
        Ok(())
    }
}

/// The manifests of a directory, in the order of their names.
fn gather(
    directory: &Path,
    recursive: bool,
    depth: usize,
    files: &mut Vec<String>,
) -> std::io::Result<()> {
    let mut entries = fs::read_dir(directory)?.collect::<std::io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let (path, kind) = (entry.path(), entry.file_type()?);
        if kind.is_dir() {
            if recursive && depth < DIRECTORIES {
                gather(&path, recursive, depth + 1, files)?;
            }
        } else if path
            .extension()
            .is_some_and(|e| e == "json" || e == "yaml" || e == "yml")
        {
            files.push(path.to_string_lossy().into_owned());
        }
    }
    Ok(())
}

impl Get<'_, '_> {
    /// Prints the objects that manifests name, as they are in the snapshot.
    pub(super) fn manifests(
        &self,
        wanted: &Wanted,
        report: &mut Report<'_>,
        out: &mut dyn Write,
    ) -> Outcome<ExitStatus> {
        let selector = labels::Selector::parse(self.args.selector.text())?;
        let selector = redaction::labels(Some(selector), self.view.redactor())?.unwrap_or_default();
        let is_table = matches!(self.output, super::Output::Table { .. });
        let now = match is_table {
            true => Some(self.session.now()?),
            false => None,
        };
        let mut failures = wanted.failures.clone();
        let mut found = Vec::new();
        for named in &wanted.objects {
            let mapping = match self.mapping(named) {
                Ok(mapping) => mapping,
                Err(text) => {
                    failures.push(Message::new(Head::Error, text));
                    continue;
                }
            };
            match self
                .view
                .get(&mapping, named.namespace(self.args), &named.name, self.read)
            {
                Ok(object) if selector.matches(&object.value) => found.push((mapping, object)),
                Ok(_) => {}
                Err(e) if e.kind() == ErrorKind::NotFound => {
                    if !self.args.ignore_not_found {
                        failures.push(Message::of(&e).hint_for_people());
                    }
                }
                Err(e) => report.problem(&e),
            }
        }
        // Of one file kubectl prints all or, but for tables, the errors alone (get.go `printGeneric`).
        if wanted.one_file && !is_table && !failures.is_empty() {
            found.clear();
        }
        let single = wanted.one_file && found.len() == 1;
        let mut sink = Sink::new(out, &self.output, self.args, single, now);
        let mut notes = Notes::default();
        let mut open: Option<Mapping> = None;
        for (mapping, object) in found {
            notes.take(&object);
            let same = open.as_ref().is_some_and(|m| {
                m.resource() == mapping.resource() && m.version() == mapping.version()
            });
            if !same {
                if open.is_some() {
                    sink.end(false)?;
                }
                sink.begin(self.view, &mapping);
                open = Some(mapping);
            }
            sink.one(object)?;
        }
        if open.is_some() {
            sink.end(false)?;
        }
        // No empty list is put in front of the errors of one file.
        let finished = if wanted.one_file && open.is_none() && !failures.is_empty() {
            Ok(false)
        } else {
            sink.finish()
        };
        notes.say(report);
        let quiet = self.args.ignore_not_found || !failures.is_empty() || report.problems() > 0;
        for failure in &failures {
            report.failure(failure);
        }
        if finished? && !quiet {
            report.note("No resources found");
        }
        Ok(report.status())
    }

    /// The type of a manifest, and whether its namespace agrees with `-n` (visitor.go
    /// `RequireNamespace`).
    fn mapping(&self, named: &Named) -> Result<Mapping, String> {
        let (group, version) = split_api_version(&named.api_version);
        let Some(mapping) = self.view.mapping_of_kind(group, version, &named.kind) else {
            return Err(format!(
                "resource mapping not found for name: {} namespace: {} from {}: no matches \
                 for kind {} in version {}\nensure CRDs are installed first",
                go_text::quote(&named.name),
                go_text::quote(&named.namespace),
                go_text::quote(&named.source),
                go_text::quote(&named.kind),
                go_text::quote(&named.api_version)
            ));
        };
        let own = named.namespace.as_str();
        if mapping.resource().namespaced
            && !self.args.scope.all()
            && let Some(asked) = self.args.scope.given()
            && !own.is_empty()
            && own != asked
        {
            return Err(format!(
                "the namespace from the provided object {} does not match the namespace \
                 {}. You must pass '--namespace={own}' to perform this operation.",
                go_text::quote(own),
                go_text::quote(asked)
            ));
        }
        if named.name.is_empty() {
            return Err("resource name may not be empty".to_owned());
        }
        Ok(mapping)
    }
}
