//! `kf custody`

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use crate::Error;
use crate::cli::args::custody::{CustodyCommand, VerifyCustodyArgs};
use crate::cli::custody::{STANDARD, digest};
use crate::cli::exit::ExitStatus;
use crate::cli::message::{Head, Message};
use crate::cli::report::{Outcome, Report};
use crate::cli::streams::Streams;
use crate::escape;
use crate::story::custody::{Chain, verify};

/// Runs `kf custody`.
pub(crate) fn run(command: &CustodyCommand, streams: &mut Streams<'_>) -> Outcome<ExitStatus> {
    match command {
        CustodyCommand::Verify(args) => check(args, streams),
    }
}

fn check(args: &VerifyCustodyArgs, streams: &mut Streams<'_>) -> Outcome<ExitStatus> {
    let name = args.file.display().to_string();
    let read = File::open(&args.file).and_then(|file| verify(BufReader::new(file)));
    let chain = read.map_err(|e| Error::io("reading the record", &e).in_file(name.as_str()))?;
    let text = format!(
        "{} lines of {} runs\nlast line: SHA-256 {}\n",
        chain.lines, chain.runs, chain.last
    );
    streams.out.write_all(text.as_bytes())?;
    let mut report = Report::new(streams.voice(), &name);
    let mut fail = |text: String| {
        report.failure(&Message::new(Head::Error, escape::text(&text)));
    };
    for fault in &chain.faults {
        fail(format!("{name}: line {}: {}", fault.line, fault.what));
    }
    if args.files {
        files(&chain, &mut fail);
    }
    Ok(report.status())
}

/// Compares the files that a record names with what it says of them.
fn files(chain: &Chain, fail: &mut dyn FnMut(String)) {
    let named = chain
        .files
        .iter()
        .filter(|(name, _)| !STANDARD.contains(&name.as_str()));
    for (name, then) in named {
        match digest(Path::new(name)) {
            Ok(now) if now == *then => {}
            Ok(now) => fail(format!(
                "{name}: SHA-256 {} now, {} when the record was written",
                now.sha256, then.sha256
            )),
            Err(e) => fail(format!("{name}: {e}")),
        }
    }
}
