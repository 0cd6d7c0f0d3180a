//! `--custody`: what was read and written by a run, in a record beside the evidence.

use std::any::TypeId;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use clap::{ArgMatches, Command as Clap};

use super::args::{self, Cli, Command};
use super::evidence;
use super::exit::ExitStatus;
use super::open::timestamp;
use super::remote;
use super::report::{Failure, Outcome};
use super::streams::Streams;
use crate::input::open_quietly;
use crate::private;
use crate::story::custody::{Digest, Event, FileState, Pen, Run, Summing, verify};
use crate::time::rfc3339_nano_text;

/// Arguments that name what is written, and not what is read.
const OUTPUTS: [&str; 7] = [
    "dir",
    "to",
    "extract",
    "compose",
    "kubeconfig",
    "work_dir",
    "custody",
];

/// Names of what is no file.
pub(super) const STANDARD: [&str; 2] = ["standard input (read)", "standard output"];

/// Flags whose values are secrets, unless they name a file.
pub(super) const SECRETS: [&str; 2] = ["--k3s-token", "--redact-salt"];

/// Deepest directory of inputs that is looked through, and most files in one.
const DEEPEST: usize = 16;
const MOST_FILES: usize = 100_000;

/// A record that a run is written into.
#[derive(Debug)]
pub(super) struct Record {
    file: File,
    path: PathBuf,
    pen: Pen,
    /// Files with what they were before.
    inputs: Vec<(PathBuf, Digest)>,
    /// Directories and files that the command writes.
    outputs: Vec<PathBuf>,
}

