//! Lines broken between words as kubectl breaks them (`WrapString` of its go-wordwrap).

/// Breaks `text` so that lines have at most `limit` characters, where there are spaces to break
/// at. Spaces at a break are dropped; a word longer than the limit stays whole.
pub(super) fn wrap(text: &str, limit: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut word, mut space) = (Part::default(), Part::default());
    // Characters of the line that are in `out`.
    let mut line = 0;
    for c in text.chars() {
        if c == '\n' {
            if !word.text.is_empty() || line + space.length <= limit {
                space.flush(&mut out);
            }
            space.clear();
            word.flush(&mut out);
            out.push(c);
            line = 0;
        } else if c.is_whitespace() && c != '\u{a0}' {
            if space.text.is_empty() || !word.text.is_empty() {
                line += space.length + word.length;
                space.flush(&mut out);
                word.flush(&mut out);
            }
            space.push(c);
        } else {
            word.push(c);
            if line + word.length + space.length > limit && word.length < limit {
                out.push('\n');
                line = 0;
                space.clear();
            }
        }
    }
    if !word.text.is_empty() || line + space.length <= limit {
        space.flush(&mut out);
    }
    word.flush(&mut out);
    out
}

/// Text with its length in characters.
#[derive(Default)]
struct Part {
    text: String,
    length: usize,
}

impl Part {
    fn push(&mut self, c: char) {
        self.text.push(c);
        self.length += 1;
    }

    fn clear(&mut self) {
        self.text.clear();
        self.length = 0;
    }

    fn flush(&mut self, out: &mut String) {
        out.push_str(&self.text);
        self.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn breaks_between_words() {
        assert_eq!(wrap("one two three", 7), "one two\nthree");
        assert_eq!(wrap("one  two   three", 5), "one\ntwo\nthree");
        assert_eq!(wrap("a\n\nb ", 5), "a\n\nb ");
        assert_eq!(wrap("far-too-long-a-word x", 5), "far-too-long-a-word\nx");
        assert_eq!(wrap("", 5), "");
    }
}
