//! What differs between two views: of two snapshots, or of one at two revisions.
//!
//! Records are walked side by side in the order of their keys. A value whose bytes are equal at
//! both ends is never decoded; of the others both ends are decoded, brought to one version, and
//! compared as trees, so that a new storage version, encoding or encryption key alone is no
//! change. Keys are held in memory, values are decoded one at a time by [`ObjectChanges::change`].

mod join;
mod noise;

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

pub use noise::{LeftOut, is_noise};

use super::view::{Mapping, Object, ReadOptions, View};
use kf_base::error::{Error, Result};
use kf_file::etcd::Record;
use kf_object::redact::Redactor;
use kf_object::{Map, Value};
use kf_query::labels::Selector;
use kf_query::prune::Pattern;
use kf_storage::envelope;

/// What is compared, and what counts as a change.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Compare what changes all the time by itself as well; see [`LeftOut`].
    pub show_noise: bool,
    /// Compare the status as well.
    pub status: bool,
    /// Parts of objects that are not compared.
    pub ignore: Vec<Pattern>,
    /// What is compared: everything if empty.
    pub requests: Vec<Request>,
    /// Only objects in this namespace.
    pub namespace: Option<String>,
    /// Only objects with such labels at one end at least.
    pub labels: Option<Selector>,
}

/// A type, and objects of it.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// What its word means before.
    pub before: Vec<Mapping>,
    /// What its word means after.
    pub after: Vec<Mapping>,
    /// Names of objects; all of them if empty.
    pub names: Vec<String>,
}

/// What happened to an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ObjectOperation {
    /// It is there now.
    Added,
    /// It is not there any more.
    Removed,
    /// It is another object of the same name: another uid.
    Recreated,
    /// It has changed.
    Changed,
}

impl ObjectOperation {
    /// `added`, `removed`, `recreated` or `changed`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Recreated => "recreated",
            Self::Changed => "changed",
        }
    }
}

/// What a key names.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// Whether a resource type is known for the key; else the names below are guesses by the key.
    pub known: bool,
    /// API group; empty for the core group.
    pub group: String,
    /// `deployments`; in brackets the place in etcd when the type is not known.
    pub plural: String,
    /// `Deployment`; empty when the type is not known.
    pub kind: String,
    /// The version that is compared, such as `apps/v1`; empty when the type is not known.
    pub api_version: String,
    /// The namespace, if it is in one.
    pub namespace: Option<String>,
    /// The object's name, or the key for what is no object.
    pub name: String,
    /// The etcd key, the later one if they differ.
    pub key: Vec<u8>,
}

impl Place {
    /// `deployments.apps`, or `pods` for the core group.
    #[must_use]
    pub fn group_resource(&self) -> String {
        if self.group.is_empty() {
            self.plural.clone()
        } else {
            format!("{}.{}", self.plural, self.group)
        }
    }
}

/// One end of a change.
#[derive(Debug)]
pub struct End<'s> {
    /// The object, without what is left out. What is no object is one with the single member
    /// `value`, or `valueBase64` if it is no text.
    pub value: Value<'s>,
    /// The revision that wrote it.
    pub revision: i64,
}

/// A difference.
#[derive(Debug)]
pub struct ObjectChange<'s> {
    /// What happened.
    pub operation: ObjectOperation,
    /// To what.
    pub place: Place,
    /// As it was; `None` for what was added.
    pub before: Option<End<'s>>,
    /// As it is; `None` for what was removed.
    pub after: Option<End<'s>>,
    /// What the reader should know of the objects.
    pub notes: Vec<String>,
}

/// What became of a pair.
#[derive(Debug)]
pub enum Verdict<'s> {
    /// A difference to show.
    Changed(Box<ObjectChange<'s>>),
    /// A difference that is not shown.
    LeftOut(LeftOut),
    /// None: other bytes that mean the same, or nothing that was asked for.
    Same,
}

/// A key whose records differ.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'s> {
    area: join::Area,
    kind: Option<usize>,
    before: Option<Record<'s>>,
    after: Option<Record<'s>>,
}

impl<'s> Pair<'s> {
    /// Where the object lies: in the later state, if it is there.
    #[must_use]
    pub fn key(&self) -> &'s [u8] {
        let record = self.after.as_ref().or(self.before.as_ref());
        record.map_or(&[], |record| record.key)
    }
}

/// An object of a pair that cannot be read.
#[derive(Clone, Debug)]
pub struct Undecoded {
    /// Whether it is that of the second state.
    pub after: bool,
    /// What is wrong with it.
    pub error: Error,
}

/// See the module's text.
#[derive(Debug)]
pub struct ObjectChanges<'v, 's> {
    before: &'v View<'s>,
    after: &'v View<'s>,
    options: Options,
    kinds: Vec<join::Kind>,
    pairs: Vec<Pair<'s>>,
    equal: u64,
    problems: [Vec<Error>; 2],
    unknown: u64,
    missing: Vec<(String, String)>,
}

