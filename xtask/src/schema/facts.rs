//! From Go type declarations to facts about fields, one Kubernetes minor at a time.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::path::Path;
use std::rc::Rc;

use super::git::{Repo, Tree};
use super::golang::{self, GoFile, Member, Ty};
use super::upstream;
use crate::Result;

/// One, many or a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    Single,
    List,
    Map,
}

/// A type as a .proto file names it: `string`, or `.full.name.Of` a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WireType {
    pub(crate) label: Label,
    pub(crate) name: String,
}

impl fmt::Display for WireType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.label {
            Label::Single => f.write_str(&self.name),
            Label::List => write!(f, "repeated {}", self.name),
            Label::Map => write!(f, "map<string, {}>", self.name),
        }
    }
}

/// What Go's encoding/json does with an empty value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Empty {
    Keep,
    Omit,
    OmitZero,
}

/// All that holds for a field in one minor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fact {
    /// Name in generated.proto.
    pub(crate) name: String,
    /// JSON name; empty if inlined; `-` if JSON does not have it.
    pub(crate) json: String,
    pub(crate) ty: WireType,
    pub(crate) pointer: bool,
    pub(crate) empty: Empty,
}

/// A message over all minors.
#[derive(Debug, Default)]
pub(crate) struct Message {
    pub(crate) minors: BTreeSet<u8>,
    /// A named slice or map: the JSON form is that of its only field.
    pub(crate) wrapper: bool,
    pub(crate) fields: BTreeMap<u32, BTreeMap<u8, Fact>>,
    /// The fields' numbers in the order in which Go declares them.
    pub(crate) declared: Vec<u32>,
    /// apiVersion, then the minors with the kind.
    pub(crate) kinds: BTreeMap<String, BTreeSet<u8>>,
}

impl Message {
    /// Takes the order of a newer minor. Fields that are gone keep their places behind the field
    /// that stood before them.
    fn declare(&mut self, newer: Vec<u32>) {
        let older = std::mem::replace(&mut self.declared, newer);
        let mut before = None;
        for number in older {
            if !self.declared.contains(&number) {
                let place = self.declared.iter().position(|n| Some(*n) == before);
                self.declared.insert(place.map_or(0, |i| i + 1), number);
            }
            before = Some(number);
        }
    }
}

/// Everything read so far: Go package, then type.
pub(crate) type Facts = BTreeMap<String, BTreeMap<String, Message>>;

/// A repository of API types.
pub(crate) struct Source {
    repo: Repo,
    /// Import path of its root.
    pub(crate) root: &'static str,
    tree: Tree,
    pub(crate) rev: String,
}

impl Source {
    pub(crate) fn open(dir: &Path, root: &'static str) -> Result<Self> {
        Ok(Self {
            repo: Repo::open(dir)?,
            root,
            tree: Tree::new(),
            rev: String::new(),
        })
    }

    /// Turns to another revision and returns its commit.
    pub(crate) fn select(&mut self, rev: &str) -> Result<String> {
        let commit = self.repo.commit(rev)?;
        self.tree = self.repo.tree(&commit)?;
        rev.clone_into(&mut self.rev);
        Ok(commit)
    }
}

/// The groups of OpenShift that its own apiserver stores, as protobuf. The others are custom
/// resources, whatever tags their Go types have.
const OPENSHIFT_GROUPS: [&str; 12] = [
    "apps",
    "authorization",
    "build",
    "image",
    "network",
    "oauth",
    "project",
    "quota",
    "route",
    "security",
    "template",
    "user",
];

/// All sources at one minor.
pub(crate) struct Reader {
    pub(crate) sources: Vec<Source>,
    files: HashMap<String, Rc<GoFile>>,
    packages: HashMap<String, Rc<Vec<Rc<GoFile>>>>,
}

/// The name in .proto files of a Go package.
pub(crate) fn proto_package(go: &str) -> String {
    go.replace('/', ".").replace('-', "_")
}

