//! Names of objects, read off their keys.

use super::view::{Mapping, View};
use kf_base::error::Result;
use kf_file::etcd::Want;

impl View<'_> {
    /// The names of a resource's objects, in one namespace or in all, in the order of their keys.
    /// No value is looked at, so this is as fast as one pass over the file.
    ///
    /// # Errors
    /// When the file cannot be read at all, or the resource is never stored.
    pub fn names(&self, mapping: &Mapping, namespace: Option<&str>) -> Result<Vec<String>> {
        let mut prefix = self.place(mapping.resource())?;
        if let (true, Some(namespace)) = (mapping.resource().namespaced, namespace) {
            prefix.push_str(namespace);
            prefix.push('/');
        }
        let want = Want::none().prefix(prefix.as_str());
        let at = (self.bound() < i64::MAX).then(|| self.bound());
        let latest = self.store().latest(at, &want)?;
        let name = |key: &[u8]| {
            let name = key.rsplit(|b| *b == b'/').next()?;
            std::str::from_utf8(name).ok().map(str::to_owned)
        };
        Ok(latest.records.iter().filter_map(|r| name(r.key)).collect())
    }
}
