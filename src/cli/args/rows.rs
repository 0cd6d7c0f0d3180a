//! Flags about what of objects or rows is printed.

use clap::{ArgAction, Args};

/// `--no-headers`
#[derive(Args, Debug)]
pub(crate) struct HeadersArg {
    /// Leave the header of the table out
    #[arg(long, action = ArgAction::Set)]
    no_headers: bool,
}

impl HeadersArg {
    /// Returns whether tables have headers.
    pub(crate) fn shown(&self) -> bool {
        !self.no_headers
    }
}

/// `--show-managed-fields`
#[derive(Args, Debug)]
pub(crate) struct ManagedFieldsArg {
    /// Keep metadata.managedFields in json, yaml and kyaml
    #[arg(long, action = ArgAction::Set)]
    show_managed_fields: bool,
}

impl ManagedFieldsArg {
    /// Returns whether objects keep them.
    pub(crate) fn shown(&self) -> bool {
        self.show_managed_fields
    }
}