fn message_ref(package: &str, name: &str) -> String {
    format!(".{}.{name}", proto_package(package))
}

impl Reader {
    pub(crate) fn new(sources: Vec<Source>) -> Self {
        Self {
            sources,
            files: HashMap::new(),
            packages: HashMap::new(),
        }
    }

    /// Points the sources of `roots` at a revision; returns "root commit" lines.
    pub(crate) fn select(&mut self, rev: &str, openshift: bool) -> Result<Vec<String>> {
        self.packages.clear();
        let mut lines = Vec::new();
        for source in &mut self.sources {
            if source.root.starts_with("github.com/openshift") == openshift {
                let commit = source.select(rev)?;
                lines.push(format!("{} {rev} {commit}", source.root));
            }
        }
        Ok(lines)
    }

    /// The tag of a minor's last release that all of Kubernetes' repositories have: patches take struct
    /// tags back that were a mistake, and most clusters run late ones.
    pub(crate) fn newest_release(&self, minor: u8) -> Result<String> {
        let prefix = format!("kubernetes-1.{minor}.");
        let mut common: Option<BTreeSet<u16>> = None;
        for source in &self.sources {
            if source.root.starts_with("github.com/openshift") {
                continue;
            }
            let tags = source.repo.tags(&prefix)?;
            let patches = tags
                .iter()
                .filter_map(|tag| tag.strip_prefix(&prefix)?.parse().ok());
            let patches: BTreeSet<u16> = patches.collect();
            common = Some(common.map_or(patches.clone(), |known| &known & &patches));
        }
        let newest = common.and_then(|patches| patches.last().copied());
        let patch = newest.ok_or_else(|| format!("no tag {prefix}*"))?;
        Ok(format!("{prefix}{patch}"))
    }

    /// Import paths of the packages with protobuf messages.
    pub(crate) fn proto_packages(&self, openshift: bool) -> Vec<String> {
        let mut out = Vec::new();
        for source in &self.sources {
            if source.root.starts_with("github.com/openshift") != openshift {
                continue;
            }
            for (folder, files) in &source.tree {
                let foreign = folder
                    .split('/')
                    .any(|part| matches!(part, "vendor" | "testapigroup" | "third_party"));
                let group = folder.split('/').next().unwrap_or_default();
                let stored = !openshift || OPENSHIFT_GROUPS.contains(&group);
                if files.contains_key("generated.proto") && !foreign && stored {
                    out.push(format!("{}/{folder}", source.root));
                }
            }
        }
        out
    }

    fn folder(&self, package: &str) -> Option<(usize, &str)> {
        self.sources.iter().enumerate().find_map(|(i, source)| {
            let folder = package.strip_prefix(source.root)?.strip_prefix('/')?;
            let (folder, _) = source.tree.get_key_value(folder)?;
            Some((i, folder.as_str()))
        })
    }

    fn blob(&mut self, package: &str, name: &str) -> Result<String> {
        let (index, folder) = self.folder(package).ok_or(format!("no {package}"))?;
        let source = &self.sources[index];
        let oid = source.tree[folder]
            .get(name)
            .ok_or(format!("no {package}/{name}"))?
            .clone();
        self.sources[index].repo.blob(&oid)
    }

    /// The hand-written Go files of a package.
    fn package(&mut self, package: &str) -> Result<Rc<Vec<Rc<GoFile>>>> {
        if let Some(files) = self.packages.get(package) {
            return Ok(files.clone());
        }
        let (index, folder) = self
            .folder(package)
            .ok_or_else(|| format!("package {package} is in none of the repositories"))?;
        let source = &self.sources[index];
        let wanted: Vec<(String, String)> = source.tree[folder]
            .iter()
            .filter(|(name, _)| {
                name.ends_with(".go")
                    && !name.ends_with("_test.go")
                    && !name.starts_with("zz_generated")
                    && !name.starts_with("generated.")
                    && !name.starts_with("types_swagger")
            })
            .map(|(name, oid)| (name.clone(), oid.clone()))
            .collect();
        let mut files = Vec::new();
        for (name, oid) in wanted {
            if let Some(file) = self.files.get(&oid) {
                files.push(file.clone());
                continue;
            }
            let text = self.sources[index].repo.blob(&oid)?;
            let file = Rc::new(golang::parse(&text).map_err(|e| format!("{package}/{name}: {e}"))?);
            self.files.insert(oid, file.clone());
            files.push(file);
        }
        let files = Rc::new(files);
        self.packages.insert(package.to_owned(), files.clone());
        Ok(files)
    }

