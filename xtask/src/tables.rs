//! `cargo xtask tables`: from `proto/kubernetes` to the static tables of `crates/kf-schema`.
//!
//! The tables hold what storage can meet: the messages that a kind reaches.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use prost_reflect::{
    DescriptorPool, DynamicMessage, ExtensionDescriptor, FieldDescriptor, Kind, MessageDescriptor,
    Value,
};

use crate::Result;
use crate::openapi::Types;
use crate::schema::{Empty, Label};

const USAGE: &str = "usage: cargo xtask tables [--check]";

const HEAD: &str =
    "//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.\n";

/// Reads the .proto files and writes (or checks) the tables.
pub(crate) fn run(root: &Path, args: &[String]) -> Result<()> {
    let check = match args {
        [] => false,
        [flag] if flag == "--check" => true,
        _ => return Err(USAGE.into()),
    };
    let proto = root.join("proto");
    let pool = compile(&proto)?;
    let (oldest, newest) = minors_read(&proto)?;
    let schema = Schema::read(&pool)?;
    let files = schema.files(oldest, newest)?;
    crate::files::settle(
        &root.join("crates/kf-schema/src/tables"),
        ".rs",
        &files,
        check,
    )
}

fn compile(proto: &Path) -> Result<DescriptorPool> {
    let base = proto.join("kubernetes");
    let mut names = Vec::new();
    crate::files::walk(&base, "", &mut names)?;
    names.retain(|name| name.ends_with(".proto"));
    names.sort_unstable();
    let mut compiler =
        protox::Compiler::new([proto.to_owned(), base]).map_err(|e| e.to_string())?;
    compiler.include_imports(true);
    for name in names {
        compiler
            .open_file(&name)
            .map_err(|e| format!("{name}: {e:?}"))?;
    }
    Ok(compiler.descriptor_pool())
}

/// Oldest and newest minor in the list of what was read.
fn minors_read(proto: &Path) -> Result<(u8, u8)> {
    let path = proto.join("kubernetes/REVISIONS");
    let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let minors: Vec<u8> = text
        .lines()
        .filter_map(|line| line.strip_prefix("1.")?.split(' ').next()?.parse().ok())
        .collect();
    match (minors.iter().min(), minors.iter().max()) {
        (Some(oldest), Some(newest)) => Ok((*oldest, *newest)),
        _ => Err(format!("{}: no minors", path.display())),
    }
}

/// Types whose JSON form Go code of their own makes: full name, then the variant of `Kind`.
const SPECIAL: [(&str, &str); 10] = [
    ("k8s.io.apimachinery.pkg.api.resource.Quantity", "Quantity"),
    ("k8s.io.apimachinery.pkg.apis.meta.v1.Duration", "Duration"),
    ("k8s.io.apimachinery.pkg.apis.meta.v1.Fields", "FieldsMap"),
    ("k8s.io.apimachinery.pkg.apis.meta.v1.FieldsV1", "FieldsV1"),
    (
        "k8s.io.apimachinery.pkg.apis.meta.v1.MicroTime",
        "MicroTime",
    ),
    ("k8s.io.apimachinery.pkg.apis.meta.v1.Time", "Time"),
    (
        "k8s.io.apimachinery.pkg.runtime.RawExtension",
        "RawExtension",
    ),
    (
        "k8s.io.apimachinery.pkg.util.intstr.IntOrString",
        "IntOrString",
    ),
    (
        "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.JSON",
        "Json",
    ),
    (
        "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1beta1.JSON",
        "Json",
    ),
];

/// The same for types that hold a JSONSchemaProps of their own package.
const SCHEMA_OR: [(&str, &str); 3] = [
    ("JSONSchemaPropsOrArray", "SchemaOrArray"),
    ("JSONSchemaPropsOrBool", "SchemaOrBool"),
    ("JSONSchemaPropsOrStringArray", "SchemaOrStrings"),
];

/// A variant of `Kind`, with the full name of the message it carries.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Variant {
    name: &'static str,
    message: Option<String>,
}

