//! `--kubectl`

use clap::{Args, ValueEnum};

use crate::print::kubectl::Kubectl;

/// `--kubectl`
#[derive(Args, Debug)]
pub(crate) struct KubectlArg {
    /// Print as this version of kubectl does
    #[arg(long, value_enum, value_name = "VERSION", default_value = "1.36")]
    kubectl: Version,
}

/// The versions that print differently.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Version {
    /// kubectl 1.36
    #[value(name = "1.36")]
    V1_36,
    /// kubectl 1.37: columns as wide as the longest cell in bytes, each hundred rows aligned by
    /// themselves, and more in descriptions
    #[value(name = "1.37")]
    V1_37,
}

impl KubectlArg {
    /// Returns the version asked for.
    pub(crate) fn version(&self) -> Kubectl {
        match self.kubectl {
            Version::V1_36 => Kubectl::V1_36,
            Version::V1_37 => Kubectl::V1_37,
        }
    }
}