    fn declaration(&mut self, package: &str, name: &str) -> Result<(Rc<GoFile>, Ty, bool)> {
        let files = self.package(package)?;
        let file = files
            .iter()
            .find(|file| file.types.contains_key(name))
            .ok_or_else(|| format!("{package} declares no type {name}"))?;
        let decl = &file.types[name];
        let nullable = decl.markers.iter().any(|m| m == "+protobuf.nullable=true");
        Ok((file.clone(), decl.ty.clone(), nullable))
    }

    /// The wire type of a Go type used in `file` of `package`, and whether it is a pointer.
    fn wire_type(&mut self, package: &str, file: &GoFile, ty: &Ty) -> Result<(WireType, bool)> {
        let single = |name: &str| WireType {
            label: Label::Single,
            name: name.to_owned(),
        };
        match ty {
            Ty::Ptr(inner) => Ok((self.wire_type(package, file, inner)?.0, true)),
            Ty::Slice(element) => {
                if matches!(&**element, Ty::Name(None, n) if n == "byte" || n == "uint8") {
                    return Ok((single("bytes"), false));
                }
                let (element, _) = self.wire_type(package, file, element)?;
                if element.label != Label::Single {
                    return Err(format!("slice of {element}"));
                }
                Ok((
                    WireType {
                        label: Label::List,
                        ..element
                    },
                    false,
                ))
            }
            Ty::Map(key, value) => {
                let (key, _) = self.wire_type(package, file, key)?;
                let (value, _) = self.wire_type(package, file, value)?;
                if key != single("string") || value.label != Label::Single {
                    return Err(format!("map of {key} to {value}"));
                }
                Ok((
                    WireType {
                        label: Label::Map,
                        ..value
                    },
                    false,
                ))
            }
            Ty::Name(None, name) => match name.as_str() {
                "string" => Ok((single("string"), false)),
                "bool" => Ok((single("bool"), false)),
                "int32" => Ok((single("int32"), false)),
                "uint32" => Ok((single("uint32"), false)),
                "int" | "int64" => Ok((single("int64"), false)),
                "float64" => Ok((single("double"), false)),
                _ => self.named(package, name),
            },
            Ty::Name(Some(alias), name) => {
                let import = file
                    .imports
                    .get(alias)
                    .ok_or_else(|| format!("no import {alias}"))?;
                if import == "time" && name == "Duration" {
                    return Ok((single("int64"), false));
                }
                self.named(&import.clone(), name)
            }
            other => Err(format!("a type that has no protobuf form: {other:?}")),
        }
    }

    fn named(&mut self, package: &str, name: &str) -> Result<(WireType, bool)> {
        let (file, ty, nullable) = self.declaration(package, name)?;
        let wrapped = nullable && matches!(ty, Ty::Slice(_) | Ty::Map(..));
        if wrapped || matches!(ty, Ty::Struct(_)) {
            let name = message_ref(package, name);
            let label = Label::Single;
            return Ok((WireType { label, name }, false));
        }
        let (wire, pointer) = self.wire_type(package, &file, &ty)?;
        // `type MatchCondition v1.MatchCondition` is a message of its own, unlike an alias.
        if !file.types[name].alias && wire.label == Label::Single && wire.name.starts_with('.') {
            let name = message_ref(package, name);
            return Ok((WireType { name, ..wire }, pointer));
        }
        Ok((wire, pointer))
    }

