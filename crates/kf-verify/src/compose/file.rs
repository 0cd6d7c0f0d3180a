use std::fmt;

use zeroize::Zeroizing;

/// A file to be written.
#[derive(PartialEq, Eq)]
pub struct File {
    /// Relative, with slashes; its directories are to be made.
    pub path: String,
    /// Unix permissions.
    pub mode: u32,
    /// All of it.
    pub contents: Zeroizing<Vec<u8>>,
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("path", &self.path)
            .field("mode", &format_args!("{:#o}", self.mode))
            .field("length", &self.contents.len())
            .finish()
    }
}

impl File {
    fn new(path: impl Into<String>, mode: u32, text: &str) -> Self {
        Self {
            path: path.into(),
            mode,
            contents: Zeroizing::new(text.as_bytes().to_vec()),
        }
    }

    /// For everybody to read.
    pub(super) fn public(path: impl Into<String>, text: impl AsRef<str>) -> Self {
        Self::new(path, 0o644, text.as_ref())
    }

    /// For the owner alone.
    pub(super) fn secret(path: impl Into<String>, text: Zeroizing<String>) -> Self {
        Self::new(path, 0o600, text.as_str())
    }

    /// To be run.
    pub(super) fn program(path: impl Into<String>, text: impl AsRef<str>) -> Self {
        Self::new(path, 0o755, text.as_ref())
    }
}
