//! A directory: which files are in it.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::KeyFile;
use super::sniff::{self, Kind};
use kf_base::{Error, Result, escape, limits};

/// How deep a directory is searched. The parts of a data directory do not count:
/// `DIR/server/db/etcd/member/snap/db` is found.
const DEPTH: usize = 4;

/// Levels of a data directory: `member`, and `snap` and `wal` in it.
const MEMBER_LEVELS: usize = 2;

/// A file in a directory.
#[derive(Debug)]
pub(super) struct Item {
    /// Its path below the directory, with `/` between the segments.
    pub(super) name: String,
    /// Its path.
    pub(super) path: PathBuf,
}

/// The regular files in the directory at `path` and below it, sorted by name, and what could not be
/// read.
///
/// Symbolic links are followed to files outside of the directory, and where a part of a data
/// directory stands; nowhere else, so that there are no circles and `latest -> one.db` does not
/// make two of one.
pub(super) fn list(path: &Path) -> Result<(Vec<Item>, Vec<String>)> {
    let mut found = Vec::new();
    let mut notes = Vec::new();
    let mut others = 0_usize;
    // A data directory is known at once; what lies beside `member` is none of its business.
    let root = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut level = vec![(String::new(), path.to_owned())];
    if path.join("member/snap/db").is_file() {
        level = vec![("member/".to_owned(), path.join("member"))];
        found = beside(path, &mut notes);
    }
    let mut left_out = None;
    for depth in 1..=DEPTH + MEMBER_LEVELS {
        let mut next = Vec::new();
        for (prefix, folder) in level {
            let entries = match fs::read_dir(&folder) {
                Ok(entries) => entries,
                Err(e) if depth == 1 => return Err(Error::io("cannot read the directory", &e)),
                Err(e) => {
                    notes.push(format!("cannot read the directory {}: {e}", shown(&prefix)));
                    continue;
                }
            };
            for entry in entries {
                let entry = entry.map_err(|e| Error::io("cannot read the directory", &e))?;
                let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
                let Ok(file_type) = entry.file_type() else {
                    notes.push(format!("cannot tell what {} is", shown(&name)));
                    continue;
                };
                if file_type.is_dir() || (file_type.is_symlink() && is_moved(&name, &entry.path()))
                {
                    next.push((format!("{name}/"), entry.path()));
                } else if file_type.is_file()
                    || (file_type.is_symlink() && leads_outside(&entry.path(), &root))
                {
                    found.push(Item {
                        name,
                        path: entry.path(),
                    });
                    let one = found.last().map_or("", |item: &Item| item.name.as_str());
                    if KeyFile::number(one).is_none() {
                        others = others.saturating_add(1);
                    }
                    // A key and its value have a file each.
                    if found.len() / 2 > limits::MAX_DUMP_KEYS {
                        return Err(Error::limit(format!(
                            "the directory holds more than {} keys (MAX_DUMP_KEYS)",
                            limits::MAX_DUMP_KEYS
                        )));
                    }
                    if others > limits::MAX_ARCHIVE_FILES {
                        return Err(Error::limit(format!(
                            "the directory holds more than {} files (MAX_ARCHIVE_FILES)",
                            limits::MAX_ARCHIVE_FILES
                        ))
                        .hint("give kf the snapshot file in it"));
                    }
                } else if file_type.is_symlink() {
                    notes.extend(unfollowed(&name, &entry.path(), &root));
                }
            }
        }
        level = next;
        if depth >= DEPTH {
            let deeper = level.iter().find(|(name, _)| !is_of_member(name));
            left_out = left_out.or_else(|| deeper.map(|(name, _)| shown(name)));
            level.retain(|(name, _)| is_of_member(name));
        }
    }
    if let Some(deeper) = left_out {
        notes.push(format!(
            "directories are searched {DEPTH} levels deep: {deeper} is not looked into"
        ));
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok((found, notes))
}

/// Whether a folder, named with its final slash, is a part of a data directory.
fn is_of_member(folder: &str) -> bool {
    let parts = ["/member/", "/member/snap/", "/member/wal/"];
    parts.iter().any(|part| folder.ends_with(part))
}

/// The files right in a data directory, beside `member`, and in the folders there: none is etcd's, but
/// one may be a snapshot, or the database of another data directory.
fn beside(path: &Path, notes: &mut Vec<String>) -> Vec<Item> {
    let items = |prefix: String, folder: &Path| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(move |entry| Item {
            name: format!("{prefix}{}", entry.file_name().to_string_lossy()),
            path: entry.path(),
        })
    };
    let inside = |item: Item| match item.path.is_dir() && item.name != "member" {
        true => {
            let database = |part: &str| Item {
                name: format!("{}/{part}", item.name),
                path: item.path.join(part),
            };
            let databases = [database("member/snap/db"), database("snap/db")];
            let files = items(format!("{}/", item.name), &item.path);
            files.chain(databases).collect()
        }
        false => vec![item],
    };
    let files = items(String::new(), path).flat_map(inside);
    let files = files.filter(|item| item.path.is_file());
    let mut found: Vec<Item> = files.take(limits::MAX_FILES_BESIDE + 1).collect();
    if found.len() > limits::MAX_FILES_BESIDE {
        notes.push(format!(
            "more than {} files lie beside member, and none of them is looked at \
             (MAX_FILES_BESIDE)",
            limits::MAX_FILES_BESIDE
        ));
        found.clear();
    }
    found
}

/// Says what a symbolic link leads to that may hold a snapshot and is not looked at.
fn unfollowed(name: &str, path: &Path, root: &Path) -> Option<String> {
    let link = shown(name);
    match path.canonicalize() {
        Err(_) => Some(format!("the link {link} leads nowhere")),
        Ok(target) if target.starts_with(root) || root.starts_with(&target) => None,
        Ok(target) if target.is_dir() => Some(format!(
            "the link {link} leads to another directory, which is not searched"
        )),
        Ok(_) => None,
    }
}

fn shown(name: &str) -> String {
    escape::quoted(name.as_bytes())
}

/// Whether a part of etcd's data directory was moved to another disk, with a link in its place.
fn is_moved(name: &str, path: &Path) -> bool {
    let parts = ["member", "member/snap", "member/wal", "snap", "wal"];
    parts.contains(&name) && path.is_dir()
}

/// Whether the symbolic link at `path` leads to a regular file that is not below `root`.
fn leads_outside(path: &Path, root: &Path) -> bool {
    fs::metadata(path).is_ok_and(|target| target.is_file())
        && path
            .canonicalize()
            .is_ok_and(|target| !target.starts_with(root))
}

/// What the file is, compression looked through.
pub(super) fn look(item: &Item) -> Result<Kind> {
    let unreadable =
        |e| Error::io("cannot open", &e).in_file(item.path.to_string_lossy().into_owned());
    let (file, _) = super::open_quietly(&item.path).map_err(unreadable)?;
    let mut start = Vec::new();
    file.take(sniff::PEEK as u64)
        .read_to_end(&mut start)
        .map_err(unreadable)?;
    Ok(sniff::inner_kind(&start))
}
