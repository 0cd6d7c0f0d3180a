//! Custom resources written from their stored JSON, without a value tree in between.
//!
//! A server writes the JSON of what it has just pruned and filled in, with sorted keys. Reading it again
//! changes nothing, as long as the definition is the same: the text is walked beside the schema, and what it
//! says is handed on as it comes. Metadata alone become a tree, since they go through a Go struct.
//!
//! Whatever is out of the ordinary ends it, and the object takes the way over the tree: another version or
//! kind, keys that are not in order, members that the schema does not know or has a default for, nulls that
//! it has a say in, embedded resources.

use std::borrow::Cow;
use std::cmp::Ordering;

use kf_object::encode::emit::{Emit, Manager};
use kf_object::parse::json::{Begun, Reader};
use kf_object::{Map, Value};
use kf_schema::Change;

use super::object_meta::OnBadField;
use super::prune::is_meta;
use super::schema::{Additional, Structural};
use super::{CustomResources, Version};
use crate::document::Order;
use crate::named::NamespacedName;
use kf_base::limits::MAX_VALUE_BYTES;

/// What the schema says of a value.
#[derive(Clone, Copy)]
enum Under<'s> {
    /// Nothing, and it stays as it is.
    Free,
    /// Nothing, and all members of objects are dropped.
    Unknown,
    /// This. `keeps` says whether members stay that it does not know, since the list does in which the object is.
    Known { schema: &'s Structural, keeps: bool },
}

impl CustomResources {
    /// Writes an object that is stored as JSON in `version`: what [`Self::read`] makes of it in that version, with this
    /// `resourceVersion`. It is printed without managed fields.
    ///
    /// Returns what the object is called. `None` when that cannot be done, and must not be, for anything that is to
    /// be said of the object or done to it: for such a one [`crate::Codec::read`] and [`Self::read`] are the way, and
    /// what was written is to be dropped.
    pub fn write_document<'v>(
        &self,
        emit: &mut impl Emit,
        value: &'v [u8],
        version: &str,
        resource_version: &str,
        order: Order,
    ) -> Option<NamespacedName<'v>> {
        if value.len() > MAX_VALUE_BYTES || !self.minor.has(Change::CUSTOM_METADATA) {
            return None;
        }
        let found = self.versions.iter().find(|v| v.name == version)?;
        let under = self.under(found)?;
        let mut writer = Writer {
            json: Reader::new(value),
            emit,
        };
        let called = writer.object(self, under, version, resource_version, order)?;
        writer.json.end().ok()?;
        (!called.name.is_empty()).then_some(called)
    }

    /// What the schema of a version says of an object; `None` where it has a say in what is not its business,
    /// or sets defaults in what it does not know.
    fn under<'s>(&self, version: &'s Version) -> Option<Under<'s>> {
        let Some(schema) = &version.schema else {
            return Some(match self.preserve_unknown_fields {
                true => Under::Free,
                false => Under::Unknown,
            });
        };
        if self.preserve_unknown_fields {
            let changes = schema.has_defaults() || schema.has_embedded();
            return (!changes).then_some(Under::Free);
        }
        let mut meta = schema.properties.iter().filter(|(name, _)| is_meta(name));
        let changes = meta.any(|(_, schema)| schema.has_defaults());
        (!changes).then_some(Under::Known {
            schema,
            keeps: false,
        })
    }
}

struct Writer<'v, 'e, E> {
    json: Reader<'v>,
    emit: &'e mut E,
}

