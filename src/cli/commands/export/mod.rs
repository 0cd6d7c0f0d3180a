//! `kf export`

mod manifest;
mod needed;
mod plan;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::PathBuf;

use hashbrown::HashSet;

use super::get::notes::Notes;
use super::get::{missing, select};
use crate::answer::Selectors;
use crate::cli::args::SnapshotArgs;
use crate::cli::args::export::ExportArgs;
use crate::cli::evidence;
use crate::cli::exit::ExitStatus;
use crate::cli::message::Head;
use crate::cli::report::{Outcome, Report};
use crate::cli::session::{Opening, say_lack};
use crate::cli::stage::{Stage, Staging, There};
use crate::cli::streams::Streams;
use crate::cli::target;
use crate::count::counted;
use crate::escape;
use crate::export::{self, Class, Layout, Need, Skip};
use crate::object::Value;
use crate::object::encode::Format;
use crate::object::parse::yaml;
use crate::resource::{Origin, builtin, split_api_version};
use crate::schema::Minor;
use crate::snapshot::{Mapping, Object, ReadOptions, View};
use crate::{Error, ErrorKind};
use manifest::Manifest;
use plan::Request;

/// Runs `kf export`.
pub(crate) fn run(
    args: &ExportArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let target = match args.target.as_slice() {
        [] => None,
        words => Some(target::parse(words)?),
    };
    if let Some(target) = &target {
        target.check(args.selector.selects())?;
    }
    evidence::spared(snapshot.snapshot(), &args.dir)?;
    let hint = "name a new or an empty one, or write over files of the same names with --force";
    let stage = Staging {
        dir: &args.dir,
        hidden: ".kf-export-",
        private: false,
        there: match args.force {
            true => There::Replaced,
            false => There::Refused(hint),
        },
        seal: None,
    };
    let stage = stage.begin()?;
    let opening = Opening::new(snapshot).expect(plan::expect(target.as_ref(), args));
    opening.with_view(streams, |session, report, out| {
        let run = Run {
            args,
            view: &session.view,
            layout: Layout::default(),
            manifest: Manifest::begin(session.file(), &session.view),
            stage,
            written: 0,
            skipped: BTreeMap::new(),
            selected: None,
            deleted: HashSet::new(),
            missing: Vec::new(),
            needs: None,
        };
        run.all(target.as_ref(), report, out)
    })
}

struct Run<'r, 's> {
    args: &'r ExportArgs,
    view: &'r View<'s>,
    layout: Layout,
    manifest: Manifest,
    stage: Stage,
    written: usize,
    skipped: BTreeMap<Class, usize>,
    /// Namespace and name of each Service with a selector, read when there are Endpoints.
    selected: Option<HashSet<(String, String)>>,
    /// The namespaces that were being deleted.
    deleted: HashSet<String>,
    /// What written objects name and the snapshot does not have.
    missing: Vec<String>,
    /// What written objects need that has no namespace, and whether that is certain; gathered where
    /// one namespace is written with what is around it.
    needs: Option<BTreeMap<Need, bool>>,
}

