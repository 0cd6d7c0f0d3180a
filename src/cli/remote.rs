//! Snapshots that lie in a store: `--snapshot s3://bucket/key`.

use std::io::Read;
use std::path::Path;

use crate::error::{Error, Result};
use crate::input::{Input, OpenOptions, Progress};
use crate::limits::MAX_PIPED_BYTES;
use crate::snapshot::Snapshot;

/// What URLs of stores begin with.
const SCHEMES: [&str; 7] = ["abfs", "abfss", "az", "gs", "http", "https", "s3"];

/// Those of web servers, whose URLs may have a query.
const WEB: [&str; 2] = ["http", "https"];

/// Whether a path is none, but the URL of something in a store.
#[must_use]
pub fn is_remote(path: &Path) -> bool {
    has_scheme(path, &SCHEMES)
}

fn has_scheme(path: &Path, schemes: &[&str]) -> bool {
    let scheme = path.to_str().and_then(|text| text.split_once("://"));
    scheme.is_some_and(|(scheme, _)| schemes.iter().any(|s| scheme.eq_ignore_ascii_case(s)))
}

/// Reads an object into memory, or an unlinked file.
pub(super) fn input(
    path: &Path,
    options: &OpenOptions,
    progress: &mut dyn FnMut(Progress),
) -> Result<Input> {
    let name = name(path);
    let opened = open(path).map_err(|e| e.in_file(&name))?;
    let (mut object, size) = opened;
    let most = options.max_taken.unwrap_or(MAX_PIPED_BYTES);
    if size > most {
        return Err(Error::limit(format!(
            "the object has {size} bytes, and {most} are read of one (MAX_PIPED_BYTES)"
        ))
        .hint("--max-unpacked BYTES lets it take more")
        .in_file(&name));
    }
    let mut reading = |p: Progress| {
        let total = p.total.or(Some(size));
        progress(Progress { total, ..p });
    };
    Input::from_reader_with_progress(&name, &mut object, options, &mut reading)
}

/// Opens a snapshot that lies in a store, with the credentials that the process has.
///
/// # Errors
/// As [`Input::from_reader_with_progress`], and when the store does not give it.
pub fn snapshot(url: &Path) -> Result<Snapshot> {
    input(url, &OpenOptions::default(), &mut |_| ()).map(Snapshot::new)
}

/// The objects below a URL that ends with a slash: their URLs, lengths, and what tells versions of them
/// from each other, where there is that.
///
/// # Errors
/// When the store does not list them, Invalid when the URL names one object.
#[cfg(feature = "lake")]
pub fn listed(url: &Path) -> Result<Vec<(String, u64, Option<String>)>> {
    let one = || Error::invalid("a URL that ends with a slash names objects").in_file(name(url));
    let listed = list(url)?.ok_or_else(one)?;
    Ok(listed
        .into_iter()
        .map(|found| (found.name, found.bytes, found.version))
        .collect())
}

/// The length of the object of a URL as it is now, and what tells versions of it from each other, where there
/// is that; `None` when the store does not tell, which reading it does.
#[cfg(feature = "lake")]
#[must_use]
pub fn looked(url: &Path) -> Option<(u64, Option<String>)> {
    look(url).map(|found| (found.bytes, found.version))
}

/// Opens an object, and tells its length.
#[cfg(feature = "stores")]
pub(super) fn open(path: &Path) -> Result<(Box<dyn Read>, u64)> {
    let options = kf_stores::Options::default();
    let object = kf_stores::open(&place(path)?, &environment(), &options)?;
    let size = object.size();
    Ok((Box::new(object), size))
}

/// Says what can be done without stores.
#[cfg(not(feature = "stores"))]
pub(super) fn open(_path: &Path) -> Result<(Box<dyn Read>, u64)> {
    Err(without())
}

/// A file or an object as it is now.
#[cfg(feature = "lake")]
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Its path in full, or its URL.
    pub(super) name: String,
    /// Its length.
    pub(super) bytes: u64,
    /// When it was last changed, to the nanosecond, or its ETag, where there is one.
    pub(super) version: Option<String>,
}

/// Finds the objects below a URL that ends with a slash; `None` for any other, which names one.
#[cfg(all(feature = "lake", feature = "stores"))]
pub(super) fn list(path: &Path) -> Result<Option<Vec<Found>>> {
    let place = place(path)?;
    if !place.is_prefix() {
        return Ok(None);
    }
    let options = kf_stores::Options::default();
    let listed = kf_stores::list(&place, &environment(), &options);
    let listed = listed.map_err(|e| e.in_file(place.shown()))?;
    Ok(Some(listed.into_iter().map(found).collect()))
}

/// Asks for an object without reading it; `None` when that cannot be told, which reading it does.
#[cfg(all(feature = "lake", feature = "stores"))]
pub(super) fn look(path: &Path) -> Option<Found> {
    let options = kf_stores::Options::default();
    let looked = kf_stores::look(&place(path).ok()?, &environment(), &options);
    looked.ok().flatten().map(found)
}

#[cfg(all(feature = "lake", feature = "stores"))]
fn found(listed: kf_stores::Listed) -> Found {
    Found {
        name: listed.url,
        bytes: listed.size,
        version: listed.version,
    }
}

#[cfg(all(feature = "lake", not(feature = "stores")))]
pub(super) fn list(path: &Path) -> Result<Option<Vec<Found>>> {
    Err(without().in_file(name(path)))
}

#[cfg(all(feature = "lake", not(feature = "stores")))]
pub(super) fn look(_path: &Path) -> Option<Found> {
    None
}

#[cfg(not(feature = "stores"))]
fn without() -> Error {
    Error::unsupported("this kf was built without stores and opens no connection").hint(
        "cargo install kf-snapshot --features stores builds one that does; or copy the object with the \
         store's own tool, and give kf the copy, or pipe it to `--snapshot -`",
    )
}

/// A path or URL for messages, without what signs it: that is as good as a password.
pub(super) fn name(path: &Path) -> String {
    let text = path.to_string_lossy();
    match text.split_once('?') {
        Some((before, _)) if has_scheme(path, &WEB) => format!("{before}?..."),
        _ => text.into_owned(),
    }
}

/// The place that a URL names.
#[cfg(feature = "stores")]
fn place(path: &Path) -> Result<kf_stores::Place> {
    kf_stores::Place::parse(&path.to_string_lossy())
}

/// What tells the credentials.
#[cfg(feature = "stores")]
fn environment() -> kf_stores::Environment {
    let variables = std::env::vars_os();
    let text = |text: std::ffi::OsString| text.into_string().ok();
    kf_stores::Environment {
        variables: variables
            .filter_map(|(name, value)| Some((text(name)?, text(value)?)))
            .collect(),
        home: std::env::home_dir(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_of_stores_are_no_paths() {
        for url in [
            "s3://b/k",
            "S3://b/k",
            "gs://b/k",
            "az://c/b",
            "abfss://c@a/b",
            "https://h/p",
        ] {
            assert!(is_remote(Path::new(url)), "{url}");
            #[cfg(feature = "stores")]
            assert!(place(Path::new(url)).is_ok(), "{url}");
        }
        for path in ["etcd.db", "s3:/b", "/s3://b", "ftp://h/p", "a/s3://b", "-"] {
            assert!(!is_remote(Path::new(path)), "{path}");
        }
    }
}
