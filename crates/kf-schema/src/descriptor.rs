//! What the schema tables say about messages and fields.
//!
//! The tables themselves (see [`crate::MESSAGES`]) are generated from `proto/kubernetes` by
//! `cargo xtask tables` (see `proto/README.md`): static data, nothing is parsed at start-up. One merged description covers
//! every Kubernetes minor; where a fact about a field changed over time, the field has several
//! [`Shape`]s, each with the minors in which it held.

use crate::minor::Minor;

pub use crate::minor::Minors;

/// A message: a Go struct with protobuf tags.
#[derive(Debug)]
pub struct Message {
    /// Go import path and type, such as `k8s.io/api/core/v1.PodSpec`.
    pub name: &'static str,
    /// Fields in the order in which Go declares them, in which `encoding/json` prints them.
    pub fields: &'static [Field],
}

/// A field of a message, over all minors.
#[derive(Debug)]
pub struct Field {
    /// Field number on the wire.
    pub number: u32,
    /// What held when, oldest first and never empty; the ranges do not overlap and may leave gaps
    /// (the field did not exist then). All shapes of a field have the same wire type and label.
    pub shapes: &'static [Shape],
}

/// The facts about a field during a range of minors.
#[derive(Debug)]
pub struct Shape {
    /// When they held.
    pub minors: Minors,
    /// JSON name; empty for an inlined struct, whose members are merged into the parent.
    pub json: &'static str,
    /// Whether one value, a list or a map.
    pub label: Label,
    /// Type of the value, list element or map value.
    pub kind: Kind,
    /// Whether Go holds a pointer (a value absent on the wire is nil, not zero).
    pub pointer: bool,
    /// What happens to an empty value.
    pub empty: Empty,
}

/// One, many, or a map with string keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// One value.
    Single,
    /// A slice.
    List,
    /// A map; the entry message is {1 key, 2 value}.
    Map,
}

/// What Go's `encoding/json` does with an empty value of this field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Empty {
    /// No option: always printed.
    Keep,
    /// `omitempty`: false, 0, "", nil, empty slice or map are left out; structs never are.
    Omit,
    /// `omitempty,omitzero`: zero structs (zero times) are left out too.
    OmitZero,
}

/// Go type of a value, as far as it decides wire form or JSON form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Go `string` and every type based on it.
    String,
    /// `[]byte`: base64 in JSON.
    Bytes,
    /// `bool`
    Bool,
    /// `int32`
    Int32,
    /// `int64`, `int`, `uint64`, ...: 64-bit varint.
    Int64,
    /// `float64` (fixed64 on the wire; only in JSON-stored types).
    Double,
    /// A struct: index into the table of messages.
    Message(u16),
    /// metav1.Time
    Time,
    /// metav1.MicroTime
    MicroTime,
    /// metav1.Duration
    Duration,
    /// resource.Quantity
    Quantity,
    /// intstr.IntOrString
    IntOrString,
    /// runtime.RawExtension: embedded JSON object.
    RawExtension,
    /// metav1.FieldsV1: embedded JSON.
    FieldsV1,
    /// metav1.Fields of 1.14 and 1.15: a map of raw JSON, `{"f:x": {..}}`.
    FieldsMap,
    /// A named `[]string` whose protobuf form is a message {1: repeated string}: ExtraValue,
    /// metav1.Verbs.
    StringList,
    /// A named `map[string]string` whose protobuf form is a message {1: map}: OpenShift's
    /// OptionalNodeSelector.
    StringMap,
    /// A named slice of structs whose protobuf form is a message {1: repeated}: OpenShift's
    /// DeploymentTriggerPolicies. The index is the element's.
    MessageList(u16),
    /// apiextensions JSON: any JSON value.
    Json,
    /// apiextensions JSONSchemaPropsOrArray; the index is JSONSchemaProps'.
    SchemaOrArray(u16),
    /// apiextensions JSONSchemaPropsOrBool; the index is JSONSchemaProps'.
    SchemaOrBool(u16),
    /// apiextensions JSONSchemaPropsOrStringArray; the index is JSONSchemaProps'.
    SchemaOrStrings(u16),
}

/// A storable kind: what the envelope names and which message it is.
#[derive(Debug)]
pub struct KindEntry {
    /// `apps/v1`, or `v1` for the core group.
    pub api_version: &'static str,
    /// `Deployment`
    pub kind: &'static str,
    /// Index into the table of messages.
    pub message: u16,
    /// Minors whose API packages have the type.
    pub minors: Minors,
}

impl Message {
    /// The field with a number on the wire.
    #[must_use]
    pub fn field(&self, number: u32) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.number == number)
    }
}

impl Field {
    /// The facts that hold in a minor; `None` if the field does not exist there.
    /// What holds in the newest minor read also holds in all later ones.
    #[must_use]
    pub fn shape_at(&self, minor: Minor) -> Option<&'static Shape> {
        self.shapes
            .iter()
            .find(|shape| shape.minors.contains(minor))
    }

    /// [`Field::shape_at`], or for a minor without the field the facts nearest to it: those of
    /// the oldest later range, else those of the newest range.
    ///
    /// For fields that an apiserver of another minor than the assumed one must have written
    /// (before a downgrade, or before an upgrade that removed the field): whether to print them
    /// is the caller's choice, but their form is known.
    #[must_use]
    pub fn nearest_shape(&self, minor: Minor) -> Option<&'static Shape> {
        self.shapes
            .iter()
            .find(|shape| shape.minors.last >= minor)
            .or(self.shapes.last())
    }
}