#[derive(Debug)]
struct Shape {
    from: u8,
    to: Option<u8>,
    json: String,
    label: Label,
    variant: Variant,
    pointer: bool,
    empty: Empty,
}

impl Shape {
    /// The type in the notation of [`Types`].
    fn notation(&self) -> String {
        let special = SPECIAL.iter().find(|(_, name)| *name == self.variant.name);
        let element = match (&self.variant.message, special) {
            (_, Some((full, _))) => (*full).to_owned(),
            (Some(message), None) => {
                match SCHEMA_OR.iter().find(|(_, v)| *v == self.variant.name) {
                    Some((or, _)) => message.replace("JSONSchemaProps", or),
                    None => message.clone(),
                }
            }
            (None, None) => match self.variant.name {
                "StringList" => "[]string".to_owned(),
                "StringMap" => "map of string".to_owned(),
                plain => plain.to_lowercase(),
            },
        };
        let element = match self.variant.name {
            "MessageList" => format!("[]{element}"),
            _ => element,
        };
        match self.label {
            Label::Single => element,
            Label::List => format!("[]{element}"),
            Label::Map => format!("map of {element}"),
        }
    }
}

#[derive(Debug)]
struct Message {
    /// Go import path.
    package: String,
    name: String,
    /// By number, in the order of the file, which is Go's.
    fields: Vec<(u32, Vec<Shape>)>,
}

#[derive(Debug)]
struct KindEntry {
    message: String,
    from: u8,
    to: Option<u8>,
}

/// The messages that a kind reaches, over all minors.
#[derive(Debug, Default)]
pub(crate) struct Schema {
    /// By full name.
    messages: BTreeMap<String, Message>,
    /// By apiVersion and kind.
    kinds: BTreeMap<(String, String), KindEntry>,
}

/// The options of proto/kf/options.proto.
struct Options {
    wrapper: ExtensionDescriptor,
    kind: ExtensionDescriptor,
    at: ExtensionDescriptor,
}

impl Options {
    fn find(pool: &DescriptorPool) -> Result<Self> {
        let get = |name| {
            pool.get_extension_by_name(name)
                .ok_or_else(|| format!("no option {name}"))
        };
        Ok(Self {
            wrapper: get("kf.wrapper")?,
            kind: get("kf.kind")?,
            at: get("kf.at")?,
        })
    }
}

fn texts(options: &DynamicMessage, extension: &ExtensionDescriptor) -> Vec<DynamicMessage> {
    match &*options.get_extension(extension) {
        Value::List(list) => list
            .iter()
            .filter_map(|value| value.as_message().cloned())
            .collect(),
        _ => Vec::new(),
    }
}

fn text(message: &DynamicMessage, field: &str) -> Option<String> {
    if !message.has_field_by_name(field) {
        return None;
    }
    let value = message.get_field_by_name(field)?;
    value.as_str().map(str::to_owned)
}

fn minor(message: &DynamicMessage, field: &str) -> Option<u8> {
    if !message.has_field_by_name(field) {
        return None;
    }
    u8::try_from(message.get_field_by_name(field)?.as_u32()?).ok()
}

impl Schema {
    /// Reads `proto/` below the root; returns the newest minor there as well.
    pub(crate) fn load(root: &Path) -> Result<(Self, u8)> {
        let proto = root.join("proto");
        let (_, newest) = minors_read(&proto)?;
        Ok((Self::read(&compile(&proto)?)?, newest))
    }

    /// apiVersion and kind of what had a type in a minor.
    pub(crate) fn kinds_in(&self, minor: u8) -> BTreeSet<(String, String)> {
        let held = |(_, entry): &(&(String, String), &KindEntry)| {
            entry.from <= minor && entry.to.is_none_or(|to| minor <= to)
        };
        let kinds = self.kinds.iter().filter(held);
        kinds.map(|(key, _)| key.clone()).collect()
    }

    /// The fields of all messages in a minor, with inlined structs merged in.
    pub(crate) fn types(&self, minor: u8) -> Types {
        let names = self.messages.keys();
        names
            .map(|name| {
                let mut fields = BTreeMap::new();
                self.flatten(name, minor, &mut fields);
                (name.clone(), fields)
            })
            .collect()
    }

