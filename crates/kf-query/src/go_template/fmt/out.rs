//! A text that is being printed.

use kf_base::limits::{MAX_TEMPLATE_PADDING, MAX_TEMPLATE_TEXT};

/// A text, and what widths and precisions have added to it. What the values say is no longer than they
/// are; a width of seven digits for each element of a list is.
#[derive(Debug, Default)]
pub(super) struct Out {
    pub(super) bytes: Vec<u8>,
    padding: usize,
    /// Whether it is what a function makes, which others may be made of.
    made: bool,
}

impl Out {
    /// What a function makes. It ends behind [`MAX_TEMPLATE_TEXT`], and who called the function sees
    /// that it is longer.
    pub(super) fn of_function() -> Self {
        Self {
            made: true,
            ..Self::default()
        }
    }

    fn is_too_long(&self) -> bool {
        self.made && self.bytes.len() > MAX_TEMPLATE_TEXT
    }

    pub(super) fn push(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    pub(super) fn extend<'b>(&mut self, bytes: impl IntoIterator<Item = &'b u8>) {
        if !self.is_too_long() {
            self.bytes.extend(bytes);
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if !self.is_too_long() {
            self.bytes.extend_from_slice(text.as_bytes());
        }
    }

    /// Adds so many of a byte, unless that is more than may be added.
    pub(super) fn fill(&mut self, byte: u8, count: usize) {
        self.padding = self.padding.saturating_add(count);
        if !self.is_over() && !self.is_too_long() {
            self.bytes.extend(std::iter::repeat_n(byte, count));
        }
    }

    /// Whether more was asked for than may be added. What there is of the text is of no use then.
    pub(super) fn is_over(&self) -> bool {
        self.padding > MAX_TEMPLATE_PADDING
    }
}
