//! What the tests share: running kf without the environment's help, and the fixtures.

pub(crate) mod browser;
#[cfg(all(unix, feature = "verify"))]
pub(crate) mod stand_in;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use kf::cli::Streams;
use kf::cli::exit::ExitStatus;
use kf::input::{Input, OpenOptions};
use sha2::{Digest as _, Sha256};

/// What a run printed, and how it ended.
#[must_use]
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Output {
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
    pub(crate) code: i32,
}

impl Output {
    /// Standard output, which is UTF-8 in what the tests run.
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.stdout).unwrap()
    }

    /// Exit code, standard error and standard output in one block.
    pub(crate) fn block(&self) -> String {
        format!("exit {}\n{}--\n{}", self.code, self.stderr, self.text())
    }

    /// Asserts that the run failed, printed nothing, and said exactly this.
    #[track_caller]
    pub(crate) fn fails(&self, stderr: &str) {
        assert_eq!(
            (self.stderr.as_str(), self.text(), self.code),
            (stderr, "", 1)
        );
    }

    /// Asserts that the run succeeded, said nothing, and printed exactly this.
    #[track_caller]
    pub(crate) fn prints(&self, stdout: &str) {
        assert_eq!(
            (self.text(), self.stderr.as_str(), self.code),
            (stdout, "", 0)
        );
    }
}

/// Runs kf in this process. The words are split at spaces.
pub(crate) fn kf(words: &str, more: &[&str]) -> Output {
    let args = words.split_whitespace().chain(more.iter().copied());
    kf_args(args, &[])
}

/// Runs kf in this process with `input` as its standard input.
pub(crate) fn kf_args<'a>(args: impl IntoIterator<Item = &'a str>, input: &[u8]) -> Output {
    run(args, input, kf::cli::Screen::default())
}

/// Runs kf in this process as if both of its outputs were a terminal without colours.
pub(crate) fn on_a_terminal<'a>(args: impl IntoIterator<Item = &'a str>) -> Output {
    let screen = kf::cli::Screen {
        out: true,
        err: true,
        plain: true,
        ..kf::cli::Screen::default()
    };
    run(args, &[], screen)
}

fn run<'a>(
    args: impl IntoIterator<Item = &'a str>,
    mut input: &[u8],
    screen: kf::cli::Screen,
) -> Output {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let args = std::iter::once("kf").chain(args);
    let status = kf::cli::run(
        args,
        &mut Streams {
            input: &mut input,
            out: &mut stdout,
            progress: false,
            err: &mut stderr,
            screen,
        },
    );
    Output {
        stdout,
        stderr: String::from_utf8(stderr).unwrap(),
        code: code(status),
    }
}

fn code(status: ExitStatus) -> i32 {
    match status {
        ExitStatus::Success => 0,
        ExitStatus::Failure => 1,
        ExitStatus::Trouble => 2,
        ExitStatus::Command(code) => code.into(),
    }
}

/// The program itself, with nothing in its environment.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kf"));
    command.env_clear();
    command
}

/// Runs the program itself with what the test set up.
pub(crate) fn finish(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    Output {
        stdout: output.stdout,
        stderr: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap(),
    }
}

/// Whether these tests run where a signal is ignored, as it then is for what they start: that of a closed terminal
/// under `nohup`, Ctrl-C in the background of a script.
#[cfg(unix)]
pub(crate) fn ignores(signal: rustix::process::Signal) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mut lines = status.lines();
    let ignored = lines.find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.map_or(0, |mask| u64::from_str_radix(mask.trim(), 16).unwrap());
    ignored >> (signal.as_raw() - 1) & 1 == 1
}

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file under `fixtures/`.
pub(crate) fn fixture(name: &str) -> PathBuf {
    root().join("fixtures").join(name)
}

/// A snapshot as the database file that it is inside.
pub(crate) fn database(name: &str) -> Vec<u8> {
    let path = fixture("snapshots").join(name);
    let input = Input::open(&path, &OpenOptions::default()).unwrap();
    input.bytes().to_vec()
}

/// A snapshot unpacked once, which makes a thousand runs on it bearable.
pub(crate) fn unpacked(name: &str) -> String {
    let to = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.unpacked"));
    if !to.exists() {
        // Tests run side by side: each writes a file of its own, and any of them may stay.
        put(&to, &database(name));
    }
    to.to_str().unwrap().to_owned()
}

/// Writes a file so that nobody sees half of it.
fn put(to: &Path, bytes: &[u8]) {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let n = COUNT.fetch_add(1, Ordering::Relaxed);
    let part = to.with_extension(format!("{}-{n}", std::process::id()));
    fs::write(&part, bytes).unwrap();
    fs::rename(&part, to).unwrap();
}

/// A file of this content that goes away with the value.
pub(crate) fn temporary(bytes: &[u8]) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    file
}

/// The hexadecimal SHA-256.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|b| format!("{b:02x}")).collect()
}

/// Unpacks a gzip file of text.
pub(crate) fn gunzip(path: &Path) -> String {
    let file = fs::File::open(path).unwrap();
    io::read_to_string(flate2::read::MultiGzDecoder::new(file)).unwrap()
}

/// The files in a directory and in those below it.
pub(crate) fn files(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let found = entries.map(|path| match path.is_dir() {
        true => files(&path),
        false => vec![path],
    });
    found.flatten().collect()
}