    fn flatten(&self, message: &str, minor: u8, out: &mut BTreeMap<String, String>) {
        let Some(message) = self.messages.get(message) else {
            return;
        };
        for shape in message.fields.iter().flat_map(|(_, shapes)| shapes) {
            if !(shape.from <= minor && shape.to.is_none_or(|to| minor <= to)) {
                continue;
            }
            match &shape.variant.message {
                Some(inlined) if shape.json.is_empty() => self.flatten(inlined, minor, out),
                _ => {
                    out.insert(shape.json.clone(), shape.notation());
                }
            }
        }
    }

    fn read(pool: &DescriptorPool) -> Result<Self> {
        let options = Options::find(pool)?;
        let mut out = Self::default();
        let mut todo = Vec::new();
        for message in pool.all_messages() {
            for kind in texts(&message.options(), &options.kind) {
                let api_version = text(&kind, "api_version").ok_or("kind without api_version")?;
                let entry = KindEntry {
                    message: message.full_name().to_owned(),
                    from: minor(&kind, "from").ok_or("kind without from")?,
                    to: minor(&kind, "to"),
                };
                let key = (api_version, message.name().to_owned());
                if out.kinds.contains_key(&key) {
                    return Err(format!("{key:?}: twice"));
                }
                out.kinds.insert(key, entry);
                todo.push(message.clone());
            }
        }
        while let Some(message) = todo.pop() {
            if out.messages.contains_key(message.full_name()) {
                continue;
            }
            let read = read_message(&message, pool, &options)?;
            for shape in read.fields.iter().flat_map(|(_, shapes)| shapes) {
                if let Some(next) = &shape.variant.message {
                    let next = pool.get_message_by_name(next);
                    todo.push(next.ok_or("a variant of an unknown message")?);
                }
            }
            out.messages.insert(message.full_name().to_owned(), read);
        }
        Ok(out)
    }
}

fn read_message(
    message: &MessageDescriptor,
    pool: &DescriptorPool,
    options: &Options,
) -> Result<Message> {
    let file = message.parent_file();
    let package = file.file_descriptor_proto().options.as_ref();
    let package = package
        .and_then(|o| o.go_package.clone())
        .ok_or_else(|| format!("{}: no go_package", file.name()))?;
    let mut fields = Vec::new();
    // `fields` gives them by number.
    let declared = message.descriptor_proto().field.iter();
    for field in declared.filter_map(|f| message.get_field_by_name(f.name())) {
        let place = |e| format!("{}: {e}", field.full_name());
        let shapes = read_shapes(&field, pool, options).map_err(place)?;
        fields.push((field.number(), shapes));
    }
    Ok(Message {
        package,
        name: message.name().to_owned(),
        fields,
    })
}

fn read_shapes(
    field: &FieldDescriptor,
    pool: &DescriptorPool,
    options: &Options,
) -> Result<Vec<Shape>> {
    let declared = declared_type(field);
    let mut out: Vec<Shape> = Vec::new();
    for shape in texts(&field.options(), &options.at) {
        let ty = text(&shape, "type").unwrap_or_else(|| declared.clone());
        let (label, element) = split(&ty);
        let json = text(&shape, "json").unwrap_or_else(|| field.name().to_owned());
        if json == "-" {
            return Err("JSON does not have it, and its type is none of the special ones".into());
        }
        let pointer = shape
            .get_field_by_name("pointer")
            .and_then(|v| v.as_bool())
            .unwrap_or_default();
        let empty = shape
            .get_field_by_name("empty")
            .and_then(|v| v.as_enum_number());
        let read = Shape {
            from: minor(&shape, "from").ok_or("no from")?,
            to: minor(&shape, "to"),
            json,
            label,
            variant: variant(element, pool, options)?,
            pointer,
            empty: match empty.unwrap_or_default() {
                0 => Empty::Keep,
                1 => Empty::Omit,
                2 => Empty::OmitZero,
                other => return Err(format!("empty {other}")),
            },
        };
        if let Some(before) = out.last() {
            if before.to.is_none_or(|to| to >= read.from) {
                return Err("minors overlap".into());
            }
            if wire(&before.variant) != wire(&read.variant) || before.label != read.label {
                return Err("the wire type changed".into());
            }
        }
        out.push(read);
    }
    if out.is_empty() {
        return Err("no kf.at".into());
    }
    Ok(out)
}