impl<'v, 's> ObjectChanges<'v, 's> {
    /// Compares the keys of two views and the bytes under them.
    ///
    /// # Errors
    /// When one of the files cannot be read at all.
    pub fn find(before: &'v View<'s>, after: &'v View<'s>, options: Options) -> Result<Self> {
        let found = join::join(before, after, &options)?;
        Ok(Self {
            before,
            after,
            options,
            kinds: found.kinds,
            pairs: found.pairs,
            equal: found.equal,
            problems: found.problems,
            unknown: found.unknown,
            missing: found.missing,
        })
    }

    /// Keys whose records differ, in their order.
    #[must_use]
    pub fn pairs(&self) -> &[Pair<'s>] {
        &self.pairs
    }

    /// Names that were asked for and are at neither end, behind their types
    /// (`deployments.apps`).
    #[must_use]
    pub fn missing(&self) -> &[(String, String)] {
        &self.missing
    }

    /// How many of the keys looked at have the same record at both ends.
    #[must_use]
    pub fn equal(&self) -> u64 {
        self.equal
    }

    /// What was damaged before and after, beyond [`View::problems`].
    #[must_use]
    pub fn problems(&self) -> &[Vec<Error>; 2] {
        &self.problems
    }

    /// What the keys of other clusters start with that share the etcds and are not compared; none where
    /// only some types are.
    #[must_use]
    pub fn neighbours(&self) -> Vec<String> {
        if !self.options.requests.is_empty() {
            return Vec::new();
        }
        let both = [self.before, self.after].into_iter();
        let mut all: Vec<String> = both.flat_map(View::neighbours).cloned().collect();
        all.sort();
        all.dedup();
        all
    }

    /// Keys that are at one end and damaged at the other, so that nothing can be said of them.
    #[must_use]
    pub fn unknown(&self) -> u64 {
        self.unknown
    }

    /// Looks at one pair.
    ///
    /// # Errors
    /// When an end cannot be decoded; the error names the key.
    pub fn change(&self, pair: &Pair<'s>) -> Result<Verdict<'s>, Undecoded> {
        let place = self.place(pair);
        if !self.options.show_noise {
            let key = pair.after.or(pair.before).map_or(&[][..], |r| r.key);
            let both = pair.before.is_some() && pair.after.is_some();
            let rest = self.after.in_registry(key);
            if both && let Some(why) = noise::of_key(rest, key) {
                return Ok(Verdict::LeftOut(why));
            }
            if self.options.labels.is_none() && noise::is_event(&place) {
                return Ok(Verdict::LeftOut(LeftOut::Event));
            }
        }
        if let (Some(before), Some(after)) = (&pair.before, &pair.after)
            && before.value == after.value
        {
            return Ok(self.rewritten(place, before, after));
        }
        let mut notes = Vec::new();
        let mut end = |view: &View<'s>, after: bool, record: &Option<Record<'s>>| {
            let Some(record) = record else {
                return Ok(None);
            };
            let kind = pair.kind.and_then(|i| self.kinds.get(i));
            let mapping = kind.and_then(|k| {
                if after {
                    k.after.as_ref()
                } else {
                    k.before.as_ref()
                }
            });
            let object = self.decode(view, pair.area, mapping, *record);
            let object = object.map_err(|error| Undecoded { after, error })?;
            for note in object.notes {
                if !notes.contains(&note) {
                    notes.push(note);
                }
            }
            Ok(Some(object.value))
        };
        let before = end(self.before, false, &pair.before)?;
        let after = end(self.after, true, &pair.after)?;
        let labelled = |s: &Selector| {
            [&before, &after]
                .into_iter()
                .flatten()
                .any(|v| s.matches(v))
        };
        if !self.options.labels.as_ref().is_none_or(labelled) {
            return Ok(Verdict::Same);
        }
        if !self.options.show_noise && noise::is_event(&place) {
            return Ok(Verdict::LeftOut(LeftOut::Event));
        }
        Ok(self.compare(place, pair, before, after, notes))
    }

    /// The verdict on trees.
    fn compare(
        &self,
        mut place: Place,
        pair: &Pair<'s>,
        mut before: Option<Value<'s>>,
        mut after: Option<Value<'s>>,
        notes: Vec<String>,
    ) -> Verdict<'s> {
        let operation = match (&before, &after) {
            (Some(before), Some(after)) => {
                if before == after {
                    return Verdict::Same;
                }
                let uid = |v: &Value<'_>| v.str_at(&["metadata", "uid"]).map(str::to_owned);
                match (uid(before), uid(after)) {
                    (Some(a), Some(b)) if a != b => ObjectOperation::Recreated,
                    _ => ObjectOperation::Changed,
                }
            }
            (Some(_), None) => ObjectOperation::Removed,
            (None, _) => ObjectOperation::Added,
        };
        let mut why = LeftOut::Bookkeeping;
        let ends = |before: &mut Option<Value<'s>>,
                    after: &mut Option<Value<'s>>,
                    strip: &dyn Fn(&mut Value<'s>)| {
            before.iter_mut().chain(after).for_each(strip);
        };
        if !self.options.show_noise {
            ends(&mut before, &mut after, &|v| {
                noise::bookkeeping((&place.group, &place.plural), v)
            });
            if noise::is_lease(&place) {
                why = LeftOut::Renewal;
            }
        }
        if before != after && !self.options.status {
            ends(&mut before, &mut after, &noise::status);
            why = LeftOut::Status;
        }
        if before != after && !self.options.ignore.is_empty() {
            ends(&mut before, &mut after, &|v| {
                for pattern in &self.options.ignore {
                    pattern.remove(v);
                }
            });
            why = LeftOut::Ignored;
        }
        if before == after {
            return Verdict::LeftOut(why);
        }
        if !place.known
            && let Some(object) = after.as_ref().or(before.as_ref())
        {
            let text = |path: &[&str]| object.str_at(path).unwrap_or_default().to_owned();
            (place.api_version, place.kind) = (text(&["apiVersion"]), text(&["kind"]));
        }
        let end = |value: Option<Value<'s>>, record: &Option<Record<'s>>| {
            Some(End {
                value: value?,
                revision: record.as_ref()?.mod_revision,
            })
        };
        Verdict::Changed(Box::new(ObjectChange {
            operation,
            place,
            before: end(before, &pair.before),
            after: end(after, &pair.after),
            notes,
        }))
    }