impl<'v, E: Emit> Writer<'v, '_, E> {
    /// Writes a whole custom resource.
    fn object(
        &mut self,
        all: &CustomResources,
        under: Under<'_>,
        version: &str,
        resource_version: &str,
        order: Order,
    ) -> Option<NamespacedName<'v>> {
        let Begun::Object = self.json.begin().ok()? else {
            return None;
        };
        self.emit.open();
        let (mut called, mut api_version, mut kind) = (None, None, None);
        let mut members = Members::new(under)?;
        while let Some(key) = self.key(&mut members)? {
            match &*key {
                "apiVersion" => {
                    let text = self.text()?;
                    let own = text.split_once('/') == Some((&all.group, version));
                    api_version = own.then_some(text);
                }
                "kind" => kind = Some(self.text()?).filter(|text| *text == all.kind),
                "metadata" => called = Some(self.metadata(all, resource_version, order)?),
                _ => {
                    let under = members.under(&key)?;
                    self.value(under)?;
                }
            }
        }
        members.end()?;
        self.emit.close();
        // One of a built-in kind goes through its struct.
        kf_schema::kind(&api_version?, &kind?)
            .is_none()
            .then_some(called?)
    }

    /// Writes the key of the next member; `None` inside where there is no more.
    #[inline]
    fn key(&mut self, members: &mut Members<'_, 'v>) -> Option<Option<Cow<'v, str>>> {
        let Some(key) = self.json.key().ok()? else {
            return Some(None);
        };
        members.is_next::<E>(&key)?;
        self.emit.key(&key);
        members.before = Some(key.clone());
        Some(Some(key))
    }

    /// Writes a text, and returns it.
    fn text(&mut self) -> Option<Cow<'v, str>> {
        let Begun::Leaf(Value::String(text)) = self.json.begin().ok()? else {
            return None;
        };
        self.emit.text(&text);
        Some(text)
    }

    fn metadata(
        &mut self,
        all: &CustomResources,
        resource_version: &str,
        order: Order,
    ) -> Option<NamespacedName<'v>> {
        let Begun::Object = self.json.begin().ok()? else {
            return None;
        };
        let mut members = Vec::new();
        while let Some(key) = self.json.key().ok()? {
            if key == "managedFields" && order == Order::Printed && !E::MANAGERS {
                self.json.skip().ok()?;
            } else {
                members.push((key, self.json.value().ok()?));
            }
        }
        let ascending = members.is_sorted_by(|(a, _), (b, _)| a < b);
        let mut metadata = Value::Object(ascending.then(|| Map::from_sorted(members))?);
        all.coerce_metadata(&mut metadata, true, OnBadField::Drop)
            .ok()?;
        let members = metadata.as_object_mut()?;
        let called = NamespacedName {
            namespace: borrowed(members.get("namespace"))?,
            name: borrowed(members.get("name"))?,
        };
        if order == Order::Printed
            && let Some(managers) = members.remove("managedFields")
        {
            for manager in managers.as_array().unwrap_or_default() {
                let text = |name| manager.str_at(&[name]).unwrap_or_default();
                self.emit.manager(&Manager {
                    name: text("manager"),
                    operation: text("operation"),
                    subresource: text("subresource"),
                    time: text("time"),
                });
            }
        }
        let version = Cow::Owned(resource_version.to_owned());
        members.insert("resourceVersion", Value::String(version));
        // Member by member: not all of them are wanted by all.
        E::are_in_order(members.iter().map(|(key, _)| key)).then_some(())?;
        self.emit.open();
        for (key, value) in members.iter() {
            self.emit.key(key);
            self.emit.value(value);
        }
        self.emit.close();
        Some(called)
    }

    fn value(&mut self, under: Under<'_>) -> Option<()> {
        match self.json.begin().ok()? {
            Begun::Leaf(Value::String(text)) => self.emit.text(&text),
            // What becomes of it is for the schema to say.
            Begun::Leaf(Value::Null) if matches!(under, Under::Known { .. }) => return None,
            Begun::Leaf(value) => self.emit.value(&value),
            Begun::List => {
                self.emit.open_list();
                let under = items(under);
                while self.json.item().ok()? {
                    self.emit.item();
                    self.value(under)?;
                }
                self.emit.close_list();
            }
            Begun::Object => {
                self.emit.open();
                let mut members = Members::new(under)?;
                while let Some(key) = self.key(&mut members)? {
                    let under = members.under(&key)?;
                    self.value(under)?;
                }
                members.end()?;
                self.emit.close();
            }
        }
        Some(())
    }
}

/// What the schema of a list says of its elements.
fn items(under: Under<'_>) -> Under<'_> {
    let Under::Known { schema, keeps } = under else {
        return under;
    };
    let keeps = keeps || schema.preserve_unknown_fields;
    match &schema.items {
        Some(schema) => Under::Known { schema, keeps },
        None if keeps => Under::Free,
        None => Under::Unknown,
    }
}

/// The members of an object beside the properties of its schema, both in the order of their names.
struct Members<'s, 'v> {
    under: Under<'s>,
    /// Properties that no member has reached.
    ahead: &'s [(String, Structural)],
    /// The last member's key.
    before: Option<Cow<'v, str>>,
}

impl<'s, 'v> Members<'s, 'v> {
    /// `None` for those of an embedded resource.
    fn new(under: Under<'s>) -> Option<Self> {
        let ahead = match under {
            Under::Known { schema, .. } if schema.embedded_resource => return None,
            Under::Known { schema, .. } => schema.properties.as_slice(),
            Under::Free | Under::Unknown => <&[_]>::default(),
        };
        Some(Self {
            under,
            ahead,
            before: None,
        })
    }

    /// Sees that a key comes behind the one before it, wherever it is written.
    #[inline]
    fn is_next<E: Emit>(&self, key: &str) -> Option<()> {
        let Some(before) = &self.before else {
            return Some(());
        };
        let in_order =
            **before < *key && (!E::NATURAL_ORDER || E::are_in_order([before, key].into_iter()));
        in_order.then_some(())
    }

    /// What the schema says of a member; `None` if it does not know it and it does not stay, or if one was left
    /// out that has a default.
    fn under(&mut self, key: &str) -> Option<Under<'s>> {
        let (schema, keeps) = match self.under {
            Under::Free => return Some(Under::Free),
            // Of an object without a schema nothing stays.
            Under::Unknown => return None,
            Under::Known { schema, keeps } => (schema, keeps),
        };
        let known = |schema| Under::Known {
            schema,
            keeps: false,
        };
        while let Some(((name, property), rest)) = self.ahead.split_first() {
            let order = name.as_str().cmp(key);
            if order == Ordering::Greater {
                break;
            }
            self.ahead = rest;
            if order == Ordering::Equal {
                return Some(known(property));
            }
            is_optional(property)?;
        }
        match &schema.additional {
            Additional::Schema(other) => Some(known(other)),
            Additional::Unspecified => Some(Under::Unknown),
            Additional::Unknown => (keeps || schema.preserve_unknown_fields).then_some(Under::Free),
        }
    }

    /// Sees that no member is left out that has a default.
    fn end(self) -> Option<()> {
        self.ahead
            .iter()
            .try_for_each(|(_, property)| is_optional(property))
    }
}

fn is_optional(property: &Structural) -> Option<()> {
    property.default.is_none().then_some(())
}

/// The bytes of a text that lies in the stored value as it is; none where there is no text.
fn borrowed<'v>(value: Option<&Value<'v>>) -> Option<&'v [u8]> {
    match value {
        None => Some(&[]),
        Some(Value::String(Cow::Borrowed(text))) => Some(text.as_bytes()),
        Some(_) => None,
    }
}