    /// Reads all messages and kinds of a package into `facts`.
    pub(crate) fn read(&mut self, package: &str, minors: &[u8], facts: &mut Facts) -> Result<()> {
        let upstream = upstream::parse(&self.blob(package, "generated.proto")?)?;
        for (name, wire) in &upstream {
            let place = |e| format!("{package}.{name}: {e}");
            // `type List metav1.List`: the struct may be declared elsewhere.
            let (mut from, mut declared) = (package.to_owned(), name.clone());
            let (mut file, mut ty, _) = self.declaration(&from, &declared)?;
            while let Ty::Name(alias, other) = ty {
                if let Some(alias) = alias {
                    from.clone_from(file.imports.get(&alias).ok_or("no such import")?);
                }
                declared = other;
                (file, ty, _) = self.declaration(&from, &declared)?;
            }
            let (mut fields, wrapper) = match &ty {
                Ty::Struct(members) => (self.fields(&from, &declared, &file, members)?, false),
                _ => (vec![(1, self.items(&from, &file, &ty)?)], true),
            };
            check(&mut fields, wire).map_err(place)?;
            let message = facts
                .entry(package.to_owned())
                .or_default()
                .entry(name.clone())
                .or_default();
            message.wrapper = wrapper;
            message.minors.extend(minors);
            let declared = fields.iter().map(|(number, _)| *number).collect();
            message.declare(declared);
            for (number, fact) in fields {
                let at = message.fields.entry(number).or_default();
                at.extend(minors.iter().map(|minor| (*minor, fact.clone())));
            }
        }
        self.kinds(package, minors, facts)
    }

    /// The only field of a named slice or map, as go-to-protobuf wraps it.
    fn items(&mut self, package: &str, file: &GoFile, ty: &Ty) -> Result<Fact> {
        Ok(Fact {
            name: "items".to_owned(),
            json: String::new(),
            ty: self.wire_type(package, file, ty)?.0,
            pointer: false,
            empty: Empty::Keep,
        })
    }

    fn fields(
        &mut self,
        package: &str,
        name: &str,
        file: &GoFile,
        members: &[Member],
    ) -> Result<Vec<(u32, Fact)>> {
        let markers = &file.types[name].markers;
        if markers.iter().any(|m| m == "+protobuf.embed=string") {
            return Ok(vec![(1, plain("string", "string"))]);
        }
        if markers.iter().any(|m| m == "+protobuf.as=Timestamp") {
            return Ok(vec![
                (1, plain("seconds", "int64")),
                (2, plain("nanos", "int32")),
            ]);
        }
        let mut out: Vec<(u32, Fact)> = Vec::new();
        for member in members {
            let Some(tag) = member.tag("protobuf").filter(|tag| *tag != "-") else {
                continue;
            };
            let place = |e: String| format!("{package}.{name}.{}: {e}", member.name);
            let number: u32 = tag
                .split(',')
                .nth(1)
                .and_then(|n| n.parse().ok())
                .ok_or_else(|| place(format!("no number in {tag}")))?;
            let (ty, pointer) = self.wire_type(package, file, &member.ty).map_err(&place)?;
            let (json, empty) = json_facts(member, &ty).map_err(&place)?;
            let fact = Fact {
                name: String::new(),
                json,
                ty,
                pointer,
                empty,
            };
            if out.iter().any(|(n, _)| *n == number) {
                return Err(place(format!("number {number} twice")));
            }
            out.push((number, fact));
        }
        Ok(out)
    }

