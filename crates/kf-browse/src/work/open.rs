//! What is known of a snapshot once it is open.

use kf_base::error::Result;
use kf_base::time::time_text;
use kf_view::{Expect, View};

use super::{Worker, told};
use crate::ask::{About, Answer, Span};
use crate::notes::Notes;

impl<'s> Worker<'_, 's> {
    /// Opens the newest states, of which a type is looked at first, and says what they are.
    pub(crate) fn open(&self, word: &str) {
        let expect = [word, "namespaces"].map(|word| Expect::Kind {
            word: word.to_owned(),
            namespace: None,
        });
        let answer = match self.about(&expect) {
            Ok(about) => Answer::Opened(Box::new(about)),
            Err(e) => Answer::Broken(e),
        };
        let _ = self.say(answer);
    }

    fn about(&self, expect: &[Expect]) -> Result<About> {
        let mut notes = Notes::default();
        for side in 1..self.source.sides() {
            let view = self.view_of(side, None, expect.to_vec())?;
            let name = self.source.name(side);
            let told = self.problems(side, &view);
            notes.extend(told.into_iter().map(|text| format!("{name}: {text}")));
        }
        let view = self.view_of(0, None, expect.to_vec())?;
        notes.extend(self.problems(0, &view));
        let mut about = About {
            version: view.kube_version().minor.to_string(),
            spans: vec![self.span(0, &view)],
            namespaces: namespaces(&view),
            words: completions(&view),
            problems: Vec::new(),
        };
        for side in 1..self.source.sides() {
            let view = self.view_of(side, None, expect.to_vec())?;
            about.spans.push(self.span(side, &view));
            about.namespaces.extend(namespaces(&view));
            about.namespaces.sort();
            about.namespaces.dedup();
        }
        about.problems = notes.into_lines();
        Ok(about)
    }

    fn span(&self, side: usize, view: &View<'s>) -> Span {
        let store = view.store();
        let now = self.source.now(side, view);
        let newest = view.revision();
        Span {
            time: now.and_then(|t| time_text(t.seconds)).unwrap_or_default(),
            oldest: store.compact_revision().unwrap_or(1).min(newest),
            newest,
            history: store.kept().has_history(),
        }
    }

    fn problems(&self, side: usize, view: &View<'s>) -> Vec<String> {
        let mut all = self.source.doubts(side);
        all.extend(view.problems().iter().map(|e| told(view, e)));
        all.extend(view.type_problems().map(|e| told(view, e)));
        if let Some(version) = view.doubtful_version() {
            all.push(format!("Kubernetes {version} is assumed"));
        }
        all
    }
}

/// The names of the namespaces, by their keys.
fn namespaces(view: &View<'_>) -> Vec<String> {
    let mapping = view
        .lookup("namespaces")
        .ok()
        .and_then(|m| m.into_iter().next());
    let Some(mapping) = mapping else {
        return Vec::new();
    };
    let Ok(prefix) = view.key_prefix(&mapping, None) else {
        return Vec::new();
    };
    let Ok((records, _)) = view.records_of(&mapping, None) else {
        return Vec::new();
    };
    let names = records
        .iter()
        .filter_map(|r| r.key.strip_prefix(prefix.as_bytes()));
    names
        .filter_map(|name| std::str::from_utf8(name).ok())
        .map(str::to_owned)
        .collect()
}

/// Words for the types, sorted.
fn completions(view: &View<'_>) -> Vec<String> {
    let resources = view.catalog().resources().iter();
    let served = resources.filter(|r| r.preferred().is_some());
    let mut words = Vec::new();
    for resource in served {
        words.extend([resource.plural.to_string(), resource.group_resource()]);
        words.extend(resource.short_names.iter().map(ToString::to_string));
    }
    words.sort();
    words.dedup();
    words
}
