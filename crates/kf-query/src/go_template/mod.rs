//! Go's text/template language, as `kubectl get -o go-template` has it.
//!
//! Templates see an object as apimachinery's `util/json` decodes it: numbers that are integers are
//! `int64`, all others `float64` (cli-runtime `pkg/printers/template.go`). The functions
//! are text/template's and kubectl's `exists` and `base64decode`. The reference is Go 1.26 with
//! cli-runtime's `pkg/printers/template.go`; complex and hexadecimal floating-point constants are
//! refused.

mod eval;
pub mod fmt;
mod funcs;
mod lexer;
mod literal;
mod node;
mod parser;
mod value;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use kf_base::{Error, Result};
use kf_object::Value;
use node::Node;

/// A parsed template.
#[derive(Debug)]
pub struct GoTemplate {
    text: String,
    trees: BTreeMap<String, Node>,
}

impl GoTemplate {
    /// Parses a template.
    ///
    /// # Errors
    /// [`kf_base::ErrorKind::Invalid`] with Go's message, which begins `template: output:LINE:`.
    pub fn parse(text: &str) -> Result<Self> {
        Ok(Self {
            text: text.to_owned(),
            trees: parser::parse(text).map_err(Error::invalid)?,
        })
    }

    /// The template as it was given.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Appends what the template makes of `root`. `missing_is_error` is kubectl's
    /// `--allow-missing-template-keys=false`.
    ///
    /// # Errors
    /// [`kf_base::ErrorKind::Invalid`] with Go's message; what was printed up to there stays in
    /// `out`.
    pub fn write(&self, out: &mut Vec<u8>, root: &Value<'_>, missing_is_error: bool) -> Result<()> {
        eval::execute(&self.trees, &self.text, root, missing_is_error, out).map_err(Error::invalid)
    }
}
