//! `kf members`

use super::structured::text;
use crate::cli::args::SnapshotArgs;
use crate::cli::args::members::MembersArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::redaction;
use crate::cli::report::Outcome;
use crate::cli::session::Opening;
use crate::cli::streams::Streams;
use crate::error::Error;
use crate::escape;
use crate::etcd::{MemberRecord, StorageVersion};

use crate::object::Value;
use crate::schema::open::Look;
use crate::snapshot::Member;
use crate::text::tabwriter::TabWriter;

/// Runs `kf members`.
pub(crate) fn run(
    args: &MembersArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let format = args.output.format()?;
    let opening = Opening::new(snapshot).file(args.file.path());
    opening
        .hinting_at_salvage()
        .with_snapshot(streams, |opened, report, out| {
            let store = opened.store()?;
            let records = store.members()?;
            let removed = store.removed_members()?;
            let removed: Vec<String> = removed
                .iter()
                .map(|id| redaction::structural(snapshot, String::from_utf8_lossy(id), Look::Uid))
                .collect();
            let members = read(&records, snapshot, &mut |e| report.problem(&e));
            let mut screen = Vec::new();
            if let Some(format) = format {
                let removed = removed.iter().map(|id| text(id.as_str())).collect();
                let members = members.iter().map(value).collect();
                let all = Value::object([
                    ("members", Value::Array(members)),
                    ("removed", Value::Array(removed)),
                ]);
                format.write(&mut screen, &all);
            } else {
                let mut table = TabWriter::new();
                if !members.is_empty() || !removed.is_empty() {
                    table.write("ID\tSTATUS\tNAME\tPEER ADDRS\tCLIENT ADDRS\tIS LEARNER\n");
                }
                for member in &members {
                    let status = if member.name.is_empty() {
                        "unstarted"
                    } else {
                        "started"
                    };
                    table.write(&format!(
                        "{:x}\t{status}\t{}\t{}\t{}\t{}\n",
                        member.id,
                        escape::text(&member.name),
                        escape::text(&member.peer_urls.join(",")),
                        escape::text(&member.client_urls.join(",")),
                        member.learner,
                    ));
                }
                for id in &removed {
                    table.write(&format!("{}\tremoved\t\t\t\t\n", escape::text(id)));
                }
                table.flush(&mut screen);
            }
            out.write_all(&screen)?;
            report.all(store.problems());
            if store.storage_version() == StorageVersion::Older {
                report.warning(
            "etcd 3.4 and older keep their members elsewhere and only note them here: after a \
             restore this list may be out of date",
        );
            }
            Ok(report.status())
        })
}

/// Reads members as they may be shown, and hands what is wrong with one to `problem`.
pub(super) fn read(
    records: &[MemberRecord<'_>],
    args: &SnapshotArgs,
    problem: &mut dyn FnMut(Error),
) -> Vec<Member> {
    let mut members = Vec::new();
    for record in records {
        match Member::parse(record) {
            Ok(mut member) => {
                redaction::member(args, &mut member);
                members.push(member);
            }
            Err(e) => problem(e),
        }
    }
    members
}

/// A member with its id in hexadecimal, as etcdctl prints it.
pub(super) fn value(member: &Member) -> Value<'_> {
    let list = |urls: &[String]| Value::Array(urls.iter().map(|u| text(u.as_str())).collect());
    Value::object([
        ("id", text(format!("{:x}", member.id))),
        ("name", Value::str(&member.name)),
        ("peerURLs", list(&member.peer_urls)),
        ("clientURLs", list(&member.client_urls)),
        ("isLearner", Value::Bool(member.learner)),
    ])
}
