//! The one public error type.
//!
//! An [`Error`] says what went wrong, where (file, page, bucket, key, revision) and what to do
//! next. Modules build it with [`Error::corrupt`] and its siblings; callers further up add the
//! place they know with [`Error::at_page`], [`Error::in_file`] and so on.

use std::fmt;

use crate::escape;

/// The page of what lies in no page of a bbolt file: a record out of a write-ahead log, for
/// instance. No file has so many pages.
pub const NO_PAGE: u64 = u64::MAX;

/// What kind of failure an [`Error`] is. Callers branch on this, never on the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The operating system refused: open, read, map, write.
    Io,
    /// The bytes contradict their format.
    Corrupt,
    /// The bytes are of a form that kf knows of and does not read.
    Unsupported,
    /// The value is encrypted at rest and no key for it is at hand.
    Encrypted,
    /// The revision asked for lies below the compact revision.
    Compacted,
    /// No such object, key or resource type in the snapshot.
    NotFound,
    /// A named limit of [`crate::limits`] was reached.
    Limit,
    /// The request itself is wrong: a selector, a flag, a name.
    Invalid,
    /// The real stack that judges a snapshot did not start, did not answer, or cannot be had.
    Judge,
    /// The person asked to stop: Ctrl-C or SIGTERM.
    Interrupted,
    /// A bug in kf.
    Internal,
}

impl ErrorKind {
    /// The name by which programs know it: in tables of problems and in exceptions.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Io => "io",
            Self::Corrupt => "corrupt",
            Self::Unsupported => "unsupported",
            Self::Encrypted => "encrypted",
            Self::Compacted => "compacted",
            Self::NotFound => "not-found",
            Self::Limit => "limit",
            Self::Invalid => "invalid",
            // These are about no snapshot.
            Self::Judge | Self::Interrupted | Self::Internal => "internal",
        }
    }

    /// Whether such an error is a fault of the file that is read, or lies in it. What is not there,
    /// was asked wrongly or went wrong elsewhere is no fault of the file's.
    #[must_use]
    pub fn is_about_the_file(self) -> bool {
        match self {
            Self::Io
            | Self::Corrupt
            | Self::Unsupported
            | Self::Encrypted
            | Self::Compacted
            | Self::Limit => true,
            Self::NotFound | Self::Invalid | Self::Judge | Self::Interrupted | Self::Internal => {
                false
            }
        }
    }
}

/// Where in the evidence an error lies; each part only when known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Location {
    /// The snapshot's path, or the entry's name inside an archive.
    pub file: Option<String>,
    /// The bbolt page id.
    pub page: Option<u64>,
    /// The bbolt bucket.
    pub bucket: Option<Vec<u8>>,
    /// The etcd key.
    pub key: Option<Vec<u8>>,
    /// The etcd revision (main, sub).
    pub revision: Option<(i64, i64)>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Inner {
    kind: ErrorKind,
    message: String,
    location: Location,
    hint: Option<String>,
}

/// An error with its kind, its place and a hint. One machine word wide.
///
/// Errors are equal when all of that is.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Error(Box<Inner>);

