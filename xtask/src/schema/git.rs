//! Reads files out of a git repository at a revision; no work tree is needed.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::Result;

/// A repository and one long-lived `git cat-file --batch` on it.
pub(crate) struct Repo {
    dir: PathBuf,
    child: Child,
    requests: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

/// What a revision holds: folder, then file name, then blob id.
pub(crate) type Tree = BTreeMap<String, BTreeMap<String, String>>;

impl Repo {
    pub(crate) fn open(dir: &Path) -> Result<Self> {
        let mut child = Command::new("git")
            .arg("-C")
            .arg(dir)
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|e| format!("git cat-file: {e}"))?;
        let requests = child.stdin.take();
        let answers = child.stdout.take().ok_or("git cat-file: no stdout")?;
        Ok(Self {
            dir: dir.to_owned(),
            child,
            requests,
            answers: BufReader::new(answers),
        })
    }

    fn git(&self, args: &[&str]) -> Result<String> {
        let out = Command::new("git")
            .arg("-C")
            .arg(&self.dir)
            .args(args)
            .output()
            .map_err(|e| format!("git: {e}"))?;
        if !out.status.success() {
            return Err(format!(
                "git -C {} {}: {}",
                self.dir.display(),
                args.join(" "),
                String::from_utf8_lossy(&out.stderr).trim()
            ));
        }
        String::from_utf8(out.stdout).map_err(|e| e.to_string())
    }

    /// The commit id that a tag, branch or id names.
    pub(crate) fn commit(&self, rev: &str) -> Result<String> {
        let name = format!("{rev}^{{commit}}");
        Ok(self
            .git(&["rev-parse", "--verify", "--quiet", &name])
            .map_err(|_| format!("{}: no revision {rev}", self.dir.display()))?
            .trim()
            .to_owned())
    }

    /// The tags that begin with a text.
    pub(crate) fn tags(&self, prefix: &str) -> Result<Vec<String>> {
        let tags = self.git(&["tag", "--list", &format!("{prefix}*")])?;
        Ok(tags.lines().map(str::to_owned).collect())
    }

    /// All files of a revision.
    pub(crate) fn tree(&self, rev: &str) -> Result<Tree> {
        let mut tree = Tree::new();
        for line in self.git(&["ls-tree", "-r", rev])?.lines() {
            let Some((meta, path)) = line.split_once('\t') else {
                continue;
            };
            let Some(oid) = meta.split(' ').nth(2) else {
                continue;
            };
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            tree.entry(folder.to_owned())
                .or_default()
                .insert(name.to_owned(), oid.to_owned());
        }
        Ok(tree)
    }

    /// The text of a blob.
    pub(crate) fn blob(&mut self, oid: &str) -> Result<String> {
        let requests = self.requests.as_mut().ok_or("git cat-file is closed")?;
        writeln!(requests, "{oid}").map_err(|e| e.to_string())?;
        requests.flush().map_err(|e| e.to_string())?;
        let mut head = String::new();
        self.answers
            .read_line(&mut head)
            .map_err(|e| e.to_string())?;
        let size: usize = head
            .split_whitespace()
            .nth(2)
            .and_then(|s| s.parse().ok())
            .ok_or_else(|| format!("{}: blob {oid}: {}", self.dir.display(), head.trim()))?;
        let mut data = vec![0; size + 1];
        self.answers
            .read_exact(&mut data)
            .map_err(|e| e.to_string())?;
        data.pop();
        String::from_utf8(data).map_err(|e| e.to_string())
    }
}

impl Drop for Repo {
    fn drop(&mut self) {
        drop(self.requests.take());
        // Its input is closed, so it ends by itself.
        let _ = self.child.wait();
    }
}
