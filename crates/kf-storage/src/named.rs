//! The rule that an object has a name when its key has one.
//!
//! It is checked where every value under a key is decoded, so that no gap in the tables can give
//! out an object as an empty one.

use kf_base::error::{Error, Result};
use kf_object::Value;

/// Places, by the segment before the last, of what kube-apiserver stores outside its registries
/// without a name: the allocators of addresses and ports, and the addresses of its instances.
const NAMELESS: [&[u8]; 3] = [b"ranges", b"masterleases", b"peerserverleases"];

/// The namespace and the name that an object says it has, each empty where it says none. Whoever knows the
/// object's key can tell whether they are those.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NamespacedName<'v> {
    /// `metadata.namespace`
    pub namespace: &'v [u8],
    /// `metadata.name`
    pub name: &'v [u8],
}

impl<'v> NamespacedName<'v> {
    /// That of a decoded object.
    #[must_use]
    pub fn of(object: &'v Value<'_>) -> Self {
        let text = |name| object.str_at(&["metadata", name]).unwrap_or_default();
        Self {
            namespace: text("namespace").as_bytes(),
            name: text("name").as_bytes(),
        }
    }
}

/// Checks that the object under a key has a name.
///
/// # Errors
/// Corrupt when it has none.
pub(crate) fn check(etcd_key: &[u8], object: &Value<'_>) -> Result<()> {
    let named = |name: &str| !name.is_empty();
    if object.str_at(&["metadata", "name"]).is_some_and(named) {
        return Ok(());
    }
    let mut segments = etcd_key.rsplit(|byte| *byte == b'/');
    let name = segments.next().unwrap_or_default();
    let parent = segments.next();
    if name.is_empty() || parent.is_none_or(|parent| NAMELESS.contains(&parent)) {
        return Ok(());
    }
    Err(Error::corrupt("the object has no metadata.name")
        .hint("kf keys -o jsonl --values shows the bytes"))
}

#[cfg(test)]
mod tests {
    use crate::testing::parse;

    #[test]
    fn an_object_has_the_name_that_its_key_asks_for() {
        let check = |key: &str, text: &str| super::check(key.as_bytes(), &parse(text));
        let nameless = r#"{"kind":"A","metadata":{"name":""}}"#;
        for text in ["{}", r#"{"metadata":null}"#, nameless] {
            assert!(check("/registry/pods/a/b", text).unwrap_err().is_corrupt());
            assert!(check("/registry/pods/a/", text).is_ok());
            assert!(check("compact_rev_key", text).is_ok());
            assert!(check("/registry/ranges/serviceips", text).is_ok());
            assert!(check("/registry/masterleases/10.0.0.1", text).is_ok());
        }
        let named = r#"{"metadata":{"name":"b"}}"#;
        assert!(check("/registry/pods/a/b", named).is_ok());
    }
}