impl<'r, 's> Run<'r, 's> {
    fn all(
        mut self,
        target: Option<&target::Target>,
        report: &mut Report<'_>,
        out: &mut dyn Write,
    ) -> Outcome<ExitStatus> {
        let requests = plan::requests(self.view, target, self.args)?;
        if let Some(doubt) = self.view.doubt() {
            report.warning(doubt);
        }
        for problem in self.view.problems() {
            self.failed(problem, report);
        }
        let one_namespace = target.is_none() && !self.args.scope.all();
        if one_namespace {
            // Where definitions are listed, they report themselves.
            for problem in self.view.type_problems() {
                self.failed(problem, report);
            }
        }
        self.deleted = needed::deleted_namespaces(self.view, self.args.scope.only());
        self.needs = one_namespace.then(BTreeMap::new);
        let mut definitions = BTreeSet::new();
        let mut missing = false;
        for request in &requests {
            let before = self.written;
            if request.names.is_empty() {
                self.list(request, report)?;
            } else {
                missing |= !self.named(request, report)?;
            }
            let resource = request.mapping.resource();
            if self.written > before && resource.origin == Origin::Custom {
                definitions.insert(resource.group_resource());
            }
        }
        if one_namespace && self.written > 0 {
            self.needed(definitions, report)?;
        } else {
            self.undefined(definitions);
        }
        self.say_missing(report);
        if let Some(version) = self.view.doubtful_version() {
            report.assumed(version);
        }
        report.close();
        let problems = report.problems();
        let skipped = self.summary();
        if self.written == 0 {
            report.note(&format!("No resources to write{skipped}"));
            say_lack(self.view, report)?;
            let namespace = self.args.scope.only();
            if let Some(hint) = namespace.and_then(|n| missing::namespace(self.view, n)) {
                report.warning(&hint);
            }
            if self.args.target.is_empty() && self.args.scope.is_default() {
                let hint =
                    "it looked in the namespace default: -n NAMESPACE names another, -A takes all";
                report.headed(Head::Hint, hint);
            } else if !self.skipped.is_empty() {
                report.headed(Head::Hint, "--include writes what is left out");
            }
            return Ok(ExitStatus::from_problems(problems + usize::from(missing)));
        }
        let dir = self.args.dir.display().to_string();
        let written = self.written;
        self.stage.add(export::MANIFEST, &self.manifest.take())?;
        self.stage.publish()?;
        let objects = counted(written, "object", "objects");
        writeln!(
            out,
            "{objects} written to {dir}{skipped}; {} lists all",
            self.args.dir.join(export::MANIFEST).display()
        )?;
        Ok(ExitStatus::from_problems(problems))
    }

    /// `, 3 left out (2 owned, 1 state)`
    fn summary(&self) -> String {
        let total: usize = self.skipped.values().sum();
        if total == 0 {
            return String::new();
        }
        let classes = self.skipped.iter();
        let classes: Vec<String> = classes.map(|(c, n)| format!("{n} {}", c.name())).collect();
        format!(", {total} left out ({})", classes.join(", "))
    }

    fn included(&self, class: Class) -> bool {
        self.args.include.iter().any(|i| i.has(class))
    }

    fn failed(&mut self, error: &Error, report: &mut Report<'_>) {
        self.manifest.failed(&report.tellable(error));
        report.problem(error);
    }

    /// All objects of a type.
    fn list(&mut self, request: &Request, report: &mut Report<'_>) -> Outcome {
        let mapping = &request.mapping;
        let resource = mapping.resource();
        let selectors = Selectors {
            labels: self.args.selector.text(),
            fields: "",
        };
        let selection = select::parse(selectors, mapping, self.view)?;
        let view = self.view;
        let objects = view.list(mapping, self.args.scope.only(), ReadOptions::default())?;
        let all = export::skip_type(&resource.group, &resource.plural)
            .filter(|skip| !request.explicit && !self.included(skip.class));
        if let Some(skip) = &all
            && !self.args.selector.selects()
        {
            let count = objects.remaining();
            if count > 0 {
                *self.skipped.entry(skip.class).or_default() += count;
                self.manifest
                    .skipped_type(&resource.group_resource(), count, skip);
            }
            return Ok(());
        }
        let mut notes = Notes::default();
        for object in objects {
            match object {
                Ok(object) => {
                    if !selection.matches(&object.value) {
                        continue;
                    }
                    match self.left_out(all.as_ref(), &object.value) {
                        Some(skip) => self.leave_out(&object.value, &skip),
                        None => {
                            notes.take(&object);
                            self.write(mapping, object, report)?;
                        }
                    }
                }
                Err(error) => self.failed(&error, report),
            }
        }
        notes.say(report);
        Ok(())
    }

