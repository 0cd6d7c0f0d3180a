//! The facts of `kf info`: each is told once, and shown to people or to programs.

use crate::escape;
use crate::object::Value;
use crate::text::tabwriter::TabWriter;

/// What is known of a snapshot: lines for people, members of a document for programs. Whoever adds
/// a fact says both, or leaves one of them away on purpose.
#[derive(Debug, Default)]
pub(super) struct Facts<'a> {
    lines: Vec<(&'static str, String)>,
    members: Vec<(&'static str, Value<'a>)>,
    etcd: Vec<(&'static str, Value<'a>)>,
}

impl<'a> Facts<'a> {
    /// Adds a line to the screen.
    pub(super) fn line(&mut self, label: &'static str, text: impl Into<String>) {
        self.lines.push((label, text.into()));
    }

    /// Adds a member to the document.
    pub(super) fn member(&mut self, name: &'static str, value: Value<'a>) {
        self.members.push((name, value));
    }

    /// Adds a member to the document's object `etcd`.
    pub(super) fn etcd(&mut self, name: &'static str, value: Value<'a>) {
        self.etcd.push((name, value));
    }

    /// Takes lines away from the screen again.
    pub(super) fn leave_out_lines(&mut self, labels: &[&str]) {
        self.lines.retain(|(label, _)| !labels.contains(label));
    }

    /// Appends the lines.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        let mut screen = TabWriter::new();
        for (label, text) in &self.lines {
            screen.write(&format!("{label}:\t{}\n", escape::text(text)));
        }
        screen.flush(out);
    }

    /// Makes the document.
    pub(super) fn into_value(self) -> Value<'a> {
        let etcd = ("etcd", Value::object(self.etcd));
        Value::object(self.members.into_iter().chain([etcd]))
    }
}