/// How the variant looks on the wire.
fn wire(variant: &Variant) -> &'static str {
    match variant.name {
        "Bool" | "Int32" | "Int64" => "varint",
        "Double" => "fixed64",
        _ => "bytes",
    }
}

fn declared_type(field: &FieldDescriptor) -> String {
    let (prefix, kind, suffix) = match field.kind() {
        Kind::Message(entry) if field.is_map() => {
            ("map<string, ", entry.map_entry_value_field().kind(), ">")
        }
        kind if field.is_list() => ("repeated ", kind, ""),
        kind => ("", kind, ""),
    };
    let name = match kind {
        Kind::Message(message) => format!(".{}", message.full_name()),
        kind => format!("{kind:?}"),
    };
    format!("{prefix}{name}{suffix}")
}

fn split(ty: &str) -> (Label, &str) {
    if let Some(element) = ty.strip_prefix("repeated ") {
        return (Label::List, element);
    }
    match ty.strip_prefix("map<string, ") {
        Some(value) => (Label::Map, value.trim_end_matches('>')),
        None => (Label::Single, ty),
    }
}

fn variant(ty: &str, pool: &DescriptorPool, options: &Options) -> Result<Variant> {
    let plain = |name| {
        Ok(Variant {
            name,
            message: None,
        })
    };
    let of = |name, message: &str| {
        Ok(Variant {
            name,
            message: Some(message.to_owned()),
        })
    };
    let Some(full) = ty.strip_prefix('.') else {
        return match ty {
            "string" => plain("String"),
            "bytes" => plain("Bytes"),
            "bool" => plain("Bool"),
            "int32" => plain("Int32"),
            "int64" | "uint32" => plain("Int64"),
            "double" => plain("Double"),
            _ => Err(format!("type {ty}")),
        };
    };
    if let Some((_, name)) = SPECIAL.iter().find(|(special, _)| *special == full) {
        return plain(name);
    }
    let message = pool
        .get_message_by_name(full)
        .ok_or_else(|| format!("no message {full}"))?;
    if let Some((_, name)) = SCHEMA_OR.iter().find(|(or, _)| *or == message.name()) {
        return of(name, &format!("{}.JSONSchemaProps", message.package_name()));
    }
    let wrapper = message.options();
    if wrapper.get_extension(&options.wrapper).as_bool() != Some(true) {
        return of("Message", full);
    }
    let items = message.get_field(1).ok_or("a wrapper without field 1")?;
    match (split(&declared_type(&items)), items.kind()) {
        ((Label::List, "string"), _) => plain("StringList"),
        ((Label::Map, "string"), _) => plain("StringMap"),
        ((Label::List, _), Kind::Message(element)) => of("MessageList", element.full_name()),
        (other, _) => Err(format!("a wrapper of {other:?}")),
    }
}

