//! A report for people: a table, the causes, the differences.

use std::fmt::Write as _;

use super::{Finding, Group, Level, ReadAs, Report, Status};
use kf_base::count::counted;
use kf_base::escape;
use kf_text::tabwriter::TabWriter;

/// Findings with a cause that are named, of each group.
const NAMED: usize = 5;

impl Report {
    /// Appends the report as a table with the differences below it.
    pub fn write_text(&self, out: &mut Vec<u8>) {
        self.head(out);
        self.table(out);
        self.causes_text(out);
        self.notes_text(out);
        for group in &self.groups {
            mismatches(group, out);
        }
        self.end(out);
    }

    fn head(&self, out: &mut Vec<u8>) {
        let version = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
        line(
            out,
            &format!(
                "{} at revision {}, etcd {}, kube-apiserver {}\n",
                escape::text(&self.snapshot),
                self.revision,
                escape::text(&version(&self.etcd_version)),
                escape::text(&version(&self.kube_version)),
            ),
        );
        if let Some(ReadAs { minor, written }) = self.read_as {
            let text = format!(
                "The snapshot was written by {written}, and the kube-apiserver is newer: kf reads it as \
                 {minor}, as that server does.\n"
            );
            line(out, &text);
        }
    }

    fn table(&self, out: &mut Vec<u8>) {
        let mut table = TabWriter::new();
        table.write("RESOURCE\tVERSION\tCOMPARED\tEQUAL\tAPART\tMISMATCHES\n");
        for group in self.groups.iter().filter(|g| !g.is_empty()) {
            let (resource, version) = columns(group);
            let mismatches = match group.failure {
                Some(_) => "failed".to_owned(),
                None => group.mismatch_count().to_string(),
            };
            table.write(&format!(
                "{resource}\t{version}\t{}\t{}\t{}\t{mismatches}\n",
                group.compared,
                group.equal,
                group.apart_count(),
            ));
        }
        let all = self.totals();
        table.write(&format!(
            "TOTAL\t\t{}\t{}\t{}\t{}\n",
            all.compared, all.equal, all.apart, all.mismatches
        ));
        table.flush(out);
        let empty = count(self.groups.iter().filter(|g| g.is_empty()).count());
        if empty > 0 {
            let resources = counted(empty, "more resource has", "more resources have");
            line(out, &format!("{resources} no objects on either side.\n"));
        }
    }

    fn causes_text(&self, out: &mut Vec<u8>) {
        let causes = self.causes();
        if causes.is_empty() {
            return;
        }
        line(out, "\nSet apart, with a known cause:\n");
        for (cause, n) in causes {
            line(
                out,
                &format!("  {n} {}: {}\n", cause.word(), cause.sentence()),
            );
            for group in &self.groups {
                let of_cause = |f: &&Finding| f.cause == Some(cause);
                let found: Vec<&Finding> = group.apart.iter().filter(of_cause).collect();
                for finding in found.iter().take(NAMED) {
                    let first = finding.detail.lines().next().unwrap_or_default();
                    let first = if first.starts_with("@@") { "" } else { first };
                    let mut text = format!(
                        "    {} {}",
                        escape::text(&group.name),
                        escape::text(&finding.subject)
                    );
                    if !first.is_empty() {
                        let _ = write!(text, ": {}", escape::text(first));
                    }
                    text.push('\n');
                    line(out, &text);
                }
                let kept = count(found.len().saturating_sub(NAMED));
                let counted = group.more.apart.get(&cause).copied();
                let more = kept.saturating_add(counted.unwrap_or_default());
                if more > 0 {
                    let name = escape::text(&group.name);
                    line(out, &format!("    {name}: and {more} more\n"));
                }
            }
        }
    }

    fn notes_text(&self, out: &mut Vec<u8>) {
        if self.notes.is_empty() {
            return;
        }
        line(out, "\nNot compared:\n");
        for note in &self.notes {
            line(
                out,
                &format!(
                    "  {} {}: {}\n",
                    note.count,
                    escape::text(&note.what),
                    escape::text(&note.reason)
                ),
            );
        }
    }

    fn end(&self, out: &mut Vec<u8>) {
        let all = self.totals();
        let differences = |n| counted(n, "difference", "differences");
        let mismatches = counted(
            all.mismatches,
            "difference has no known cause.",
            "differences have no known cause.",
        );
        let text = match self.status() {
            Status::Equal if all.apart == 0 => "kf and the server agree.".to_owned(),
            Status::Equal => format!(
                "kf and the server agree, but for {} with a known cause.",
                differences(all.apart)
            ),
            Status::Mismatch => mismatches,
            Status::Incomplete => format!(
                "{} could not be compared in full; {mismatches}",
                counted(all.failures, "group", "groups")
            ),
        };
        line(out, &format!("\n{text}\n"));
    }
}

fn count(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

fn line(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(text.as_bytes());
}

/// `deployments.v1.apps` is resource `deployments.apps` in version `v1`.
fn columns(group: &Group) -> (String, String) {
    let name = escape::text(&group.name);
    let mut parts = name.splitn(3, '.');
    match (group.level, parts.next(), parts.next(), parts.next()) {
        (Level::Objects, Some(plural), Some(version), None) => {
            (plural.to_owned(), version.to_owned())
        }
        (Level::Objects, Some(plural), Some(version), Some(rest)) => {
            (format!("{plural}.{rest}"), version.to_owned())
        }
        _ => (name, "-".to_owned()),
    }
}

fn mismatches(group: &Group, out: &mut Vec<u8>) {
    let name = escape::text(&group.name);
    if let Some(failure) = &group.failure {
        line(out, &format!("\n{name}: not compared in full: {failure}\n"));
        if let Some(hint) = failure.hint_text() {
            line(out, &format!("hint: {hint}\n"));
        }
    }
    for finding in &group.mismatches {
        let subject = escape::text(&finding.subject);
        // Those without lines of their own stand close together.
        if !finding.detail.is_empty() {
            line(out, "\n");
        }
        line(
            out,
            &format!("{name} {subject}: {}\n", finding.kind.sentence()),
        );
        for text in finding.detail.lines() {
            line(out, &format!("  {}\n", escape::text(text)));
        }
    }
    if group.more.mismatches > 0 {
        let more = group.more.mismatches;
        let more = counted(more, "more mismatch", "more mismatches");
        line(out, &format!("\n{name}: and {more}\n"));
    }
}
