//! `--prefix` of commands that list etcd keys.

use clap::Args;

/// `--prefix`
#[derive(Args, Debug)]
pub(crate) struct PrefixArg {
    /// Only keys that start with this
    #[arg(
        long,
        value_name = "PREFIX",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) prefix: String,
}