    /// Objects by name, never left out. Whether all were there.
    fn named(&mut self, request: &Request, report: &mut Report<'_>) -> Outcome<bool> {
        let mut all = true;
        let mut notes = Notes::default();
        for name in &request.names {
            let namespace = self.args.scope.namespace();
            let found = self
                .view
                .get(&request.mapping, namespace, name, ReadOptions::default());
            match found {
                Ok(object) => {
                    notes.take(&object);
                    self.write(&request.mapping, object, report)?;
                }
                Err(e) if e.kind() == ErrorKind::NotFound => {
                    all = false;
                    let place = (namespace, name.as_str());
                    let missing = missing::object(self.view, &request.mapping, place, &e, report);
                    report.failure(&missing);
                }
                Err(e) => self.failed(&e, report),
            }
        }
        notes.say(report);
        Ok(all)
    }

    /// Why an object is left out: the first reason that was not asked to be passed over.
    fn left_out(&mut self, all: Option<&Skip>, object: &Value<'_>) -> Option<Skip> {
        let namespace = object.str_at(&["metadata", "namespace"]);
        let deleted = namespace.filter(|name| self.deleted.contains(*name));
        let deleted = deleted.map(export::in_deleted_namespace);
        let reasons = [all.cloned(), self.skip(object), deleted];
        let mut reasons = reasons.into_iter().flatten();
        reasons.find(|skip| !self.included(skip.class))
    }

    fn leave_out(&mut self, object: &Value<'_>, skip: &Skip) {
        *self.skipped.entry(skip.class).or_default() += 1;
        self.manifest.skipped(object, skip);
    }

    fn skip(&mut self, object: &Value<'_>) -> Option<Skip> {
        let endpoints = object.str_at(&["kind"]) == Some("Endpoints");
        if endpoints && self.selected.is_none() {
            self.selected = Some(self.services());
        }
        let selected = self.selected.as_ref();
        export::skip(object, |namespace, name| {
            let service = (namespace.to_owned(), name.to_owned());
            selected.is_some_and(|s| s.contains(&service))
        })
    }

