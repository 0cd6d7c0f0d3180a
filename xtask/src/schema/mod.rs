//! `cargo xtask schema`: from the Go API types of every Kubernetes minor to `proto/kubernetes`.

mod emit;
mod facts;
mod git;
mod golang;
mod later;
mod upstream;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::Result;
use facts::{Facts, Reader, Source};

pub(crate) use facts::{Empty, Label};

const USAGE: &str = "usage: cargo xtask schema --api DIR --apimachinery DIR --apiextensions DIR \
                     --aggregator DIR --openshift DIR [--last N] [--next N=REV] [--check]
       cargo xtask schema --compare";

/// First minor read: the oldest whose apiservers still wrote today's layout.
const FIRST: u8 = 8;

/// Last released minor read, unless `--last` says otherwise.
const LAST: u8 = 36;

/// Reads the repositories and writes (or checks) the .proto files.
pub(crate) fn run(root: &Path, args: &[String]) -> Result<()> {
    if args == ["--compare"] {
        return crate::openapi::run(root);
    }
    let mut dirs: BTreeMap<&str, PathBuf> = BTreeMap::new();
    let mut check = false;
    let mut last = LAST;
    let mut next = None;
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        if arg == "--check" {
            check = true;
            continue;
        }
        let value = args.next().ok_or(USAGE)?;
        match arg.as_str() {
            "--last" => last = value.parse().map_err(|_| USAGE)?,
            "--next" => {
                let (minor, rev) = value.split_once('=').ok_or(USAGE)?;
                next = Some((minor.parse::<u8>().map_err(|_| USAGE)?, rev.to_owned()));
            }
            "--api" | "--apimachinery" | "--apiextensions" | "--aggregator" | "--openshift" => {
                dirs.insert(&arg[2..], value.into());
            }
            _ => return Err(USAGE.into()),
        }
    }
    let source =
        |flag: &str, root| -> Result<Source> { Source::open(dirs.get(flag).ok_or(USAGE)?, root) };
    let mut reader = Reader::new(vec![
        source("api", "k8s.io/api")?,
        source("apimachinery", "k8s.io/apimachinery")?,
        source("apiextensions", "k8s.io/apiextensions-apiserver")?,
        source("aggregator", "k8s.io/kube-aggregator")?,
        source("openshift", "github.com/openshift/api")?,
    ]);

    let mut revisions = Vec::new();
    for minor in FIRST..=last {
        revisions.push((minor, reader.newest_release(minor)?));
    }
    let before_its_tag = next.as_ref().map(|(minor, _)| *minor);
    revisions.extend(next);
    let minors: Vec<u8> = revisions.iter().map(|(minor, _)| *minor).collect();
    let mut facts = Facts::new();
    let mut read = Vec::new();
    for (minor, rev) in &revisions {
        let lines = reader.select(rev, false)?;
        read.extend(lines.into_iter().map(|line| format!("1.{minor} {line}")));
        for package in reader.proto_packages(false) {
            reader
                .read(&package, &[*minor], &mut facts)
                .map_err(|e| format!("{rev}: {e}"))?;
        }
        let branch = openshift_branch(*minor, last);
        let lines = reader.select(&branch, true)?;
        read.extend(lines.into_iter().map(|line| format!("1.{minor} {line}")));
        for package in reader.proto_packages(true) {
            reader
                .read(&package, &[*minor], &mut facts)
                .map_err(|e| format!("{branch}: {e}"))?;
        }
    }
    if let Some(minor) = before_its_tag {
        let assumed = later::add(minor, &mut facts)?;
        if assumed > 0 {
            eprintln!("xtask: {assumed} field numbers of 1.{minor} are assumed");
        }
    }
    let files = emit::files(&facts, &minors, &read)?;
    crate::files::settle(&root.join("proto/kubernetes"), "", &files, check)
}

/// The branch of OpenShift's API for a Kubernetes minor: OpenShift 4.N is built on 1.(N+13),
/// 3.N on 1.N. For 1.12 and 1.15 there was none: they take the one before.
fn openshift_branch(minor: u8, last: u8) -> String {
    match minor {
        8..=10 => format!("release-3.{minor}"),
        11 | 12 => "release-3.11".to_owned(),
        13 => "release-4.1".to_owned(),
        14 | 15 => "release-4.2".to_owned(),
        _ if minor > last => "HEAD".to_owned(),
        _ => format!("release-4.{}", minor - 13),
    }
}
