//! `kf decode`

use std::path::PathBuf;

use clap::Args;

use super::output::OutputArg;
use crate::object::encode::Format;

/// `kf decode`
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  # What etcdctl returned, as YAML
  etcdctl get /registry/pods/prod/web --print-value-only | kf decode

  # A value saved in a file, as JSON
  kf decode -o json value.bin

  # One that is encrypted at rest; aesgcm and KMS need to know where it lay
  kf decode value.bin --encryption-config encryption-config.yaml --key /registry/secrets/prod/db")]
pub(crate) struct DecodeArgs {
    /// File with one stored value (default: standard input)
    #[arg(value_name = "FILENAME")]
    pub(crate) file: Option<PathBuf>,
    /// The etcd key of the value, which some encryption at rest is bound to
    #[arg(
        long,
        value_name = "KEY",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) key: String,
    #[command(flatten)]
    pub(crate) output: OutputArg<Format>,
    /// Whether metadata.managedFields is printed; =false leaves it out
    #[arg(long, num_args = 0..=1, require_equals = true,
          default_missing_value = "true", default_value = "true", hide_default_value = true,
          hide_possible_values = true)]
    pub(crate) show_managed_fields: bool,
}
