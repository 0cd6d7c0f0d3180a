//! `-l`

use clap::Args;

use crate::error::Result;
use crate::query::labels::Selector;

/// `-l`
#[derive(Args, Debug)]
pub(crate) struct SelectorArg {
    /// Label selector: =, ==, !=, in, notin, key, !key, joined by commas
    #[arg(
        short = 'l',
        long,
        allow_hyphen_values = true,
        value_name = "SELECTOR",
        default_value = "",
        hide_default_value = true
    )]
    selector: String,
}

impl SelectorArg {
    /// Returns whether it selects at all.
    pub(crate) fn selects(&self) -> bool {
        !self.selector.is_empty()
    }

    /// Returns the text, which is empty where the flag was not given.
    pub(crate) fn text(&self) -> &str {
        &self.selector
    }

    /// Parses the selector, if it selects at all.
    pub(crate) fn parse(&self) -> Result<Option<Selector>> {
        self.selects()
            .then(|| Selector::parse(&self.selector))
            .transpose()
    }
}
