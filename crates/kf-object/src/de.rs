//! Serde over a value tree: any `Deserialize` type can be made from a [`Value`].

use std::fmt;

use serde::de::{
    self, DeserializeOwned, DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};

use super::Value;

/// Why a value does not fit a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch(String);

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Mismatch {}

impl de::Error for Mismatch {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// Makes a `T` of a value.
///
/// # Errors
/// What serde says when the value does not fit.
pub fn from_value<T: DeserializeOwned>(value: &Value<'_>) -> Result<T, Mismatch> {
    T::deserialize(Reader(value))
}

#[derive(Clone, Copy)]
struct Reader<'v, 'a>(&'v Value<'a>);

impl<'de> de::Deserializer<'de> for Reader<'_, '_> {
    type Error = Mismatch;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(b) => visitor.visit_bool(*b),
            Value::Int(n) => visitor.visit_i64(*n),
            Value::Float(f) => visitor.visit_f64(*f),
            Value::String(s) => visitor.visit_str(s),
            Value::Array(list) => visitor.visit_seq(Elements(list.iter())),
            Value::Object(map) => {
                let members: Vec<_> = map.iter().collect();
                visitor.visit_map(Members {
                    rest: members.into_iter(),
                    value: None,
                })
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        match self.0 {
            Value::String(s) => visitor.visit_enum(s.as_ref().into_deserializer()),
            Value::Object(map) if map.len() == 1 => match map.iter().next() {
                Some((name, value)) => visitor.visit_enum(Variant { name, value }),
                None => Err(de::Error::custom("expected a variant")),
            },
            _ => Err(de::Error::custom("expected a variant")),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

struct Elements<'v, 'a>(std::slice::Iter<'v, Value<'a>>);

impl<'de> SeqAccess<'de> for Elements<'_, '_> {
    type Error = Mismatch;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Mismatch> {
        self.0
            .next()
            .map(|v| seed.deserialize(Reader(v)))
            .transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

struct Members<'v, 'a> {
    rest: std::vec::IntoIter<(&'v str, &'v Value<'a>)>,
    value: Option<&'v Value<'a>>,
}

impl<'de> MapAccess<'de> for Members<'_, '_> {
    type Error = Mismatch;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Mismatch> {
        let Some((name, value)) = self.rest.next() else {
            return Ok(None);
        };
        self.value = Some(value);
        seed.deserialize(name.into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mismatch> {
        let value = self
            .value
            .take()
            .ok_or_else(|| <Mismatch as de::Error>::custom("no value"))?;
        seed.deserialize(Reader(value))
    }
}

/// `{"name": value}` as an enum.
struct Variant<'v, 'a> {
    name: &'v str,
    value: &'v Value<'a>,
}

impl<'de, 'v, 'a> EnumAccess<'de> for Variant<'v, 'a> {
    type Error = Mismatch;
    type Variant = Reader<'v, 'a>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Reader<'v, 'a>), Mismatch> {
        let name = seed.deserialize(self.name.into_deserializer())?;
        Ok((name, Reader(self.value)))
    }
}

impl<'de> VariantAccess<'de> for Reader<'_, '_> {
    type Error = Mismatch;

    fn unit_variant(self) -> Result<(), Mismatch> {
        de::Deserialize::deserialize(self)
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Mismatch> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Mismatch> {
        de::Deserializer::deserialize_any(self, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        de::Deserializer::deserialize_any(self, visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Sample {
        name: String,
        count: Option<i32>,
        tags: std::collections::BTreeMap<String, Vec<f64>>,
        kind: Kind,
    }

    #[derive(Debug, PartialEq, serde::Deserialize)]
    enum Kind {
        Plain,
        Sized(u8),
    }

    #[test]
    fn structs_and_enums() {
        let text = br#"{"name":"a","count":null,"tags":{"x":[1.5,2]},"kind":{"Sized":3},"y":1}"#;
        let sample: Sample = from_value(&parse::json::parse(text).unwrap()).unwrap();
        let tags = [("x".to_owned(), vec![1.5, 2.0])].into();
        assert_eq!(
            sample,
            Sample {
                name: "a".into(),
                count: None,
                tags,
                kind: Kind::Sized(3)
            }
        );
        assert_eq!(
            from_value::<Kind>(&Value::str("Plain")).unwrap(),
            Kind::Plain
        );
        let e = from_value::<Sample>(&Value::Int(1)).unwrap_err();
        assert!(e.to_string().contains("invalid type"), "{e}");
    }
}
