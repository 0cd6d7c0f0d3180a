//! `kf completion`, and what its scripts call.

use clap::{Args, ValueEnum};

/// `kf completion`
#[derive(Args, Debug)]
#[command(
    after_help = "Types, names and namespaces are completed from the snapshot on the line or in \
KF_SNAPSHOT, if it answers quickly.

Examples:
  # For this session of bash
  source <(kf completion bash)

  # For every session of fish
  kf completion fish > ~/.config/fish/completions/kf.fish"
)]
pub(crate) struct CompletionArgs {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}

/// A shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shell {
    /// bash
    Bash,
    /// zsh
    Zsh,
    /// fish
    Fish,
    /// PowerShell
    Powershell,
}

/// `kf __complete`
#[derive(Args, Debug)]
pub(crate) struct CompleteArgs {
    /// The words behind kf, the one to be completed last
    #[arg(
        value_name = "WORD",
        allow_hyphen_values = true,
        trailing_var_arg = true
    )]
    pub(crate) words: Vec<String>,
}
