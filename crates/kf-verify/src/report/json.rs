//! A report for programs.
//!
//! ```text
//! snapshot, revision           what was verified
//! etcdVersion, kubeVersion     what it was compared with; left out when it was not started
//! writtenBy, readAs            the snapshot's Kubernetes, 1.21, and the one that kf read it as, 1.36;
//!                              left out where they are the same
//! status                       equal | mismatch | incomplete
//! total                        {compared, equal, apart, mismatches, failures}
//! causes                       {CAUSE: count}
//! groups[]                     level        etcd | objects
//!                              name         keys, deployments.v1.apps
//!                              compared, equal, apart, mismatches
//!                              failure      why it could not be compared, or not in full
//!                              hint         what to do about that
//!                              findings[]   {subject, kind, cause, detail}; without a cause it is
//!                                           a mismatch
//! notCompared[]                {what, reason, count}
//! ```
//!
//! Members are only ever added. A group's findings can be fewer than its counts say.

use super::{Finding, Group, Note, ReadAs, Report};
use kf_object::encode::Format;
use kf_object::{Map, Value};
use kf_schema::Minor;

impl Report {
    /// Appends the report as JSON.
    pub fn write_json(&self, out: &mut Vec<u8>) {
        Format::Json.write(out, &self.value());
    }

    fn value(&self) -> Value<'_> {
        let mut report = Map::new();
        report.insert("snapshot", Value::str(&self.snapshot));
        report.insert("revision", Value::Int(self.revision));
        if let Some(version) = &self.etcd_version {
            report.insert("etcdVersion", Value::str(version));
        }
        if let Some(version) = &self.kube_version {
            report.insert("kubeVersion", Value::str(version));
        }
        if let Some(ReadAs { minor, written }) = self.read_as {
            let version = |minor: Minor| Value::String(minor.to_string().into());
            report.insert("writtenBy", version(written));
            report.insert("readAs", version(minor));
        }
        report.insert("status", Value::str(self.status().word()));
        let all = self.totals();
        let total = [
            ("compared", all.compared),
            ("equal", all.equal),
            ("apart", all.apart),
            ("mismatches", all.mismatches),
            ("failures", all.failures),
        ];
        report.insert(
            "total",
            Value::object(total.map(|(name, n)| (name, number(n)))),
        );
        let causes = self.causes();
        let causes = causes.iter().map(|(c, n)| (c.word(), number(*n)));
        report.insert("causes", Value::object(causes));
        report.insert(
            "groups",
            Value::Array(self.groups.iter().map(group).collect()),
        );
        let notes = self.notes.iter().map(note).collect();
        report.insert("notCompared", Value::Array(notes));
        Value::Object(report)
    }
}

fn number(n: u64) -> Value<'static> {
    Value::Int(i64::try_from(n).unwrap_or(i64::MAX))
}

fn group(group: &Group) -> Value<'_> {
    let findings = group.mismatches.iter().chain(&group.apart);
    let mut members = vec![
        ("level", Value::str(group.level.word())),
        ("name", Value::str(&group.name)),
        ("compared", number(group.compared)),
        ("equal", number(group.equal)),
        ("apart", number(group.apart_count())),
        ("mismatches", number(group.mismatch_count())),
        ("findings", Value::Array(findings.map(finding).collect())),
    ];
    if let Some(failure) = &group.failure {
        members.push(("failure", Value::String(failure.to_string().into())));
        if let Some(hint) = failure.hint_text() {
            members.push(("hint", Value::str(hint)));
        }
    }
    Value::object(members)
}

fn finding(finding: &Finding) -> Value<'_> {
    let mut members = vec![
        ("subject", Value::str(&finding.subject)),
        ("kind", Value::str(finding.kind.word())),
        ("detail", Value::str(&finding.detail)),
    ];
    if let Some(cause) = finding.cause {
        members.push(("cause", Value::str(cause.word())));
    }
    Value::object(members)
}

fn note(note: &Note) -> Value<'_> {
    Value::object([
        ("what", Value::str(&note.what)),
        ("reason", Value::str(&note.reason)),
        ("count", number(note.count)),
    ])
}
