//! A report for CI systems: JUnit's XML, as Jenkins, GitLab and GitHub's actions read it.
//!
//! One suite a level, one test a group. A group with mismatches fails, with all of them in one
//! `failure`, since readers show the first one alone; one that could not be compared is an
//! `error`. What is set apart is in `system-out`.

use std::fmt::Write as _;

use super::{Group, Level, Report, Status};
use kf_base::count::counted;

/// Longest text of one failure, in bytes: CI systems cut or refuse longer ones.
const MAX_TEXT: usize = 1 << 20;

impl Report {
    /// Appends the report as JUnit XML.
    pub fn write_junit(&self, out: &mut Vec<u8>) {
        let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        let (tests, failures, errors) = counts(&self.groups.iter().collect::<Vec<_>>());
        // Writing to a String cannot fail.
        let _ = writeln!(
            xml,
            "<testsuites name=\"kf verify {}\" tests=\"{tests}\" failures=\"{failures}\" \
             errors=\"{errors}\">",
            escaped(&self.snapshot)
        );
        for level in [Level::Etcd, Level::Objects] {
            let of_level = |g: &&Group| g.level == level;
            let groups: Vec<&Group> = self.groups.iter().filter(of_level).collect();
            if groups.is_empty() {
                continue;
            }
            self.suite(&mut xml, level, &groups);
        }
        xml.push_str("</testsuites>\n");
        out.extend_from_slice(xml.as_bytes());
    }

    fn suite(&self, xml: &mut String, level: Level, groups: &[&Group]) {
        let (tests, failures, errors) = counts(groups);
        let level = level.word();
        let _ = writeln!(
            xml,
            "  <testsuite name=\"kf verify {level}\" tests=\"{tests}\" failures=\"{failures}\" \
             errors=\"{errors}\" skipped=\"0\">"
        );
        xml.push_str("    <properties>\n");
        let revision = self.revision.to_string();
        let read_as = self.read_as.map(|r| r.minor.to_string());
        let properties = [
            ("snapshot", Some(self.snapshot.as_str())),
            ("revision", Some(revision.as_str())),
            ("etcdVersion", self.etcd_version.as_deref()),
            ("kubeVersion", self.kube_version.as_deref()),
            ("readAs", read_as.as_deref()),
        ];
        for (name, value) in properties {
            if let Some(value) = value {
                let value = escaped(value);
                let _ = writeln!(xml, "      <property name=\"{name}\" value=\"{value}\"/>");
            }
        }
        xml.push_str("    </properties>\n");
        for group in groups {
            test(xml, level, group);
        }
        xml.push_str("  </testsuite>\n");
    }
}

fn counts(groups: &[&Group]) -> (usize, usize, usize) {
    let of = |status| groups.iter().filter(|g| g.status() == status).count();
    (groups.len(), of(Status::Mismatch), of(Status::Incomplete))
}

fn test(xml: &mut String, level: &str, group: &Group) {
    let _ = write!(
        xml,
        "    <testcase classname=\"kf.verify.{level}\" name=\"{}\"",
        escaped(&group.name)
    );
    let mut inner = String::new();
    let mut text = String::new();
    for finding in &group.mismatches {
        if text.len() > MAX_TEXT {
            break;
        }
        let what = finding.kind.sentence();
        let _ = writeln!(text, "{}: {what}\n{}", finding.subject, finding.detail);
    }
    // A test either fails or is an error, or it would count twice.
    if let Some(failure) = &group.failure {
        let mut whole = failure.to_string();
        if let Some(hint) = failure.hint_text() {
            let _ = write!(whole, "\nhint: {hint}");
        }
        if !text.is_empty() {
            let _ = write!(whole, "\n\n{text}");
        }
        let _ = writeln!(
            inner,
            "      <error type=\"not compared\" message=\"not compared in full\">{}</error>",
            escaped(&whole)
        );
    } else if group.mismatch_count() > 0 {
        let _ = writeln!(
            inner,
            "      <failure type=\"mismatch\" message=\"{}, {} compared\">{}</failure>",
            counted(group.mismatch_count(), "mismatch", "mismatches"),
            group.compared,
            escaped(&text)
        );
    }
    let apart = group.apart_count();
    if apart > 0 {
        let mut text = format!("set apart, with a known cause: {apart}\n");
        for finding in &group.apart {
            if text.len() > MAX_TEXT {
                break;
            }
            let cause = finding.cause.map_or("", super::Cause::word);
            let _ = writeln!(text, "{}: {cause}", finding.subject);
        }
        let _ = writeln!(inner, "      <system-out>{}</system-out>", escaped(&text));
    }
    if inner.is_empty() {
        xml.push_str("/>\n");
    } else {
        let _ = write!(xml, ">\n{inner}    </testcase>\n");
    }
}

/// Text for XML 1.0, in an element or an attribute. What it cannot hold at all becomes U+FFFD.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\n' | '\t' => out.push(c),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}
