//! What a template computes with: Go's values behind `reflect.Value`.

use std::borrow::Cow;

use kf_object::encode::number::client_integer;
use kf_object::{Map, Value};

/// A value, and whether it is seen through an `interface {}` (an element of a list or map is, the
/// result of a pipeline is not). Go's messages and nil checks tell the two apart.
#[derive(Clone, Debug)]
pub(super) struct Val<'v> {
    pub(super) data: Data<'v>,
    pub(super) interface: bool,
}

#[derive(Clone, Debug)]
pub(super) enum Data<'v> {
    /// No value at all: what a missing key gives.
    Missing,
    /// A nil interface; always seen through one.
    Nil,
    Bool(bool),
    /// Go's `int`: constants, lengths, places in a list.
    Int(i64),
    /// An integer of an object.
    Int64(i64),
    /// A byte of a string.
    Byte(u8),
    Float(f64),
    Str(Cow<'v, [u8]>),
    List(&'v [Value<'v>]),
    Map(&'v Map<'v>),
}

impl<'v> Val<'v> {
    /// A value of a type of its own.
    pub(super) fn of(data: Data<'v>) -> Self {
        Self {
            data,
            interface: false,
        }
    }

    pub(super) fn missing() -> Self {
        Self::of(Data::Missing)
    }

    pub(super) fn nil() -> Self {
        Self {
            data: Data::Nil,
            interface: true,
        }
    }

    /// An element of a list or map.
    pub(super) fn element(value: &'v Value<'v>) -> Self {
        Self {
            data: Data::from(value),
            interface: true,
        }
    }

    /// What is behind the interface, if it is seen through one.
    pub(super) fn concrete(mut self) -> Self {
        if self.interface {
            self.interface = false;
            if matches!(self.data, Data::Nil) {
                self.data = Data::Missing;
            }
        }
        self
    }

    pub(super) fn is_missing(&self) -> bool {
        matches!(self.data, Data::Missing)
    }

    pub(super) fn is_nil(&self) -> bool {
        matches!(self.data, Data::Nil)
    }

    /// Go's name of the static type.
    pub(super) fn type_name(&self) -> &'static str {
        if self.interface {
            "interface {}"
        } else {
            self.data.type_name()
        }
    }

    /// Whether `if` takes it for true (exec.go `isTrue`).
    pub(super) fn truth(&self) -> bool {
        match &self.data {
            Data::Missing | Data::Nil => false,
            Data::Bool(b) => *b,
            Data::Int(n) | Data::Int64(n) => *n != 0,
            Data::Byte(n) => *n != 0,
            Data::Float(f) => *f != 0.0,
            Data::Str(s) => !s.is_empty(),
            Data::List(items) => !items.is_empty(),
            Data::Map(members) => !members.is_empty(),
        }
    }
}

impl Data<'_> {
    pub(super) fn type_name(&self) -> &'static str {
        match self {
            Data::Missing | Data::Nil => "<nil>",
            Data::Bool(_) => "bool",
            Data::Int(_) => "int",
            Data::Int64(_) => "int64",
            Data::Byte(_) => "uint8",
            Data::Float(_) => "float64",
            Data::Str(_) => "string",
            Data::List(_) => "[]interface {}",
            Data::Map(_) => "map[string]interface {}",
        }
    }
}

impl<'v> From<&'v Value<'v>> for Data<'v> {
    fn from(value: &'v Value<'v>) -> Self {
        match value {
            Value::Null => Data::Nil,
            Value::Bool(b) => Data::Bool(*b),
            Value::Int(n) => Data::Int64(*n),
            Value::Float(f) => client_integer(*f).map_or(Data::Float(*f), Data::Int64),
            Value::String(s) => Data::Str(Cow::Borrowed(s.as_bytes())),
            Value::Array(items) => Data::List(items),
            Value::Object(members) => Data::Map(members),
        }
    }
}