    /// Services with a selector; one that cannot be read is reported where services are listed.
    fn services(&self) -> HashSet<(String, String)> {
        let Some(mapping) = self.view.mapping_of_kind("", "v1", "Service") else {
            return HashSet::new();
        };
        let services = self
            .view
            .list(&mapping, self.args.scope.only(), ReadOptions::default());
        let Ok(services) = services else {
            return HashSet::new();
        };
        let selecting = |object: &Object<'_>| {
            let selector = object.value.at(&["spec", "selector"]);
            selector
                .and_then(Value::as_object)
                .is_some_and(|s| !s.is_empty())
        };
        let text = |object: &Object<'_>, name| {
            let text = object.value.str_at(&["metadata", name]);
            text.unwrap_or_default().to_owned()
        };
        let services = services.filter_map(Result::ok).filter(selecting);
        let services = services.filter(|service| is_under_own_key(self.view, &mapping, service));
        services
            .map(|s| (text(&s, "namespace"), text(&s, "name")))
            .collect()
    }

    /// What is wrong with an object whose name is that of another: the server finds that one by it, so it is the one
    /// to write.
    fn under_another_key(
        &self,
        mapping: &Mapping,
        namespace: Option<&str>,
        name: &str,
        key: &[u8],
    ) -> Option<Error> {
        let prefix = self.view.key_prefix(mapping, namespace).ok()?;
        let own = format!("{prefix}{name}");
        if own.as_bytes() == key {
            return None;
        }
        let quoted = |text: &str| escape::quoted(text.as_bytes());
        Some(Error::invalid(if self.view.has_key(own.as_bytes()) {
            format!(
                "the object says that it is {}, whose key is {}: this one is not written",
                quoted(name),
                quoted(&own)
            )
        } else if !key.starts_with(prefix.as_bytes()) {
            format!(
                "the object says that it is of the namespace {}, and lies in another: it is not written",
                quoted(namespace.unwrap_or_default())
            )
        } else {
            return None;
        }))
    }

    fn write(&mut self, mapping: &Mapping, object: Object<'s>, report: &mut Report<'_>) -> Outcome {
        let key = object.record.key;
        let resource = mapping.resource();
        let mut value = object.value;
        let changes = export::clean(&mut value);
        if let Some(needs) = &mut self.needs {
            // A custom resource may mean something else by the name.
            let certain = resource.origin == Origin::BuiltIn;
            for need in export::needs(&value) {
                *needs.entry(need).or_default() |= certain;
            }
        }
        let name = value.str_at(&["metadata", "name"]).unwrap_or_default();
        let namespace = value
            .str_at(&["metadata", "namespace"])
            .filter(|_| resource.namespaced);
        if let Some(e) = self.under_another_key(mapping, namespace, name, key) {
            self.failed(&e.at_key(key), report);
            return Ok(());
        }
        let place = self
            .layout
            .place(&resource.group, &resource.plural, namespace, name);
        let place = match place {
            Ok(place) => place,
            Err(e) => {
                self.failed(&e.at_key(key), report);
                return Ok(());
            }
        };
        let bytes = text_of(&value);
        let mut inside: PathBuf = place.directories.iter().collect();
        inside.push(&place.file);
        self.stage.write(&inside, place.private, &bytes)?;
        let mut notes: Vec<_> = export::notes(&value, bytes.len())
            .into_iter()
            .map(Cow::Borrowed)
            .collect();
        notes.extend(not_everywhere(
            mapping,
            &value,
            self.view.kube_version().minor,
        ));
        self.manifest
            .written(&value, &place.path(), &changes, &notes);
        self.written += 1;
        if self.manifest.is_long() {
            self.stage.add(export::MANIFEST, &self.manifest.take())?;
        }
        Ok(())
    }
}

/// Whether an object lies where the server looks for one of its name.
fn is_under_own_key(view: &View<'_>, mapping: &Mapping, object: &Object<'_>) -> bool {
    let text = |name| object.value.str_at(&["metadata", name]);
    let prefix = view.key_prefix(mapping, text("namespace"));
    prefix.is_ok_and(|prefix| {
        let own = prefix + text("name").unwrap_or_default();
        own.as_bytes() == object.record.key
    })
}

/// Says which servers refuse an object for its version: those that are not told to serve it, and
/// those that have it no more.
fn not_everywhere(
    mapping: &Mapping,
    object: &Value<'_>,
    minor: Minor,
) -> impl Iterator<Item = Cow<'static, str>> {
    let resource = mapping.resource();
    let api_version = object.str_at(&["apiVersion"]);
    let api_version = api_version.filter(|_| resource.origin == Origin::BuiltIn);
    let (group, version) = api_version.map(split_api_version).unzip();
    let (group, version) = (group.unwrap_or_default(), version.unwrap_or_default());
    let what = format!("{} {}", api_version.unwrap_or_default(), resource.kind);
    let off = builtin::off_by_default(group, version, minor).then(|| {
        format!(
            "{what} is off by default: a server takes it with \
             --runtime-config={group}/{version}=true and the kind's feature gate, if it has one"
        )
    });
    let last = builtin::served_until(group, &resource.plural, version)
        .map(|last| format!("{what} was served until {last}: later servers refuse it"));
    [off, last].into_iter().flatten().map(Cow::Owned)
}

/// YAML; or JSON, which kubectl takes as well, where kubectl's YAML does not read back as what it
/// was written from: a key `<<` for one.
fn text_of(value: &Value<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    Format::Yaml.write(&mut bytes, value);
    let read = yaml::documents(&bytes).unwrap_or_default();
    if !matches!(read.as_slice(), [only] if only == value) {
        bytes.clear();
        Format::Json.write(&mut bytes, value);
    }
    bytes
}