/// Runs a command and writes down what it read and wrote.
pub(super) fn recorded(
    path: &Path,
    caller: &Caller,
    streams: &mut Streams<'_>,
    work: impl FnOnce(&mut Streams<'_>) -> ExitStatus,
) -> Outcome<ExitStatus> {
    let record = Record::begin(path, caller)?;
    let mut input = Summing::new(&mut *streams.input);
    let mut out = Summing::new(&mut *streams.out);
    let status = work(&mut Streams {
        input: &mut input,
        out: &mut out,
        progress: streams.progress,
        err: streams.err,
        screen: streams.screen.clone(),
    });
    let (read, written) = (input.digest(), out.digest());
    record.end(read, written, status)?;
    Ok(status)
}

/// A command line, and the files and directories that it names.
#[derive(Debug, Default)]
pub(crate) struct Caller {
    arguments: Vec<OsString>,
    inputs: BTreeSet<PathBuf>,
    outputs: BTreeSet<PathBuf>,
}

impl Caller {
    /// Finds the arguments that are paths by how they are defined.
    pub(super) fn of(arguments: &[OsString], cli: &Cli, matches: &ArgMatches) -> Self {
        let mut named = Self {
            arguments: arguments.to_vec(),
            ..Self::default()
        };
        let mut definition = args::command();
        // Flags of all commands are known to each of them from here on.
        definition.build();
        named.add(&definition, matches);
        let keys = cli.snapshot.keys.kms_dek.iter();
        named.inputs.extend(keys.map(|(_, path)| path.clone()));
        let among_words = cli.files_among_words();
        named
            .inputs
            .extend(among_words.into_iter().map(PathBuf::from));
        // With --snapshot, the only argument is where to write.
        if let Command::Redact(redact) = &cli.command
            && let (None, Some(dir)) = (&redact.dir, &redact.file)
        {
            named.inputs.remove(dir);
            named.outputs.insert(dir.clone());
        }
        named
    }

    fn add(&mut self, definition: &Clap, matches: &ArgMatches) {
        for arg in definition.get_arguments() {
            let id = arg.get_id().as_str();
            if arg.get_value_parser().type_id() != TypeId::of::<PathBuf>() {
                continue;
            }
            let Ok(Some(values)) = matches.try_get_many::<PathBuf>(id) else {
                continue;
            };
            let to = match OUTPUTS.contains(&id) {
                true => &mut self.outputs,
                false => &mut self.inputs,
            };
            to.extend(values.cloned());
        }
        if let Some((name, matches)) = matches.subcommand()
            && let Some(definition) = definition.find_subcommand(name)
        {
            self.add(definition, matches);
        }
    }
}

fn failed(path: &Path, e: &io::Error) -> Failure {
    Failure::usage(format!("--custody {}: {e}", path.display()))
}

impl Record {
    /// Opens the record, checks it, and writes down who runs what on which files.
    pub(super) fn begin(path: &Path, caller: &Caller) -> Outcome<Self> {
        let mut inputs = Vec::new();
        for input in &caller.inputs {
            if remote::is_remote(input) {
                let hint = "the store's own tool copies it; give kf the copy";
                let text =
                    "--custody: what lies in a store is no file that can be held to a record";
                return Err(Failure::usage(text).hint(hint));
            }
            files_below(input, 0, &mut inputs).map_err(|e| failed(input, &e))?;
        }
        if evidence::holds(inputs.iter().chain(&caller.inputs), path) {
            let text = format!("--custody {}: this is an input", path.display());
            return Err(Failure::usage(text));
        }
        let file = append(path).map_err(|e| failed(path, &e))?;
        if file.try_lock().is_err() {
            let text = format!("--custody {}: another run writes into it", path.display());
            return Err(Failure::usage(text));
        }
        let chain = verify(BufReader::new(&file)).map_err(|e| failed(path, &e))?;
        if let Some(fault) = chain.faults.first() {
            let text = format!(
                "--custody {}: line {}: {}",
                path.display(),
                fault.line,
                fault.what
            );
            let hint = "kf custody verify says more; a new file begins a new record";
            return Err(Failure::usage(text).hint(hint));
        }
        let mut record = Self {
            file,
            path: path.to_owned(),
            pen: Pen::after(&chain),
            inputs: Vec::new(),
            outputs: caller
                .outputs
                .iter()
                .filter(|p| *p != path)
                .cloned()
                .collect(),
        };
        record.write(&Event::Start(run(&caller.arguments)))?;
        for input in inputs {
            let state = state(&input).map_err(|e| failed(&input, &e))?;
            record.inputs.push((input, state.digest.clone()));
            record.write(&Event::Before(state))?;
        }
        Ok(record)
    }

    /// Returns the files that are read, with what they were before.
    pub(super) fn inputs(&self) -> &[(PathBuf, Digest)] {
        &self.inputs
    }

    /// Writes down what was written.
    pub(super) fn output(&mut self, name: &str, digest: Digest) -> Outcome {
        self.write(&Event::Output(name.to_owned(), digest))
    }

    /// Writes down what went through the standard streams and into files, and how the inputs are now.
    fn end(mut self, read: Digest, written: Digest, status: ExitStatus) -> Outcome {
        let [input, output] = STANDARD;
        if read.size > 0 {
            self.output(input, read)?;
        }
        self.output(output, written)?;
        let mut outputs = Vec::new();
        for output in &self.outputs {
            if output.exists() {
                files_below(output, 0, &mut outputs).map_err(|e| failed(output, &e))?;
            }
        }
        for output in outputs {
            let digest = digest(&output).map_err(|e| failed(&output, &e))?;
            self.output(&output.display().to_string(), digest)?;
        }
        self.finish(status)
    }

    /// Writes down how the inputs are now, and how the run ended.
    pub(super) fn finish(mut self, status: ExitStatus) -> Outcome {
        for (input, _) in std::mem::take(&mut self.inputs) {
            let after = state(&input).map_err(|e| format!("{}: {e}", input.display()));
            self.write(&Event::After(after))?;
        }
        let code = match status {
            ExitStatus::Success => 0,
            ExitStatus::Failure => 1,
            ExitStatus::Trouble => 2,
            ExitStatus::Command(code) => code,
        };
        self.write(&Event::End(code))
    }

    fn write(&mut self, event: &Event) -> Outcome {
        let line = self.pen.line(&now(), event);
        let written = self
            .file
            .write_all(&line)
            .and_then(|()| self.file.sync_data());
        written.map_err(|e| failed(&self.path, &e))
    }
}

/// The wall clock, in UTC.
fn now() -> String {
    rfc3339_nano_text(timestamp(SystemTime::now()), 0)
}

/// A file itself, or all files below a directory, by their names.
fn files_below(path: &Path, depth: usize, to: &mut Vec<PathBuf>) -> io::Result<()> {
    let is_directory = match fs::metadata(path) {
        Ok(found) => found.is_dir(),
        // Standard input, and what is not there: the command says so itself.
        Err(_) => return Ok(()),
    };
    if !is_directory {
        to.push(path.to_owned());
        return Ok(());
    }
    if depth >= DEEPEST || to.len() >= MOST_FILES {
        return Err(io::Error::other(
            "too many files, or directories in directories",
        ));
    }
    let mut entries: Vec<PathBuf> = fs::read_dir(path)?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<io::Result<_>>()?;
    entries.sort();
    for entry in entries {
        let kind = fs::symlink_metadata(&entry)?.file_type();
        if kind.is_dir() || kind.is_file() {
            files_below(&entry, depth.saturating_add(1), to)?;
        }
    }
    Ok(())
}

/// Opens a record to write on, or makes one for its owner alone: it says who ran what on which files.
fn append(path: &Path) -> io::Result<File> {
    match private::file(path) {
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
            if fs::metadata(path).is_ok_and(|found| !found.is_file()) {
                return Err(io::Error::other("not a regular file"));
            }
        }
        made => drop(made?),
    }
    OpenOptions::new().read(true).append(true).open(path)
}

