//! A program that runs in the background, and what it says.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};

use super::Interrupt;
use super::advice::{self, Stopped};
use kf_base::error::{Error, ErrorKind, Result};
use kf_base::private;

/// Bytes at the end of a log that are looked at.
const TAIL: u64 = 64 << 10;

/// How long a program may take to end by itself when it is told to.
const GRACE: Duration = Duration::from_secs(5);

/// A program that was started.
#[derive(Debug)]
pub(crate) struct Service {
    name: &'static str,
    child: Child,
    log: PathBuf,
    started: Instant,
    ended: Option<ExitStatus>,
}

impl Service {
    /// Starts `command` with both of its output streams in the new file `log`. It is not in the
    /// terminal's foreground group: Ctrl-C is for kf, which ends it in order.
    pub(crate) fn start(
        name: &'static str,
        mut command: Command,
        log: &Path,
    ) -> Result<Self, Stopped> {
        let file = private::file(log).and_then(|out| Ok((out.try_clone()?, out)));
        let (out, err) =
            file.map_err(|e| Error::io(format!("cannot write {}", log.display()), &e))?;
        command.stdin(Stdio::null()).stdout(out).stderr(err);
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let child = command.spawn().map_err(|e| {
            let program = Path::new(command.get_program());
            advice::not_started(name, program, &e)
        })?;
        Ok(Self {
            name,
            child,
            log: log.to_owned(),
            started: Instant::now(),
            ended: None,
        })
    }

    /// How long ago it was started.
    pub(crate) fn age(&self) -> Duration {
        self.started.elapsed()
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// How it ended, if it has.
    fn status(&mut self) -> Result<Option<ExitStatus>> {
        if self.ended.is_none() {
            let waited = self.child.try_wait();
            self.ended =
                waited.map_err(|e| Error::io(format!("cannot wait for {}", self.name), &e))?;
        }
        Ok(self.ended)
    }

    /// Goes on while it runs.
    ///
    /// # Errors
    /// Judge when it has ended, with the last of what it said.
    pub(crate) fn alive(&mut self) -> Result<(), Stopped> {
        match self.status()? {
            None => Ok(()),
            Some(status) => Err(advice::ended(self.name, &status.to_string(), &self.tail())),
        }
    }

    /// Waits for its end, which is to be a good one, and gives what it said.
    ///
    /// # Errors
    /// Judge when it fails, or takes longer than `patience`; Interrupted.
    pub(crate) fn finish(
        &mut self,
        patience: Duration,
        interrupt: &Interrupt,
    ) -> Result<String, Stopped> {
        match interrupt.wait_for(patience, || self.status())? {
            Some(status) if status.success() => Ok(self.tail()),
            Some(status) => Err(advice::ended(self.name, &status.to_string(), &self.tail())),
            None => {
                let seconds = patience.as_secs();
                let text = format!("{} did not end within {seconds} s", self.name);
                let error = Error::new(ErrorKind::Judge, text);
                Err(Stopped::saying(error, &self.tail()))
            }
        }
    }

    /// The last of what it said.
    pub(crate) fn tail(&self) -> String {
        let read = || {
            let mut file = File::open(&self.log)?;
            let length = file.metadata()?.len();
            file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
            let mut bytes = Vec::new();
            file.take(TAIL).read_to_end(&mut bytes)?;
            Ok::<_, std::io::Error>(bytes)
        };
        String::from_utf8_lossy(&read().unwrap_or_default()).into_owned()
    }

    /// Leaves it running when kf ends.
    pub(crate) fn leave(self) {
        std::mem::forget(self);
    }

    /// Tells it and its children to end, and ends them when they do not.
    pub(crate) fn stop(&mut self) {
        if !matches!(self.status(), Ok(None)) {
            return;
        }
        self.signal(Signal::TERM);
        let told = Instant::now();
        while told.elapsed() < GRACE {
            if !matches!(self.status(), Ok(None)) {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        self.signal(Signal::KILL);
        let _ = self.child.wait();
    }

    /// Signals the whole group. It may have ended just now: then there is nothing to tell.
    fn signal(&self, signal: Signal) {
        let group = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        if let Some(group) = group {
            let _ = kill_process_group(group, signal);
        }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.stop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    fn shell(dir: &TempDir, script: &str) -> Service {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", script]);
        Service::start("a shell", command, &dir.path().join("log")).unwrap()
    }

    const PATIENCE: Duration = Duration::from_secs(30);

    #[test]
    fn what_ends_badly_says_why() {
        let dir = TempDir::new().unwrap();
        let mut service = shell(
            &dir,
            "echo starting; echo 'bind: address already in use' >&2; exit 3",
        );
        let stopped = service.finish(PATIENCE, &Interrupt::default()).unwrap_err();
        let text = stopped.error.to_string();
        assert_eq!(stopped.error.kind(), ErrorKind::Judge);
        assert_eq!(stopped.cause, Some(advice::Known::PortTaken));
        assert!(
            text.contains("exit status: 3") && text.contains("already in use"),
            "{text}"
        );
        assert!(service.alive().is_err());
    }

    #[test]
    fn what_ends_well_gives_what_it_said() {
        let dir = TempDir::new().unwrap();
        let said = shell(&dir, "echo done").finish(PATIENCE, &Interrupt::default());
        assert_eq!(said.unwrap(), "done\n");
    }

    #[test]
    fn what_runs_is_stopped() {
        let dir = TempDir::new().unwrap();
        let mut service = shell(
            &dir,
            "trap 'echo told; exit 0' TERM; echo up; while :; do sleep 0.05; done",
        );
        let up: Result<_> = Interrupt::default()
            .wait_for(PATIENCE, || Ok(service.tail().contains("up").then_some(())));
        assert_eq!(up.unwrap(), Some(()));
        service.alive().unwrap();
        service.stop();
        assert!(service.tail().contains("told"));
        assert!(service.alive().is_err());
    }

    #[test]
    fn an_interrupt_ends_the_wait() {
        let dir = TempDir::new().unwrap();
        let raised = Interrupt::new(std::sync::Arc::new(true.into()));
        let stopped = shell(&dir, "sleep 60")
            .finish(PATIENCE, &raised)
            .unwrap_err();
        assert_eq!(stopped.error.kind(), ErrorKind::Interrupted);
    }

    #[test]
    fn a_program_that_is_not_there() {
        let dir = TempDir::new().unwrap();
        let command = Command::new("/no/such/etcd");
        let stopped = Service::start("etcd", command, &dir.path().join("log")).unwrap_err();
        let error = stopped.error;
        assert!(error.to_string().contains("/no/such/etcd"), "{error}");
        assert!(error.hint_text().is_some());
    }
}