    /// The same bytes, written anew: the revision is all that differs, and is told without
    /// decoding them.
    fn rewritten(&self, place: Place, before: &Record<'s>, after: &Record<'s>) -> Verdict<'s> {
        if !self.options.show_noise || self.options.labels.is_some() {
            return Verdict::LeftOut(LeftOut::Bookkeeping);
        }
        let end = |record: &Record<'s>| {
            let text = |s: &str| Value::String(Cow::Owned(s.to_owned()));
            let mut meta = Map::new();
            meta.insert("name", text(&place.name));
            if let Some(namespace) = &place.namespace {
                meta.insert("namespace", text(namespace));
            }
            if record.mod_revision > 0 {
                meta.insert("resourceVersion", text(&record.mod_revision.to_string()));
            }
            let mut object = Map::new();
            if !place.kind.is_empty() {
                object.insert("apiVersion", text(&place.api_version));
                object.insert("kind", text(&place.kind));
            }
            object.insert("metadata", Value::Object(meta));
            Some(End {
                value: Value::Object(object),
                revision: record.mod_revision,
            })
        };
        let (before, after) = (end(before), end(after));
        Verdict::Changed(Box::new(ObjectChange {
            operation: ObjectOperation::Changed,
            place,
            before,
            after,
            notes: Vec::new(),
        }))
    }

    fn decode(
        &self,
        view: &View<'s>,
        area: join::Area,
        mapping: Option<&Mapping>,
        record: Record<'s>,
    ) -> Result<Object<'s>> {
        let options = ReadOptions {
            managed_fields: self.options.show_noise,
            ..ReadOptions::default()
        };
        match (area, mapping) {
            (join::Area::Foreign, _) => Ok(foreign(record, view.redactor())),
            (_, Some(mapping)) => view.object(mapping, record, options),
            // What a Kubernetes stores in places of its own need not be an object.
            (_, None) => match view.stored_object(record, options) {
                Err(e) if e.is_corrupt() && !record.value.starts_with(envelope::MAGIC) => {
                    Ok(foreign(record, view.redactor()))
                }
                other => other,
            },
        }
    }

    /// What a pair's key names.
    #[must_use]
    pub fn place(&self, pair: &Pair<'s>) -> Place {
        let view = if pair.after.is_some() {
            self.after
        } else {
            self.before
        };
        // A pair has at least one end.
        let key = pair.after.or(pair.before).map_or(&[][..], |r| r.key);
        let rest = view.in_registry(key).unwrap_or(key);
        let rest = String::from_utf8_lossy(rest);
        let Some(kind) = pair.kind.and_then(|i| self.kinds.get(i)) else {
            return Place {
                known: false,
                group: String::new(),
                plural: view.kind_of_key(key).into_owned(),
                kind: String::new(),
                api_version: String::new(),
                namespace: None,
                name: rest.into_owned(),
                key: key.to_vec(),
            };
        };
        let located = view.locate_rest(&rest);
        Place {
            known: true,
            group: kind.group.clone(),
            plural: kind.plural.clone(),
            kind: kind.kind.clone(),
            api_version: kind.api_version.clone(),
            namespace: located.and_then(|l| l.namespace).map(str::to_owned),
            name: located.map_or_else(|| rest.to_string(), |l| l.name.to_owned()),
            key: key.to_vec(),
        }
    }
}

/// A value that is no object of Kubernetes.
fn foreign<'s>(record: Record<'s>, redactor: Option<&Redactor>) -> Object<'s> {
    let (name, value) = match std::str::from_utf8(record.value) {
        _ if let Some(redactor) = redactor => (
            "value",
            Value::String(redactor.stored_value(record.value).into()),
        ),
        Ok(text) => ("value", Value::str(text)),
        Err(_) => (
            "valueBase64",
            Value::String(STANDARD.encode(record.value).into()),
        ),
    };
    let mut map = Map::new();
    map.insert(name, value);
    Object {
        value: Value::Object(map),
        record,
        notes: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