/// Hashes a regular file: a pipe could be read once, and by nobody else then, and a device without end.
pub(super) fn digest(path: &Path) -> io::Result<Digest> {
    Ok(quiet_digest(path)?.0)
}

/// Hashes a regular file, and returns whether the time of its last access stays.
fn quiet_digest(path: &Path) -> io::Result<(Digest, bool)> {
    let regular = |found: fs::Metadata| match found.is_file() {
        true => Ok(()),
        false => Err(io::Error::other("not a regular file")),
    };
    // Asked first as well, since to open a pipe is to wait.
    regular(fs::metadata(path)?)?;
    let (file, kept) = open_quietly(path)?;
    regular(file.metadata()?)?;
    Ok((Digest::of(BufReader::with_capacity(1 << 20, file))?, kept))
}

/// A file as it is now; times are taken before anything is read.
fn state(path: &Path) -> io::Result<FileState> {
    let found = fs::metadata(path)?;
    let text = |time: io::Result<SystemTime>| time.ok().map(|t| rfc3339_nano_text(timestamp(t), 0));
    let (inode, changed) = inode(&found);
    let (digest, keeps_access_time) = quiet_digest(path)?;
    Ok(FileState {
        path: path.display().to_string(),
        digest,
        inode,
        modified: text(found.modified()),
        changed,
        accessed: text(found.accessed()),
        keeps_access_time,
    })
}

#[cfg(unix)]
fn inode(found: &fs::Metadata) -> (Option<(u64, u64)>, Option<String>) {
    use std::os::unix::fs::MetadataExt as _;
    let changed = crate::time::Timestamp::new(found.ctime(), found.ctime_nsec());
    let changed = rfc3339_nano_text(changed, 0);
    (Some((found.dev(), found.ino())), Some(changed))
}

#[cfg(not(unix))]
fn inode(_: &fs::Metadata) -> (Option<(u64, u64)>, Option<String>) {
    (None, None)
}

/// Who runs what.
fn run(args: &[OsString]) -> Run {
    let variable = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
    let program = std::env::current_exe().and_then(|path| digest(&path));
    let directory = std::env::current_dir().ok();
    Run {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        program: program.ok(),
        arguments: shown(args),
        directory: directory.map(|d| d.display().to_string()),
        user: ["USER", "LOGNAME", "USERNAME"]
            .into_iter()
            .find_map(variable),
        uid: uid(),
        host: host()
            .or_else(|| variable("HOSTNAME"))
            .or_else(|| variable("COMPUTERNAME")),
        platform: format!("{}/{}", std::env::consts::OS, std::env::consts::ARCH),
    }
}

/// The command line without the secrets in it.
fn shown(args: &[OsString]) -> Vec<String> {
    let mut shown = Vec::new();
    let mut hides = false;
    for arg in args {
        let arg = arg.to_string_lossy();
        let hidden = |value: &str| match value.starts_with('@') {
            true => value.to_owned(),
            false => "<not shown>".to_owned(),
        };
        if std::mem::take(&mut hides) {
            shown.push(hidden(&arg));
            continue;
        }
        match arg.split_once('=') {
            Some((flag, value)) if SECRETS.contains(&flag) => {
                shown.push(format!("{flag}={}", hidden(value)));
            }
            _ => {
                hides = SECRETS.contains(&arg.as_ref());
                shown.push(arg.into_owned());
            }
        }
    }
    shown
}

/// The owner of this process, as the system shows it.
fn uid() -> Option<u32> {
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::fs::MetadataExt as _;
        fs::metadata("/proc/self").ok().map(|found| found.uid())
    }
    #[cfg(not(target_os = "linux"))]
    None
}

fn host() -> Option<String> {
    let name = fs::read_to_string("/proc/sys/kernel/hostname");
    let name = name.or_else(|_| fs::read_to_string("/etc/hostname")).ok()?;
    Some(name.trim().to_owned()).filter(|name| !name.is_empty())
}
