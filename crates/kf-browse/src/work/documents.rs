//! Texts: what commands of kf print, and files with it.

use std::sync::atomic::Ordering;

use kf_object::Value;
use kf_object::encode::Format;
use kf_object::parse::yaml;

use super::{Stop, Worker};
use crate::ask::{Answer, Id};
use crate::source::{Command, File};
use crate::table::Name;

impl Worker<'_, '_> {
    /// What a command prints.
    pub(super) fn document(&self, id: Id, command: &Command, masked: bool) -> Result<(), Stop> {
        if self.text.load(Ordering::Relaxed) != id {
            return Err(Stop::Unwanted);
        }
        let mut printed = self.source.print(command);
        if masked && !printed.failed {
            printed.out = mask(&printed.out);
        }
        self.say(Answer::Text { id, printed })
    }

    /// Writes what commands print into files.
    pub(super) fn save(&self, directory: &str, objects: Vec<(Name, Command)>) -> Result<(), Stop> {
        let mut files = Vec::new();
        let mut failed = None;
        for (name, command) in objects {
            let printed = self.source.print(&command);
            if printed.failed {
                failed = Some(format!("{}: {}", name.name, printed.err.trim_end()));
                break;
            }
            files.push(File {
                word: name.word,
                namespace: name.namespace,
                name: name.name,
                bytes: printed.out,
            });
        }
        let result = match failed {
            // Some of what was asked for would look like all of it.
            Some(why) => Err(why),
            None => self.source.save(directory, &files),
        };
        self.say(Answer::Saved(result))
    }
}

/// A decoded Secret with the lengths of its values in place of them.
fn mask(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let Ok(documents) = yaml::documents(text) else {
        return b"this Secret cannot be masked; x shows it\n".to_vec();
    };
    for mut document in documents {
        for member in ["stringData", "data"] {
            let values = document.as_object_mut().and_then(|o| o.get_mut(member));
            let Some(values) = values.and_then(Value::as_object_mut) else {
                continue;
            };
            for (_, value) in values.iter_mut() {
                let length = value.as_str().map_or(0, str::len);
                *value = Value::String(format!("<{length} bytes, x shows them>").into());
            }
        }
        let annotations = document
            .as_object_mut()
            .and_then(|o| o.get_mut("metadata"))
            .and_then(Value::as_object_mut)
            .and_then(|m| m.get_mut("annotations"))
            .and_then(Value::as_object_mut);
        if let Some(annotations) = annotations
            && let Some(applied) =
                annotations.get_mut("kubectl.kubernetes.io/last-applied-configuration")
        {
            // It repeats the values.
            *applied = Value::str("<masked, x shows it>");
        }
        Format::Yaml.write(&mut out, &document);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_secret_has_no_values() {
        let text = b"apiVersion: v1\nkind: Secret\nmetadata:\n  annotations:\n    \
            kubectl.kubernetes.io/last-applied-configuration: '{\"data\":\"hunter2\"}'\n  \
            name: s\nstringData:\n  password: hunter2\n";
        let masked = String::from_utf8(mask(text)).unwrap();
        assert!(!masked.contains("hunter2"), "{masked}");
        assert!(
            masked.contains("password: <7 bytes, x shows them>"),
            "{masked}"
        );
    }
}
