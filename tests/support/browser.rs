//! A page in the machine's own browser.

use std::fs;
use std::path::Path;
use std::process::Command;

/// A Chromium, with a profile of its own and a log of what it asks the network for.
pub(crate) struct Browser {
    program: &'static str,
    home: tempfile::TempDir,
}

impl Browser {
    /// The first of the machine. `.ci/run` names it if there is none.
    pub(crate) fn find() -> Option<Self> {
        let names = ["chromium", "chromium-browser", "google-chrome"];
        let program = names.into_iter().find(|name| {
            Command::new(name)
                .arg("--version")
                .output()
                .is_ok_and(|o| o.status.success())
        })?;
        Some(Self {
            program,
            home: tempfile::tempdir().unwrap(),
        })
    }

    /// The document that a file has become once it is shown.
    pub(crate) fn dump(&self, page: &Path, fragment: &str) -> String {
        let home = self.home.path();
        let output = Command::new(self.program)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
            ])
            .args(["--disable-background-networking", "--no-first-run"])
            .arg(format!(
                "--user-data-dir={}",
                home.join("profile").display()
            ))
            .arg(format!("--log-net-log={}", home.join("net.json").display()))
            .arg("--dump-dom")
            .arg(format!("file://{}{fragment}", page.display()))
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Of all that the browser asked for when it last showed something, nothing is the page's.
    pub(crate) fn asked_for_nothing(&self) {
        let requests = fs::read_to_string(self.home.path().join("net.json")).unwrap();
        for outside in ["http://", "https://"] {
            let start = format!("\"url\":\"{outside}");
            let asked = requests.split(start.as_str()).skip(1);
            let mine = asked.filter(|rest| {
                let host = rest.split(['/', '"']).next().unwrap_or_default();
                !host.starts_with("clients") && !host.contains("google") && !host.contains("gvt1")
            });
            assert_eq!(mine.count(), 0, "{outside}");
        }
    }
}
