//! Where snapshots came from, so that a file that has not changed is not read again.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use super::{Lake, at, digest};
use kf_base::error::Result;
use kf_base::private;
use kf_object::Value;
use kf_object::encode::Format;
use kf_object::parse::json;

/// The directory.
pub(super) const DIRECTORY: &str = "catalog";

/// Longest entry, in bytes. It holds a path.
const MOST_BYTES: u64 = 1 << 20;

/// A file that was added, as it was then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its path or URL.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// When it was last changed, to the nanosecond, or its ETag. Empty where nothing tells: of a directory, of what came
    /// through a pipe.
    pub version: String,
    /// SHA-256 of the database inside.
    pub sha256: String,
}

impl Lake {
    fn source_path(&self, name: &str) -> PathBuf {
        let hash: String = digest(name.as_bytes()).chars().take(32).collect();
        self.root.join(DIRECTORY).join(format!("{hash}.json"))
    }

    /// What is known of a file; `None` when there is nothing, or nothing that can be read.
    #[must_use]
    pub fn source(&self, name: &str) -> Option<Source> {
        let source = read(&self.source_path(name))?;
        (source.name == name).then_some(source)
    }

    /// All files that were added, by name.
    #[must_use]
    pub fn sources(&self) -> Vec<Source> {
        let entries = fs::read_dir(self.root.join(DIRECTORY))
            .into_iter()
            .flatten();
        let mut sources: Vec<Source> = entries.flatten().filter_map(|e| read(&e.path())).collect();
        sources.sort_by(|a, b| a.name.cmp(&b.name));
        sources
    }

    /// Remembers a file.
    ///
    /// # Errors
    /// Io when it cannot be written down.
    pub fn remember(&self, source: &Source) -> Result<()> {
        let dir = self.root.join(DIRECTORY);
        private::directories_below(&self.root, &dir).map_err(|e| at(&dir, &e))?;
        let text = |text: &str| Value::String(text.to_owned().into());
        let bytes = i64::try_from(source.bytes).unwrap_or(i64::MAX);
        let value = Value::object([
            ("source", text(&source.name)),
            ("bytes", Value::Int(bytes)),
            ("version", text(&source.version)),
            ("snapshot_sha256", text(&source.sha256)),
        ]);
        let mut out = Vec::new();
        Format::Json.write(&mut out, &value);
        let mut part = private::part(&dir).map_err(|e| at(&dir, &e))?;
        part.write_all(&out).map_err(|e| at(&dir, &e))?;
        let path = match source.version.as_str() {
            // Another time it is another snapshot, and both are from there.
            "" => self.source_path(&format!("{}\n{}", source.name, source.sha256)),
            _ => self.source_path(&source.name),
        };
        part.persist(&path).map_err(|e| at(&path, &e))?;
        Ok(())
    }
}

fn read(path: &std::path::Path) -> Option<Source> {
    if fs::metadata(path).ok()?.len() > MOST_BYTES {
        return None;
    }
    let text = fs::read(path).ok()?;
    let value = json::parse(&text).ok()?;
    let text = |name: &str| value.str_at(&[name]).map(str::to_owned);
    Some(Source {
        name: text("source")?,
        bytes: u64::try_from(value.get("bytes")?.as_int()?).ok()?,
        version: text("version")?,
        sha256: text("snapshot_sha256")?,
    })
}
