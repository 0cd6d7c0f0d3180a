//! Recorded lists: the bodies of LIST requests as a server sent them.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use serde_json::Value;

/// One list.
#[derive(Debug)]
pub(crate) struct List {
    /// `PodList`
    pub(crate) kind: String,
    /// `apps/v1`
    pub(crate) api_version: String,
    /// Its `metadata.resourceVersion`.
    pub(crate) revision: String,
    /// Its objects, as they were sent: those of built-in kinds without kind and apiVersion.
    pub(crate) items: Vec<Value>,
}

/// All lists, by group (the core group is empty), version and plural.
#[derive(Debug, Default)]
pub(crate) struct Lists(pub(crate) BTreeMap<(String, String, String), List>);

impl Lists {
    /// Reads a directory or a `.tar.gz` of `GROUP_VERSION_RESOURCE.json[.gz]`; the core group is
    /// `core`.
    pub(crate) fn read(path: &Path) -> io::Result<Self> {
        let mut lists = Self::default();
        if path.is_file() {
            let mut archive = tar::Archive::new(MultiGzDecoder::new(File::open(path)?));
            for entry in archive.entries()? {
                let mut entry = entry?;
                let name = entry.path()?.file_name().map(|n| n.to_os_string());
                let name = name.unwrap_or_default().to_string_lossy().into_owned();
                let mut body = Vec::new();
                entry.read_to_end(&mut body)?;
                lists.add(&name, &body)?;
            }
            return Ok(lists);
        }
        for entry in std::fs::read_dir(path)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let mut body = Vec::new();
            let mut file = File::open(entry.path())?;
            if name.ends_with(".gz") {
                MultiGzDecoder::new(file).read_to_end(&mut body)?;
            } else {
                file.read_to_end(&mut body)?;
            }
            lists.add(name.trim_end_matches(".gz"), &body)?;
        }
        Ok(lists)
    }

    fn add(&mut self, name: &str, body: &[u8]) -> io::Result<()> {
        let Some(stem) = name.strip_suffix(".json") else {
            return Ok(());
        };
        let mut parts = stem.splitn(3, '_').map(str::to_owned);
        let (Some(group), Some(version), Some(plural)) = (parts.next(), parts.next(), parts.next())
        else {
            return Ok(());
        };
        let mut value: Value = serde_json::from_slice(body)?;
        let text = |path: &str| {
            let found = value.pointer(path).and_then(Value::as_str);
            found.unwrap_or_default().to_owned()
        };
        let (kind, api_version) = (text("/kind"), text("/apiVersion"));
        let revision = text("/metadata/resourceVersion");
        let items = match value.get_mut("items").map(Value::take) {
            Some(Value::Array(items)) => items,
            _ => Vec::new(),
        };
        let group = match group.as_str() {
            "core" => String::new(),
            _ => group,
        };
        let list = List {
            kind,
            api_version,
            revision,
            items,
        };
        self.0.insert((group, version, plural), list);
        Ok(())
    }

    /// The newest revision of all lists.
    pub(crate) fn revision(&self) -> String {
        let all = self.0.values();
        let newest = all.max_by_key(|l| l.revision.parse::<u64>().unwrap_or(0));
        newest.map_or_else(|| "1".to_owned(), |l| l.revision.clone())
    }
}
