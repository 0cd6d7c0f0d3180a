//! `kf unpack`: the file inside archives and compression, as a file.

use std::path::Path;

use crate::cli::args::{SnapshotArgs, unpack::UnpackArgs};
use crate::cli::evidence;
use crate::cli::exit::ExitStatus;
use crate::cli::open;
use crate::cli::report::{Failure, Outcome, Report};
use crate::cli::streams::Streams;
use crate::input::{Content, Input, Layer};
use crate::{Error, escape};
use crate::{private, temporary};

/// Runs `kf unpack`.
pub(crate) fn run(
    args: &UnpackArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    if evidence::holds(&snapshot.snapshots, &args.to) {
        let text = format!("{}: this is what is read", args.to.display());
        let hint = "kf unpack TO --snapshot FROM: name another file to write to";
        return Err(Failure::usage(text).hint(hint));
    }
    check_target(&args.to)?;
    let opened = open::locked_snapshot(snapshot, None, streams)?;
    let input = opened.input();
    check(input)?;
    let bytes = input.bytes();
    let written = write(bytes, &args.to, args.force);
    written.map_err(|e| Failure::from(e).elsewhere())?;
    let mut report = Report::new(streams.voice(), input.name());
    if let Some(lost) = input.lost() {
        report.problem(&lost);
    }
    report.note(&format!(
        "{} bytes written to {}: {}",
        bytes.len(),
        args.to.display(),
        input.form()
    ));
    report.close();
    Ok(report.status())
}

/// Refuses to put a file in the place of what is none, before hours of unpacking.
fn check_target(to: &Path) -> Outcome {
    if to.as_os_str() == "-" {
        return Err(
            Failure::usage("-: a file is written, and nothing to standard output")
                .hint("name a file; one that is called - is ./-"),
        );
    }
    let refused = |why: String| {
        let text = format!("{}: {why}", to.display());
        Err(Failure::usage(text).hint("name another file"))
    };
    match temporary::replaceable(to) {
        Err(e) => refused(e.to_string()),
        Ok(()) if leads_to_stream(to) => refused("a link to what is no regular file".to_owned()),
        Ok(()) => Ok(()),
    }
}

/// Whether a link leads to a device, a pipe or an open stream of this process, such as `/dev/stdout`: there
/// nobody wants a file in the place of the link.
fn leads_to_stream(to: &Path) -> bool {
    let Ok(leads) = std::fs::read_link(to) else {
        return false;
    };
    leads.starts_with("/proc") || to.metadata().is_ok_and(|found| !found.is_file())
}

/// Refuses what is not packed, and what is more than one file.
fn check(input: &Input) -> Outcome {
    let name = input.name();
    let packed = |layer: &Layer| !matches!(layer, Layer::File { .. } | Layer::Directory { .. });
    let refuse = |why: &str, hint: &str| {
        let error = Error::invalid(why).hint(hint);
        Err(Failure::from(error.in_file(name)))
    };
    if !input.companions().is_empty() {
        return refuse(
            "a database with files beside it that belong to it is not one file",
            "unpack the archive with the program that packed it, and give kf the directory",
        );
    }
    if matches!(input.form().content, Content::Dump(_)) {
        return refuse(
            "a dump of keys and values is no database",
            "kf reads it as it is",
        );
    }
    if !input.form().layers.iter().any(packed) {
        return refuse("not packed", "kf reads it as fast as it can be read");
    }
    Ok(())
}

/// Writes the file under its name when all of it is there.
fn write(bytes: &[u8], to: &Path, force: bool) -> Result<(), Error> {
    let io = |e: &std::io::Error| Error::io(to.display(), e);
    let parent = to.parent().filter(|p| !p.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new("."));
    let mut part = private::part(parent).map_err(|e| match parent.exists() {
        true => io(&e),
        false => io(&e).hint(format!(
            "mkdir -p {} makes the directory",
            escape::shell_word(&parent.to_string_lossy())
        )),
    })?;
    private::write_with_holes(part.as_file_mut(), bytes)
        .and_then(|_| private::end_with_holes(part.as_file_mut()))
        .map_err(|e| io(&e))?;
    let placed = match force {
        true => part.persist(to),
        false => part.persist_noclobber(to),
    };
    match placed {
        Ok(_) => Ok(()),
        Err(e) if !force && to.symlink_metadata().is_ok() => {
            Err(Error::io(to.display(), &e).hint("--force writes over it"))
        }
        Err(e) => Err(io(&e)),
    }
}
