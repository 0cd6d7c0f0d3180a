//! `kf suspects`

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::reach;
use super::story::{self, Unread};
use crate::cli::args::SnapshotArgs;
use crate::cli::args::suspects::SuspectsArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::report::{Failure, Outcome, Report};
use crate::cli::session::{Opening, say_lack};
use crate::cli::streams::Streams;
use crate::count::counted;
use crate::limits::MAX_CONFIG_BYTES;
use crate::story::Story;
use crate::story::suspects::{self, Rules, Suspects, Tool};
use crate::{Error, Result};

/// Runs `kf suspects`.
pub(crate) fn run(
    args: &SuspectsArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    if args.print_rules {
        streams.out.write_all(suspects::OWN_RULES.as_bytes())?;
        return Ok(ExitStatus::Success);
    }
    let rules = rules(args.only_rules, &args.rules)?;
    let opening = Opening::new(snapshot).hinting_at_salvage();
    opening.with_views(&snapshot.snapshots, streams, |sessions, report, out| {
        let story = story::tell(sessions, !args.no_carve, report)?;
        let found = judge(&story, rules, report);
        let first = story.parts().first();
        let tool = Tool {
            version: env!("CARGO_PKG_VERSION"),
            file: first.map_or("", |part| &part.name),
        };
        let mut text = Vec::new();
        args.output
            .form()
            .write(&mut text, &found, args.least, &tool);
        out.write_all(&text)?;
        say(&found, report);
        for part in story.parts() {
            say_lack(part.view, report)?;
        }
        story::say_reach(&story, sessions, report);
        let failing = args.fail_on.0.is_some_and(|least| {
            let mut all = found.findings.iter();
            all.any(|finding| found.severity(finding) >= least)
        });
        Ok(
            match (report.problems() > 0 || !found.is_complete(), failing) {
                (true, _) => ExitStatus::Trouble,
                (false, true) => ExitStatus::Failure,
                (false, false) => ExitStatus::Success,
            },
        )
    })
}

/// Lets the rules look at the story, and reports what they could not look at.
pub(super) fn judge(story: &Story<'_, '_>, rules: Rules, report: &mut Report<'_>) -> Suspects {
    let mut unread = Unread::default();
    let found = suspects::judge(
        story,
        rules,
        |share: &mut Unread, seen| share.take(story, seen),
        |share| unread.append(share),
    );
    unread.say(story, report);
    let problems = story.parts().iter().flat_map(|part| part.view.problems());
    reach::damage(story.changes(), &problems.collect(), report);
    found
}

/// Says what could not be judged, and how much was found.
fn say(found: &Suspects, report: &mut Report<'_>) {
    if found.blind > 0 {
        report.warning(&format!(
            "of {} nothing is in the files but the deletion: rules that look into objects say nothing \
             of that",
            counted(found.blind, "deleted object", "deleted objects")
        ));
    }
    if found.uncompared > 0 {
        report.warning(&format!(
            "of {} the files do not hold what the object was before: rules that compare the two say \
             nothing of that (an older snapshot as another -s may hold it)",
            counted(found.uncompared, "change", "changes")
        ));
    }
    if found.ownerless > 0 {
        report.warning(&format!(
            "of {} it cannot be judged whether the named owners exist, since a part of the file is \
             damaged: rules that ask for it say nothing of that",
            counted(found.ownerless, "object", "objects")
        ));
    }
    if found.left_off > 0 {
        report.warning(&format!(
            "{} left out, as there are too many of one rule",
            counted(found.left_off, "finding is", "findings are")
        ));
    }
    report.note(&match found.findings.len() {
        0 => "Nothing found by any rule.".to_owned(),
        n => format!(
            "{}: where to look, and no proof.",
            counted(n, "finding", "findings")
        ),
    });
}

/// Reads the rules that the flags ask for.
pub(super) fn rules(only: bool, files: &[PathBuf]) -> Outcome<Rules> {
    let mut rules = match only {
        true => None,
        false => Some(Rules::own()?),
    };
    for path in files {
        let more = read(path).map_err(|e| Failure::from(e.in_file(path.to_string_lossy())))?;
        rules = Some(match rules {
            Some(rules) => rules.with(more),
            None => more,
        });
    }
    rules.ok_or_else(|| Failure::usage("--only-rules needs --rules"))
}

fn read(path: &Path) -> Result<Rules> {
    let most = u64::try_from(MAX_CONFIG_BYTES).unwrap_or(u64::MAX);
    let mut text = Vec::new();
    let file = File::open(path).map_err(|e| Error::io("reading the rules", &e))?;
    file.take(most.saturating_add(1))
        .read_to_end(&mut text)
        .map_err(|e| Error::io("reading the rules", &e))?;
    if text.len() > MAX_CONFIG_BYTES {
        return Err(Error::limit(format!(
            "a file of rules has {MAX_CONFIG_BYTES} bytes at most"
        )));
    }
    // Such a file is what a download leaves that failed.
    let says_something =
        |line: &[u8]| !line.trim_ascii().is_empty() && !line.trim_ascii().starts_with(b"#");
    if !text.split(|b| *b == b'\n').any(says_something) {
        return Err(Error::invalid("the file of rules is empty"));
    }
    Rules::parse(&text)
}
