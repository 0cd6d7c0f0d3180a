//! What is being done, on a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::escape;
use crate::verify::Stage;

/// How often the line is drawn while nothing is heard.
const TICK: Duration = Duration::from_millis(120);

/// A line that says what is being done.
pub(super) struct Line(Option<ProgressBar>);

impl Line {
    /// A line that is shown, or none.
    pub(super) fn new(shown: bool) -> Self {
        Self(shown.then(|| {
            let bar = ProgressBar::new_spinner();
            bar.set_draw_target(ProgressDrawTarget::stderr());
            let style = ProgressStyle::with_template("{spinner} {wide_msg}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
            bar.enable_steady_tick(TICK);
            bar
        }))
    }

    pub(super) fn show(&self, stage: Stage<'_>) {
        if let Some(bar) = &self.0 {
            bar.set_message(text(stage));
        }
    }

    pub(super) fn clear(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.clear();
    }
}

fn text(stage: Stage<'_>) -> String {
    match stage {
        Stage::Preparing => "looking for etcd and kube-apiserver".to_owned(),
        Stage::Copying { done, total } => {
            let (done, total) = (done >> 20, total >> 20);
            format!("copying the snapshot: {done} of {total} MiB")
        }
        Stage::Restoring => "restoring the copy".to_owned(),
        Stage::StartingEtcd => "starting etcd".to_owned(),
        Stage::StartingApiServer => "starting kube-apiserver".to_owned(),
        Stage::Comparing { what, done, total } => {
            format!("{done} of {total} compared: {}", escape::text(what))
        }
        Stage::Removing => "stopping and removing everything".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_in_words() {
        let copying = Stage::Copying {
            done: 5 << 20,
            total: 9 << 20,
        };
        assert_eq!(text(copying), "copying the snapshot: 5 of 9 MiB");
        let comparing = Stage::Comparing {
            what: "pods.v1",
            done: 3,
            total: 70,
        };
        assert_eq!(text(comparing), "3 of 70 compared: pods.v1");
    }
}