/// `Result` with kf's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An error of any kind; `message` is lower case and has no final period.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            location: Location::default(),
            hint: None,
        }))
    }

    /// The bytes contradict their format.
    pub fn corrupt(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Corrupt, message)
    }

    /// The operating system refused `what`.
    pub fn io(what: impl fmt::Display, error: &std::io::Error) -> Self {
        Self::new(ErrorKind::Io, format!("{what}: {error}"))
    }

    /// A form that kf knows of and does not read.
    pub fn unsupported(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Unsupported, message)
    }

    /// A named limit was reached.
    pub fn limit(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Limit, message)
    }

    /// The request is wrong.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Invalid, message)
    }

    /// What was asked for is not in the snapshot.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::NotFound, message)
    }

    /// The error without its words, which may quote what the file holds: its kind and place are
    /// left. What was asked for wrongly, is not there or failed elsewhere keeps its words.
    #[must_use]
    pub fn without_words(mut self) -> Self {
        let placed = self.0.location.key.is_some() || self.0.location.page.is_some();
        let words = match self.0.kind {
            ErrorKind::Corrupt => "the bytes contradict their format",
            ErrorKind::Unsupported => "of a form that kf does not read",
            ErrorKind::Limit => "a limit was reached",
            ErrorKind::Encrypted => "encrypted, and no key at hand opens it",
            ErrorKind::Invalid if placed => "invalid",
            _ => return self,
        };
        words.clone_into(&mut self.0.message);
        if self.0.kind != ErrorKind::Encrypted {
            self.0.hint = None;
        }
        self
    }

    /// Adds the file, unless one is known already.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.0.location.file.get_or_insert_with(|| file.into());
        self
    }

    /// Adds the bbolt page id, unless one is known already or it is [`NO_PAGE`].
    #[must_use]
    pub fn at_page(mut self, page: u64) -> Self {
        if page != NO_PAGE {
            self.0.location.page.get_or_insert(page);
        }
        self
    }

    /// Adds the bbolt bucket, unless one is known already.
    #[must_use]
    pub fn in_bucket(mut self, bucket: &[u8]) -> Self {
        self.0
            .location
            .bucket
            .get_or_insert_with(|| bucket.to_vec());
        self
    }

    /// Adds the etcd key, unless one is known already.
    #[must_use]
    pub fn at_key(mut self, key: &[u8]) -> Self {
        self.0.location.key.get_or_insert_with(|| key.to_vec());
        self
    }

    /// Adds the etcd revision (main, sub), unless one is known already.
    #[must_use]
    pub fn at_revision(mut self, main: i64, sub: i64) -> Self {
        self.0.location.revision.get_or_insert((main, sub));
        self
    }

    /// Says what to do next; the innermost hint wins.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint.get_or_insert_with(|| hint.into());
        self
    }

    /// The kind, to branch on.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The message without place and hint.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Where it happened.
    #[must_use]
    pub fn location(&self) -> &Location {
        &self.0.location
    }

    /// What to do next, if there is something.
    #[must_use]
    pub fn hint_text(&self) -> Option<&str> {
        self.0.hint.as_deref()
    }

    /// Whether the object, key or type is not in the snapshot.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.kind() == ErrorKind::NotFound
    }

    /// Whether the bytes contradict their format.
    #[must_use]
    pub fn is_corrupt(&self) -> bool {
        self.kind() == ErrorKind::Corrupt
    }

    /// Whether the value is encrypted and no key for it is at hand.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        self.kind() == ErrorKind::Encrypted
    }
}

impl fmt::Display for Error {
    /// One line: `file: page 7: bucket "key": key "/registry/..": revision 12: message`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let l = &self.0.location;
        if let Some(file) = &l.file {
            write!(f, "{}: ", escape::text(file))?;
        }
        if let Some(page) = l.page {
            write!(f, "page {page}: ")?;
        }
        if let Some(bucket) = &l.bucket {
            write!(f, "bucket {}: ", escape::quoted(bucket))?;
        }
        if let Some(key) = &l.key {
            write!(f, "key {}: ", escape::quoted(key))?;
        }
        match l.revision {
            Some((main, 0)) => write!(f, "revision {main}: ")?,
            Some((main, sub)) => write!(f, "revision {main}.{sub}: ")?,
            None => {}
        }
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {self}", self.0.kind)
    }
}

impl std::error::Error for Error {}

/// The text of a library's error with those that it stems from, each said once: the outer ones alone say
/// too little.
#[must_use]
pub fn with_sources(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(error) = next {
        let more = error.to_string();
        if !text.contains(&more) {
            text.push_str(": ");
            text.push_str(&more);
        }
        next = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn display_goes_from_the_file_inwards() {
        let e = Error::corrupt("element 7: key ends at byte 5120, past the page end 4096")
            .at_page(1042)
            .in_bucket(b"key")
            .at_key(b"/registry/pods/a\x1b")
            .at_revision(12, 3)
            .in_file("x.db")
            .in_file("outer, ignored");
        assert_eq!(
            e.to_string(),
            "x.db: page 1042: bucket \"key\": key \"/registry/pods/a\\x1b\": revision 12.3: \
             element 7: key ends at byte 5120, past the page end 4096"
        );
        assert!(e.is_corrupt());
        assert_eq!(size_of::<Error>(), size_of::<usize>());
    }
}
