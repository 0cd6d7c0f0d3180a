//! `kf report`

mod exposure;

use std::path::{Path, PathBuf};
use std::thread;

use super::story::{self, Unread};
use super::{reach, suspects};
use crate::cli::args::SnapshotArgs;
use crate::cli::args::report::ReportArgs;
use crate::cli::custody::{self, Caller, Record};
use crate::cli::evidence;
use crate::cli::exit::ExitStatus;
use crate::cli::redaction;
use crate::cli::report::{Failure, Outcome, Report};
use crate::cli::session::{Opening, Session};
use crate::cli::stage::{Stage, Staging, There};
use crate::cli::streams::Streams;
use crate::snapshot::Member;
use crate::story::Story;
use crate::story::custody::Digest;
use crate::story::report::{self, Cell, Evidence, HISTORY, Page, Section, Tally};
use crate::story::suspects::{Severity, Suspects, SuspectsForm, Tool};

const PAGE: &str = "report.html";
const FINDINGS: &str = "findings.json";
const MANIFEST: &str = "manifest.sha256";
const RECORD: &str = "custody.jsonl";

/// Runs `kf report`.
pub(crate) fn run(
    args: &ReportArgs,
    caller: &Caller,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let rules = suspects::rules(false, &args.rules)?;
    evidence::spared(&snapshot.snapshots, &args.dir)?;
    let stage = Staging {
        dir: &args.dir,
        hidden: ".kf-report-",
        private: true,
        there: There::Refused("name a new or an empty one"),
        seal: None,
    };
    let mut stage = stage.begin()?;
    let mut record = Record::begin(&stage.path(RECORD), caller)?;
    stage.expect(RECORD);
    let files = evidence(record.inputs());
    let opening = Opening::new(snapshot).hinting_at_salvage();
    opening.with_views(&snapshot.snapshots, streams, |sessions, said, _| {
        let story = story::tell(sessions, !args.no_carve, said)?;
        let newest = sessions.iter().max_by_key(|s| s.view.revision());
        let newest = newest.map(|session| &session.view);
        // Secrets are looked at while the changes are.
        let ((found, tally), exposure) = thread::scope(|scope| {
            let looking = scope.spawn(move || newest.map(exposure::of).unwrap_or_default());
            let looked = look(&story, rules, said);
            match looking.join() {
                Ok(exposure) => (looked, exposure),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        });
        let mut sections = exposure.sections;
        sections.push(members(sessions, snapshot));
        let mut limits = limits(&story);
        limits.extend(exposure.limits);
        let first = story.parts().first();
        let tool = Tool {
            version: env!("CARGO_PKG_VERSION"),
            file: first.map_or("", |part| &part.name),
        };
        let mut findings = Vec::new();
        SuspectsForm::Json.write(&mut findings, &found, Severity::Info, &tool);
        let page = Page {
            story: &story,
            suspects: &found,
            tally,
            files: told(files, sessions),
            sections,
            limits,
            version: env!("CARGO_PKG_VERSION"),
        };
        let pages = report::write(page);
        story::say_reach(&story, sessions, said);
        let mut manifest = String::new();
        let written = [
            (PAGE, pages.report.as_bytes()),
            (HISTORY, pages.history.as_bytes()),
            (FINDINGS, &findings),
        ];
        for (name, bytes) in written {
            let digest = write(&mut stage, name, bytes)?;
            manifest.push_str(&format!("{}  {name}\n", digest.sha256));
            record.output(name, digest)?;
        }
        let digest = write(&mut stage, MANIFEST, manifest.as_bytes())?;
        record.output(MANIFEST, digest)?;
        let status = said.status();
        record.finish(status)?;
        stage.publish()?;
        Ok(status)
    })
}

fn write(stage: &mut Stage, name: &str, bytes: &[u8]) -> Outcome<Digest> {
    stage.write(Path::new(name), true, bytes)?;
    custody::digest(&stage.path(name)).map_err(|e| Failure::usage(format!("{name}: {e}")))
}

/// Lets rules look at the changes, and counts them for the page.
fn look(
    story: &Story<'_, '_>,
    rules: crate::story::suspects::Rules,
    said: &mut Report<'_>,
) -> (Suspects, Tally) {
    let mut unread = Unread::default();
    let mut tally = Tally::default();
    let found = crate::story::suspects::judge(
        story,
        rules,
        |share: &mut (Unread, Tally), seen| {
            share.0.take(story, seen);
            share.1.see(seen);
        },
        |share| {
            unread.append(&mut share.0);
            tally.append(&mut share.1);
        },
    );
    unread.say(story, said);
    let problems = story.parts().iter().flat_map(|part| part.view.problems());
    reach::damage(story.changes(), &problems.collect(), said);
    (found, tally)
}

/// The files as the record has them.
fn evidence(inputs: &[(PathBuf, Digest)]) -> Vec<Evidence> {
    let one = |(path, digest): &(PathBuf, Digest)| Evidence {
        name: path.display().to_string(),
        sha256: digest.sha256.clone(),
        size: digest.size,
        told: Vec::new(),
    };
    inputs.iter().map(one).collect()
}

/// Adds what the snapshots say of themselves.
fn told(mut files: Vec<Evidence>, sessions: &[Session<'_>]) -> Vec<Evidence> {
    for session in sessions {
        let view = &session.view;
        let name = session.path.as_ref().map(|path| path.display().to_string());
        let held = files
            .iter_mut()
            .find(|file| Some(&file.name) == name.as_ref());
        let line = |name: &str, value: String| (name.to_owned(), value);
        let told = vec![
            line("form", session.snapshot.input().form().to_string()),
            line("Kubernetes", view.kube_version().to_string()),
            line(
                "cluster",
                view.cluster_uid().unwrap_or_else(|| "unknown".to_owned()),
            ),
            line(
                "history",
                reach::text(&view.reach(), !view.problems().is_empty()),
            ),
        ];
        match held {
            Some(file) => file.told = told,
            // A directory: its files are listed, and what they make together stands by itself.
            None => files.push(Evidence {
                name: session.file().to_owned(),
                told,
                ..Evidence::default()
            }),
        }
    }
    files
}

/// The members of the etcd cluster, as the newest file has them.
fn members(sessions: &[Session<'_>], snapshot: &SnapshotArgs) -> Section {
    let newest = sessions.iter().max_by_key(|s| s.view.revision());
    let records = newest.and_then(|s| s.view.store().members().ok());
    let parsed = records
        .iter()
        .flatten()
        .filter_map(|r| Member::parse(r).ok());
    let rows = parsed.map(|mut member| {
        redaction::member(snapshot, &mut member);
        [
            format!("{:x}", member.id),
            member.name.clone(),
            member.peer_urls.join(", "),
            member.client_urls.join(", "),
        ]
        .map(Cell::from)
        .to_vec()
    });
    let columns = ["id", "name", "peer addresses", "client addresses"];
    Section {
        title: "Members of the etcd cluster".to_owned(),
        note: String::new(),
        columns: columns.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}

/// What the files cannot tell.
fn limits(story: &Story<'_, '_>) -> Vec<String> {
    let mut limits = Vec::new();
    for part in story.parts() {
        let damaged = !part.view.problems().is_empty();
        limits.push(format!(
            "{}: {}",
            part.name,
            reach::text(&part.view.reach(), damaged)
        ));
    }
    for problem in &story.changes().problems {
        limits.push(format!("Damaged: {problem}"));
    }
    limits
}