impl Schema {
    fn files(&self, oldest: u8, newest: u8) -> Result<BTreeMap<String, String>> {
        // By Go name, which is what lookups search for.
        let sorted: BTreeMap<String, &Message> = self
            .messages
            .values()
            .map(|message| (message.go_name(), message))
            .collect();
        let mut ids = BTreeSet::new();
        let mut groups: BTreeMap<String, String> = BTreeMap::new();
        for (go_name, message) in &sorted {
            if !ids.insert(message.id()) {
                return Err(format!("{go_name}: its id is taken"));
            }
            let text = groups
                .entry(message.module())
                .or_insert_with(|| format!("{HEAD}\nuse super::*;\n\nmessages! {{\n"));
            let _ = writeln!(text, "{} \"{go_name}\" {{", message.constant());
            for (number, shapes) in &message.fields {
                let _ = write!(text, "  {number}");
                for shape in shapes {
                    let _ = write!(text, " {}", self.shape(shape));
                }
                text.push('\n');
            }
            text.push_str("}\n");
        }
        let mut files: BTreeMap<String, String> = BTreeMap::new();
        let mut index = format!(
            "{HEAD}//!\n//! One line a field: number, then for each range of minors: first, last, \
             JSON name, label, kind,\n//! whether Go holds a pointer, what becomes of empty \
             values.\n\n"
        );
        for module in groups.keys() {
            let _ = writeln!(index, "mod {module};");
        }
        let _ = write!(
            index,
            "\nuse super::macros::{{kinds, messages, table}};\n\
             use crate::descriptor::{{Empty, Field, Kind, KindEntry, Label, Message, \
             Minors, Shape}};\n\n\
             /// Oldest Kubernetes minor read.\npub(super) const OLDEST: u8 = {oldest};\n\n\
             /// Newest Kubernetes minor read.\npub(super) const NEWEST: u8 = {newest};\n\n\
             const MAX: u8 = u8::MAX;\nconst POINTER: bool = true;\nconst VALUE: bool = false;\n\n\
             table! {{\n"
        );
        for message in sorted.values() {
            let _ = writeln!(
                index,
                "  {} {}::{}",
                message.id(),
                message.module(),
                message.constant()
            );
        }
        index.push_str("}\n\nkinds! {\n");
        for ((api_version, kind), entry) in &self.kinds {
            let _ = writeln!(
                index,
                "  \"{api_version}\" \"{kind}\" {} {} {}",
                self.messages[&entry.message].id(),
                entry.from,
                last(entry.to)
            );
        }
        index.push_str("}\n");
        files.insert("mod.rs".to_owned(), index);
        for (module, text) in groups {
            files.insert(format!("{module}.rs"), text + "}\n");
        }
        Ok(files)
    }

    fn shape(&self, shape: &Shape) -> String {
        let message = shape.variant.message.as_ref();
        let id = message.map(|m| format!("({})", self.messages[m].id()));
        format!(
            "[{} {} \"{}\" {:?} {}{} {} {:?}]",
            shape.from,
            last(shape.to),
            shape.json,
            shape.label,
            shape.variant.name,
            id.unwrap_or_default(),
            if shape.pointer { "POINTER" } else { "VALUE" },
            shape.empty
        )
    }
}

fn last(to: Option<u8>) -> String {
    to.map_or_else(|| "MAX".to_owned(), |to| to.to_string())
}

impl Message {
    fn go_name(&self) -> String {
        format!("{}.{}", self.package, self.name)
    }

    /// Module of the group, and the version: `core`, `v1`.
    fn place(&self) -> (String, &str) {
        let mut parts = self.package.rsplit('/');
        let version = parts.next().unwrap_or_default();
        let group = parts.next().unwrap_or_default();
        if self.package.starts_with("github.com/openshift/") {
            return (format!("openshift_{group}"), version);
        }
        (group.to_owned(), version)
    }

    fn module(&self) -> String {
        self.place().0
    }

    /// `CoreV1PodSpec`
    fn id(&self) -> String {
        let (group, version) = self.place();
        let mut out = String::new();
        for part in group.split('_').chain([version]) {
            let (head, tail) = part.split_at(1);
            out += &head.to_uppercase();
            out += tail;
        }
        out + &self.name
    }

    /// `V1_POD_SPEC`
    fn constant(&self) -> String {
        let mut out = self.place().1.to_uppercase();
        let letters: Vec<char> = self.name.chars().collect();
        for (i, c) in letters.iter().enumerate() {
            let after_lower = i > 0 && !letters[i - 1].is_uppercase();
            let before_lower = letters.get(i + 1).is_some_and(|c| c.is_lowercase());
            if i == 0 || (c.is_uppercase() && (after_lower || before_lower)) {
                out.push('_');
            }
            out.push(c.to_ascii_uppercase());
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_what_proto_says() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let checked = run(&root, &["--check".to_owned()]);
        assert_eq!(checked, Ok(()), "`cargo xtask tables` writes them anew");
    }
}