    /// The kinds of a package: types with TypeMeta that are no lists. Reviews and the like are
    /// never stored, but a captured one decodes as well.
    fn kinds(&mut self, package: &str, minors: &[u8], facts: &mut Facts) -> Result<()> {
        if package.starts_with("k8s.io/apimachinery/") {
            return Ok(());
        }
        let files = self.package(package)?;
        let group = files
            .iter()
            .find_map(|file| file.strings.get("GroupName"))
            .ok_or_else(|| format!("{package}: no GroupName"))?;
        let version = package.rsplit('/').next().unwrap_or_default();
        let api_version = match group.as_str() {
            "" => version.to_owned(),
            group => format!("{group}/{version}"),
        };
        // OpenShift 3 also served (and stored) its kinds as parts of the core group, which the
        // oldest branches register beside the others and later ones in a file of its own.
        let mut legacy = BTreeSet::new();
        for file in files.iter() {
            let registers = file.strings.contains_key("LegacyGroupName")
                || file.functions.iter().any(|f| f == "addLegacyKnownTypes");
            if registers {
                legacy.extend(file.literals.iter().cloned());
            }
        }
        for file in files.iter() {
            for (name, decl) in &file.types {
                let Ty::Struct(members) = &decl.ty else {
                    continue;
                };
                let has = |wanted| members.iter().any(|m| m.embedded && m.name == wanted);
                if !has("TypeMeta") || has("ListMeta") {
                    continue;
                }
                let message = facts
                    .get_mut(package)
                    .and_then(|messages| messages.get_mut(name));
                // A type outside generated.proto is never in storage.
                let Some(message) = message else { continue };
                let mut add = |api_version: &str| {
                    message
                        .kinds
                        .entry(api_version.to_owned())
                        .or_default()
                        .extend(minors);
                };
                add(&api_version);
                // OpenShift 3.10 registers a RangeAllocation there too; it is core's own name.
                if legacy.contains(name) && name != "RangeAllocation" {
                    add("v1");
                }
            }
        }
        Ok(())
    }
}

fn plain(name: &str, ty: &str) -> Fact {
    Fact {
        name: name.to_owned(),
        json: name.to_owned(),
        ty: WireType {
            label: Label::Single,
            name: ty.to_owned(),
        },
        pointer: false,
        empty: Empty::Keep,
    }
}

/// JSON name and treatment of empty values, as `typeFields` in Go's encoding/json/encode.go
/// reads them off the tag: unknown options (`inline`, misspelt ones) mean nothing, an embedded
/// struct without a name is merged into its parent, a field without a name has its Go name.
fn json_facts(member: &Member, ty: &WireType) -> Result<(String, Empty)> {
    let tag = member.tag("json").unwrap_or_default();
    if tag == "-" {
        return Ok(("-".to_owned(), Empty::Keep));
    }
    let mut options = tag.split(',');
    let name = options.next().unwrap_or_default();
    let mut empty = Empty::Keep;
    let options: Vec<&str> = options.collect();
    if options.contains(&"string") {
        return Err("json option string".into());
    }
    if options.contains(&"omitempty") {
        empty = Empty::Omit;
    }
    if options.contains(&"omitzero") {
        if empty == Empty::Keep {
            return Err("omitzero without omitempty".into());
        }
        empty = Empty::OmitZero;
    }
    let name = match name {
        "" if member.embedded && ty.label == Label::Single && ty.name.starts_with('.') => "",
        "" => member.name.as_str(),
        name => name,
    };
    Ok((name.to_owned(), empty))
}

/// Holds the Go side against generated.proto and takes the fields' names from there: the tags
/// have misspelt ones (`opt.name=apiGroup`).
fn check(fields: &mut [(u32, Fact)], wire: &BTreeMap<u32, upstream::Field>) -> Result<()> {
    for (number, fact) in &mut *fields {
        match wire.get(number) {
            Some(field) if field.ty == fact.ty.to_string() => fact.name.clone_from(&field.name),
            other => {
                return Err(format!(
                    "field {number}: Go says {}, generated.proto {other:?}",
                    fact.ty
                ));
            }
        }
    }
    for (number, field) in wire {
        if !fields.iter().any(|(n, _)| n == number) {
            return Err(format!(
                "field {number} ({field:?}): only in generated.proto"
            ));
        }
    }
    Ok(())
}
