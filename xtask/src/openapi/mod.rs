//! `cargo xtask schema --compare`: our newest minor beside k8s-openapi's.
//!
//! k8s-openapi is made from a release's OpenAPI document, kf's schema from its Go types: two ways
//! to the same names and types. It has no field numbers, and says nothing of pointers and
//! `omitempty`.

mod known;
mod source;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::Path;

use crate::Result;
use crate::tables::Schema;

/// Fields by JSON name of each message that storage can meet, in one minor. Types are written
/// `string`, `[]string`, `map of string`, or as a message's full name.
pub(crate) type Types = BTreeMap<String, BTreeMap<String, String>>;

/// Compares, and lists what differs without a reason.
pub(crate) fn run(root: &Path) -> Result<()> {
    let folder = source::folder(root)?;
    let newest = *source::minors(&folder)?.last().ok_or("no minors")?;
    let (schema, ours) = Schema::load(root)?;
    let lines = differences(&schema, &source::read(&folder, newest)?, newest);
    if ours < newest {
        println!("kf knows Kubernetes up to 1.{ours}; beside 1.{newest}:");
    }
    for line in &lines {
        println!("{line}");
    }
    match lines.len() {
        0 => Ok(()),
        many => Err(format!("{many} differences from k8s-openapi's 1.{newest}")),
    }
}

/// A line for each difference between our types at a minor and a release's, without those in
/// [`known`].
fn differences(schema: &Schema, release: &source::Release, minor: u8) -> Vec<String> {
    let mut out = Vec::new();
    let ours = schema.types(minor);
    for (name, theirs) in &release.types {
        let Some(fields) = ours.get(name) else {
            out.push(format!("{name}: kf has no such type"));
            continue;
        };
        for (json, ty) in theirs {
            match fields.get(json) {
                Some(own) if own == ty => {}
                Some(own) => out.push(format!("{name}.{json}: kf says {own}, the crate {ty}")),
                None => out.push(format!("{name}.{json}: kf has no such field ({ty})")),
            }
        }
        for json in fields.keys().filter(|json| !theirs.contains_key(*json)) {
            out.push(format!("{name}.{json}: only kf has this field"));
        }
    }
    let kinds = schema.kinds_in(minor);
    for served in &release.kinds {
        let api_version = match served.group.as_str() {
            "" => served.version.clone(),
            group => format!("{group}/{}", served.version),
        };
        if !kinds.contains(&(api_version.clone(), served.kind.clone())) {
            out.push(format!(
                "{api_version} {}: kf has no such kind",
                served.kind
            ));
        }
    }
    out.retain(|line| {
        !known::TYPES
            .iter()
            .any(|(start, _)| line.starts_with(start))
    });
    out
}
