//! The command of a run, and what ends it.

use std::process::{Child, ExitStatus as Ended};
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

use crate::cli::exit::ExitStatus;
use crate::cli::interrupt;
use crate::cli::report::{Failure, Outcome};
use crate::error::Error;

/// What shells add to the number of a signal to make an exit code of it.
const BY_SIGNAL: u8 = 128;

/// Returns where the number of the signal is kept that Ctrl-C, SIGTERM and SIGHUP send from now on,
/// instead of ending kf on the spot.
pub(super) fn caught() -> Outcome<Arc<AtomicUsize>> {
    let caught = Arc::new(AtomicUsize::new(0));
    interrupt::own();
    for signal in interrupt::ending() {
        let number = usize::try_from(signal).unwrap_or_default();
        signal_hook::flag::register_usize(signal, Arc::clone(&caught), number)
            .map_err(|e| Failure::from(Error::io("cannot handle signals", &e)).elsewhere())?;
    }
    Ok(caught)
}

/// The exit code of a command that a signal ended, as a shell has it.
pub(super) fn killed_by(signal: impl TryInto<u8>) -> ExitStatus {
    let code = signal
        .try_into()
        .ok()
        .and_then(|n| BY_SIGNAL.checked_add(n));
    code.map_or(ExitStatus::Failure, ExitStatus::Command)
}

/// The command that is run, if there is one; it does not outlive the server.
pub(super) struct Running(pub(super) Option<Child>);

impl Running {
    /// Whether it is not known to have ended.
    pub(super) fn runs(&self) -> bool {
        self.0.is_some()
    }

    /// Returns how the command ended, once it has.
    pub(super) fn ended(&mut self) -> Option<ExitStatus> {
        let status = self.0.as_mut()?.try_wait().ok()??;
        self.0 = None;
        let code = status.code().and_then(|code| u8::try_from(code).ok());
        Some(code.map_or_else(|| by_signal(status), ExitStatus::Command))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(child) = &mut self.0 {
            let _ended_already = child.kill();
            let _reaped = child.wait();
        }
    }
}

#[cfg(unix)]
fn by_signal(status: Ended) -> ExitStatus {
    use std::os::unix::process::ExitStatusExt;
    status.signal().map_or(ExitStatus::Failure, killed_by)
}

#[cfg(not(unix))]
fn by_signal(_: Ended) -> ExitStatus {
    ExitStatus::Failure
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_signals_are_those_of_shells() {
        for (signal, want) in [
            (2, ExitStatus::Command(130)),
            (15, ExitStatus::Command(143)),
            (200, ExitStatus::Failure),
            (-1, ExitStatus::Failure),
        ] {
            assert_eq!(killed_by(signal), want, "{signal}");
        }
    }
}
