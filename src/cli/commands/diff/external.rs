//! An external program, as `kubectl diff` runs one (kubectl `pkg/cmd/diff/diff.go`, `DiffProgram`).

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use sha2::{Digest as _, Sha256};

use super::{Run, yaml};
use crate::cli::exit::ExitStatus;
use crate::cli::report::{Failure, Outcome, Report};
use crate::cli::ui::Screen;
use crate::hex;
use crate::object::Value;
use crate::private;
use crate::snapshot::changes::{ObjectChange, Place};
use crate::temporary::TemporaryDirectory;

/// The longest name a file may have on the systems there are, in bytes.
const LONGEST_NAME: usize = 255;

/// Writes both ends into directories of their own, which only this user may enter and which are
/// removed at the end, and runs the program on them.
pub(super) fn run(
    run: &mut Run<'_, '_, '_>,
    program: &str,
    report: &mut Report<'_>,
    out: &mut dyn Write,
) -> Outcome<ExitStatus> {
    let failed = |what: &str, e: &io::Error| Failure::usage(format!("{what}: {e}"));
    let directory = |name: &str| {
        let made = private::temporary_directory(name, None);
        made.map_err(|e| failed("cannot make a temporary directory", &e))
    };
    let (before, after) = (directory("BEFORE-")?, directory("AFTER-")?);
    let mut any = false;
    for pair in run.changes.pairs() {
        let Some(change) = run.next(pair) else {
            continue;
        };
        any = true;
        let name = file_name(&change);
        for (directory, end) in [(&before, &change.before), (&after, &change.after)] {
            let Some(end) = end else { continue };
            write(directory.path(), &name, &end.value)
                .map_err(|e| failed("cannot write a temporary file", &e))?;
        }
    }
    let status = if any {
        start(program, [&before, &after], run.screen, report, out)
    } else {
        Ok(ExitStatus::Success)
    };
    for directory in [before, after] {
        let path = directory.path().to_owned();
        if let Err(e) = directory.close() {
            let what = format!("cannot remove {}", path.display());
            return Err(failed(&what, &e));
        }
    }
    status
}

fn write(directory: &Path, name: &str, value: &Value<'_>) -> io::Result<()> {
    // The program may write to what it is shown; the copies are its own.
    private::file(&directory.join(name))?.write_all(yaml(Some(value)).as_bytes())
}

/// `apps.v1.Deployment.prod.web`, as `InfoObject.Name` of kubectl makes it.
fn file_name(change: &ObjectChange<'_>) -> String {
    let Place {
        api_version,
        kind,
        namespace,
        name,
        ..
    } = &change.place;
    let version = api_version.replace('/', ".");
    let namespace = namespace.as_deref().unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':');
    let mut file = String::new();
    for c in format!("{version}.{kind}.{namespace}.{name}").chars() {
        file.push(if plain(c) { c } else { '_' });
    }
    let exact = file.len() <= LONGEST_NAME && name.chars().all(plain);
    if !exact {
        // Not every name is one of a file; the sum keeps two of them apart.
        let sum = Sha256::digest(&change.place.key);
        let sum = hex::text(sum.iter().take(8));
        file.truncate(LONGEST_NAME.saturating_sub(sum.len().saturating_add(1)));
        file = format!("{file}.{sum}");
    }
    file
}

/// Words behind the program that are no plain flags are dropped, as kubectl drops them.
fn start(
    program: &str,
    [before, after]: [&TemporaryDirectory; 2],
    screen: &Screen,
    report: &mut Report<'_>,
    out: &mut dyn Write,
) -> Outcome<ExitStatus> {
    let mut words = program.trim().split(' ').filter(|w| !w.is_empty());
    let name = words.next().unwrap_or_default();
    let plain = |w: &&str| {
        w.bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'='))
    };
    let mut command = Command::new(name);
    // kubectl puts the directories first.
    command
        .arg(before.path())
        .arg(after.path())
        .args(words.filter(plain));
    out.flush()?;
    let failed = |e: io::Error| {
        let failure = Failure::usage(format!("failed to run {name:?}: {e}"));
        match e.kind() {
            io::ErrorKind::NotFound => failure.hint(
                "--external-diff or KUBECTL_EXTERNAL_DIFF names it: a program in PATH, or one with its \
                 directory; --external-diff '' compares without it",
            ),
            _ => failure,
        }
    };
    let status = if screen.out {
        command.status().map_err(failed)?
    } else {
        let command = command.stdin(Stdio::null());
        let output = command.output().map_err(failed)?;
        super::unless_unread(out.write_all(&output.stdout).map_err(Failure::from))?;
        report.verbatim(&output.stderr);
        output.status
    };
    match status.code() {
        Some(0) => Ok(ExitStatus::Success),
        Some(1) => Ok(ExitStatus::Failure),
        _ => Err(Failure::usage(format!("failed to run {name:?}: {status}"))),
    }
}
