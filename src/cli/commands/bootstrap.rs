//! `kf bootstrap`

use std::path::Path;

use super::structured::{number, text};
use crate::cli::args::SnapshotArgs;
use crate::cli::args::bootstrap::BootstrapArgs;
use crate::cli::evidence;
use crate::cli::exit::ExitStatus;
use crate::cli::keyring;
use crate::cli::report::{Failure, Outcome};
use crate::cli::session::Opening;
use crate::cli::stage::{Staging, There};
use crate::cli::streams::Streams;
use crate::error::{Error, Result};
use crate::escape;
use crate::object::Value;
use crate::object::encode::Format;
use crate::snapshot::Snapshot;
use crate::snapshot::secrets::Certificate;
use crate::storage::encryption::carried::CarriedFile;
use crate::text::tabwriter::TabWriter;
use crate::time;

/// Runs `kf bootstrap`.
pub(crate) fn run(
    args: &BootstrapArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let format = args.output.format()?;
    let opening = Opening::new(snapshot).file(args.file.path()).locked();
    opening.with_snapshot(streams, |opened, _, out| {
        let files = match &snapshot.keys.k3s_token {
            Some(token) => opened.bootstrap(&keyring::token_of(token)?)?,
            None => rke(opened)?,
        };
        if let Some(directory) = &args.extract {
            evidence::spared(args.file.path().or(snapshot.snapshot()), directory)?;
            extract(&files, directory, args.force)?;
        }
        out.write_all(&match format {
            Some(format) => document(&files, format),
            None => table(&files),
        })?;
        Ok(ExitStatus::Success)
    })
}

/// The files as a document.
fn document(files: &[CarriedFile], format: Format) -> Vec<u8> {
    let all = files.iter().map(|file| {
        let timestamp = file.timestamp.as_deref().map_or(Value::Null, Value::str);
        let (subject, expires) = match certificate(file) {
            Some((subject, expires)) => (text(subject), text(expires)),
            None => (Value::Null, Value::Null),
        };
        Value::object([
            ("name", text(file.name.as_str())),
            ("size", number(size(file))),
            ("timestamp", timestamp),
            ("subject", subject),
            ("expires", expires),
        ])
    });
    let mut out = Vec::new();
    format.write(
        &mut out,
        &Value::object([("files", Value::Array(all.collect()))]),
    );
    out
}

/// The files as a table.
fn table(files: &[CarriedFile]) -> Vec<u8> {
    let mut table = TabWriter::new();
    table.write("NAME\tBYTES\tCHANGED\tSUBJECT\tEXPIRES\n");
    for file in files {
        let changed = file.timestamp.as_deref().unwrap_or("<unknown>");
        let (name, changed) = (escape::text(&file.name), escape::text(changed));
        let (subject, expires) =
            certificate(file).unwrap_or_else(|| ("<none>".to_owned(), "<none>".to_owned()));
        let subject = escape::text(&subject);
        table.write(&format!(
            "{name}\t{}\t{changed}\t{subject}\t{expires}\n",
            size(file)
        ));
    }
    let mut out = Vec::new();
    table.flush(&mut out);
    out
}

fn size(file: &CarriedFile) -> u64 {
    u64::try_from(file.content.len()).unwrap_or(u64::MAX)
}

/// Whose the first certificate in a file is, and until when.
fn certificate(file: &CarriedFile) -> Option<(String, String)> {
    let found = Certificate::all(&file.name, &file.content)
        .into_iter()
        .next()?;
    let expires = time::rfc3339_nano_text(found.not_after, 0);
    Some((found.subject, expires))
}

/// The files in the states of RKE beside the snapshot.
fn rke(opened: &Snapshot) -> Outcome<Vec<CarriedFile>> {
    let mut files = Vec::new();
    for state in opened.rke_states()? {
        // The one of the current state, the first, is that of the snapshot.
        files.extend(state.configs.into_iter().take(1));
        files.extend(state.files);
    }
    if files.is_empty() {
        return Err(Failure::Error(
            Error::invalid("no bootstrap data lies open in this backup").hint(
                "that of k3s and RKE2 is opened with --k3s-token, that of RKE is in an .rkestate \
                 file beside the snapshot",
            ),
        ));
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

/// Writes the files, all or none.
fn extract(files: &[CarriedFile], directory: &Path, force: bool) -> Outcome {
    let staging = Staging {
        dir: directory,
        hidden: ".kf-bootstrap-",
        private: true,
        there: match force {
            true => There::Replaced,
            false => There::Kept("--force writes over it"),
        },
        seal: None,
    };
    let mut stage = staging.begin()?;
    for file in files {
        let name = plain_name(&file.name).map_err(|e| Failure::from(e).elsewhere())?;
        if stage.has(Path::new(name)) {
            let text = format!("two files are called {name}: nothing is written");
            let hint = "put the snapshot beside the .rkestate file of its cluster alone";
            return Err(Failure::usage(text).hint(hint));
        }
        stage.write(Path::new(name), true, &file.content)?;
    }
    stage.publish()
}

/// A name that stays in its directory: the data is no more trusted than the snapshot.
fn plain_name(name: &str) -> Result<&str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if name.is_empty() || name.starts_with('.') || !name.chars().all(plain) || name.len() > 200 {
        return Err(Error::invalid(format!(
            "{:?} is no name for a file: nothing is written",
            escape::text(name)
        )));
    }
    Ok(name)
}
