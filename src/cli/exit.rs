//! Exit codes, decided in one place.

use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitStatus {
    /// 0: all fine, an empty result included.
    Success,
    /// 1: the command failed, or part of the data could not be read; a check found problems,
    /// a comparison differences.
    Failure,
    /// 2: a check or comparison could not be made in full, wrong usage included.
    Trouble,
    /// That of a command that kf ran.
    Command(u8),
}

impl ExitStatus {
    /// `Success` if nothing was reported.
    #[must_use]
    pub fn from_problems(count: usize) -> Self {
        if count == 0 {
            Self::Success
        } else {
            Self::Failure
        }
    }
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        match status {
            ExitStatus::Success => Self::SUCCESS,
            ExitStatus::Failure => Self::from(1),
            ExitStatus::Trouble => Self::from(2),
            ExitStatus::Command(code) => Self::from(code),
        }
    }
}
