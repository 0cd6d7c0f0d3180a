//! YAML as kubectl prints it: sigs.k8s.io/yaml `Marshal`, which prints JSON, reads it back as YAML
//! and hands the result to yaml.v2's emitter (goyaml.v2/emitterc.go).
//!
//! Where kubectl gives up, kf goes on. Text with DEL, a C1 control, U+FFFE or U+FFFF makes kubectl
//! fail with `yaml: control characters are not allowed` and print nothing, and so do keys of 1023
//! bytes and more, or with U+0085. The emitter itself can write them all, and this one does: such
//! characters are escaped in double quotes, and the rest of the output is what it would have been.
//!
//! Lines are folded from column 80 on, keys above 128 bytes or with line breaks take the `? ` form.

use std::borrow::Cow;

use super::json::{ROOM, break_line, put, put_spaces, write_int};
use super::number::float_through_json;
use super::yaml_order::{is_sorted, sort_by_key};
use super::yaml_style::{
    Style, analyze, char_at, is_break, is_printable, is_surely_plain, is_utc_time, run,
};
use crate::{Map, Value};

/// The column after which a space may become a line break.
const BEST_WIDTH: usize = 80;

/// The longest key, in bytes, that is written without `? `.
const SIMPLE_KEY: usize = 128;

/// Appends `value` as a document: no `---`, one final line break.
pub fn write(out: &mut Vec<u8>, value: &Value<'_>) {
    let mut emitter = Emitter::default();
    emitter.node(out, value, None, false);
    emitter.indent(out, 0);
}

/// Appends `value` as an item of a list that is a member of the document's root.
///
/// Begins and ends at the start of a line, so items can be made apart and put together.
pub fn write_item(out: &mut Vec<u8>, value: &Value<'_>) {
    let mut emitter = Emitter::default();
    emitter.item(out, value, 0);
    emitter.indent(out, 0);
}

/// Where the output stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Emitter {
    /// Characters on the line so far.
    column: usize,
    /// The last character was white space or an indentation.
    whitespace: bool,
    /// The line holds nothing yet but indentation and the indicators `- `, `? ` and `: `.
    indention: bool,
}

impl Default for Emitter {
    fn default() -> Self {
        Self {
            column: 0,
            whitespace: true,
            indention: true,
        }
    }
}

impl Emitter {
    /// Goes to `indent` on a line of its own (`yaml_emitter_write_indent`).
    pub(super) fn indent(&mut self, out: &mut Vec<u8>, indent: usize) {
        if !self.indention || self.column > indent || (self.column == indent && !self.whitespace) {
            break_line(out, indent);
        } else {
            put_spaces(out, indent - self.column);
        }
        self.column = indent;
        self.whitespace = true;
        self.indention = true;
    }

    /// An indicator that keeps an indentation one: `-`, `?`, `:` of a complex key.
    fn block_indicator(&mut self, out: &mut Vec<u8>, indicator: u8) {
        self.space(out);
        out.push(indicator);
        self.column += 1;
        self.whitespace = false;
    }

    /// A space, unless there is white space already.
    fn space(&mut self, out: &mut Vec<u8>) {
        if !self.whitespace {
            out.push(b' ');
            self.column += 1;
        }
    }

    /// Text that contains nothing to fold or escape.
    pub(super) fn text(&mut self, out: &mut Vec<u8>, text: &str) {
        self.space(out);
        out.extend_from_slice(text.as_bytes());
        self.column += text.chars().count();
        self.end_scalar();
    }

    /// As [`text`](Self::text), of ASCII.
    #[inline]
    pub(super) fn ascii(&mut self, out: &mut Vec<u8>, text: &[u8]) {
        self.space(out);
        out.extend_from_slice(text);
        self.column += text.len();
        self.end_scalar();
    }

    /// Whether the line holds nothing yet but indentation and indicators.
    pub(super) fn is_in_indention(self) -> bool {
        self.indention
    }

    fn end_scalar(&mut self) {
        self.whitespace = false;
        self.indention = false;
    }

    /// A node whose parent's indentation is `parent`; `member` if it is a value of a mapping.
    pub(super) fn node(
        &mut self,
        out: &mut Vec<u8>,
        value: &Value<'_>,
        parent: Option<usize>,
        member: bool,
    ) {
        match value {
            Value::Null => self.text(out, "null"),
            Value::Bool(true) => self.text(out, "true"),
            Value::Bool(false) => self.text(out, "false"),
            Value::Int(n) => {
                self.space(out);
                write_int(out, *n);
                self.end_scalar();
            }
            Value::Float(f) => self.text(out, float_through_json(*f).as_str()),
            Value::String(s) => self.string(out, s, parent.map_or(2, |p| p + 2)),
            Value::Array(items) if items.is_empty() => self.text(out, "[]"),
            Value::Object(members) if members.is_empty() => self.text(out, "{}"),
            Value::Array(items) => {
                let indent = self.list_indent(parent, member);
                for item in items {
                    self.item(out, item, indent);
                }
            }
            Value::Object(members) => {
                self.mapping(out, members, parent.map_or(0, |p| p + 2));
            }
        }
    }

    /// The indentation of a list. One that is the value of a simple key stays at the key's.
    pub(super) fn list_indent(&self, parent: Option<usize>, member: bool) -> usize {
        match parent {
            None => 0,
            Some(p) if member && !self.indention => p,
            Some(p) => p + 2,
        }
    }

    fn item(&mut self, out: &mut Vec<u8>, value: &Value<'_>, indent: usize) {
        self.begin_item(out, indent);
        self.node(out, value, Some(indent), false);
    }

    /// What stands before an element of a list.
    pub(super) fn begin_item(&mut self, out: &mut Vec<u8>, indent: usize) {
        self.indent(out, indent);
        self.block_indicator(out, b'-');
    }

    fn mapping(&mut self, out: &mut Vec<u8>, members: &Map<'_>, indent: usize) {
        if is_sorted(members.iter().map(|(key, _)| key)) {
            for (key, value) in members.iter() {
                self.member(out, key, value, indent);
            }
        } else {
            let mut sorted: Vec<_> = members.iter().collect();
            sort_by_key(&mut sorted, |(key, _)| key);
            for (key, value) in sorted {
                self.member(out, key, value, indent);
            }
        }
    }

    fn member(&mut self, out: &mut Vec<u8>, key: &str, value: &Value<'_>, indent: usize) {
        self.key(out, key, indent);
        self.node(out, value, Some(indent), true);
    }

    /// What stands before the value of a member.
    pub(super) fn key(&mut self, out: &mut Vec<u8>, key: &str, indent: usize) {
        self.indent(out, indent);
        if key.len() <= SIMPLE_KEY && is_surely_plain(key.as_bytes()) {
            self.ascii(out, key.as_bytes());
            return self.colon(out);
        }
        let analysis = analyze(key);
        if analysis.multiline || key.len() > SIMPLE_KEY {
            self.block_indicator(out, b'?');
            self.scalar(out, key, analysis.style(key, false), Some(indent + 2));
            self.indent(out, indent);
            self.block_indicator(out, b':');
        } else {
            self.scalar(out, key, analysis.style(key, true), None);
            self.colon(out);
        }
    }

    /// What stands between a simple key and its value.
    fn colon(&mut self, out: &mut Vec<u8>) {
        out.push(b':');
        self.column += 1;
        self.end_scalar();
    }

    /// As [`key`](Self::key), of one that is surely plain, with its colon in what has room for more.
    #[inline]
    pub(super) fn word_key(
        &mut self,
        out: &mut Vec<u8>,
        key: &[u8; ROOM],
        length: usize,
        indent: usize,
    ) {
        self.indent(out, indent);
        put(out, key, length);
        self.column += length;
        self.end_scalar();
    }

    pub(super) fn string(&mut self, out: &mut Vec<u8>, s: &str, indent: usize) {
        if is_utc_time(s.as_bytes()) {
            self.space(out);
            for part in ["\"", s, "\""] {
                out.extend_from_slice(part.as_bytes());
            }
            self.column += s.len() + 2;
            self.end_scalar();
            return;
        }
        let analysis = analyze(s);
        if analysis.next_line {
            let s = fold_next_lines(s);
            let style = analyze(&s).style(&s, false);
            self.scalar(out, &s, style, Some(indent));
        } else {
            self.scalar(out, s, analysis.style(s, false), Some(indent));
        }
    }

    /// A text in its style; folded lines go on at `fold`, `None` folds nothing.
    fn scalar(&mut self, out: &mut Vec<u8>, s: &str, style: Style, fold: Option<usize>) {
        match style {
            Style::Plain if self.column + s.len() < BEST_WIDTH => self.text(out, s),
            Style::Plain => {
                self.space(out);
                self.flow_text(out, s, fold, false);
            }
            Style::Single => {
                self.space(out);
                out.push(b'\'');
                self.column += 1;
                self.flow_text(out, s, fold, true);
                out.push(b'\'');
                self.column += 1;
            }
            Style::Double => self.double_quoted(out, s, fold),
            Style::Literal => {
                self.literal(out, s, fold.unwrap_or(0));
                return;
            }
        }
        self.end_scalar();
    }

    /// The inside of a plain or single-quoted scalar (`yaml_emitter_write_plain_scalar`,
    /// `.._single_quoted_scalar`).
    fn flow_text(&mut self, out: &mut Vec<u8>, s: &str, fold: Option<usize>, single: bool) {
        self.indention = false;
        let bytes = s.as_bytes();
        let is_word = |b: u8| matches!(b, b'!'..=b'~') && b != b'\'';
        let (mut after_space, mut after_break) = (false, false);
        let mut i = 0;
        while let Some(c) = char_at(s, i) {
            let at = i;
            i += c.len_utf8();
            if c == ' ' {
                let inside = !single || (at > 0 && i < bytes.len());
                match fold {
                    Some(indent)
                        if !after_space
                            && self.column > BEST_WIDTH
                            && inside
                            && bytes.get(i) != Some(&b' ') =>
                    {
                        self.indent(out, indent);
                    }
                    _ => self.push(out, c),
                }
                after_space = true;
            } else if is_break(c) {
                // Only LS and PS come here; they end no line of the output.
                self.push(out, c);
                self.column = 0;
                self.indention = true;
                after_break = true;
            } else {
                if after_break {
                    self.indent(out, fold.unwrap_or(0));
                }
                if single && c == '\'' {
                    self.push(out, c);
                }
                self.push(out, c);
                let word = run(bytes, i, is_word);
                self.word(out, bytes, i, word);
                i += word;
                self.indention = false;
                (after_space, after_break) = (false, false);
            }
        }
    }

    /// Copies `len` bytes of ASCII from `at` on.
    fn word(&mut self, out: &mut Vec<u8>, bytes: &[u8], at: usize, len: usize) {
        out.extend_from_slice(bytes.get(at..at + len).unwrap_or_default());
        self.column += len;
    }

    fn push(&mut self, out: &mut Vec<u8>, c: char) {
        out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        self.column += 1;
    }

    /// `yaml_emitter_write_double_quoted_scalar`.
    fn double_quoted(&mut self, out: &mut Vec<u8>, s: &str, fold: Option<usize>) {
        self.space(out);
        out.push(b'"');
        self.column += 1;
        self.indention = false;
        let bytes = s.as_bytes();
        // yamlprivateh.go `is_bom` looks at the text's start wherever it is asked about, so behind a
        // leading BOM every character is escaped.
        let all = s.starts_with('\u{feff}');
        let is_word = |b: u8| matches!(b, b'!'..=b'~') && b != b'"' && b != b'\\';
        let mut after_space = false;
        let mut i = 0;
        while let Some(c) = char_at(s, i) {
            let at = i;
            i += c.len_utf8();
            if c == ' ' && !all {
                match fold {
                    Some(indent)
                        if !after_space
                            && self.column > BEST_WIDTH
                            && at > 0
                            && i < bytes.len() =>
                    {
                        self.indent(out, indent);
                        self.indention = false;
                        if bytes.get(i) == Some(&b' ') {
                            self.push(out, '\\');
                        }
                    }
                    _ => self.push(out, c),
                }
                after_space = true;
                continue;
            }
            after_space = false;
            if !all && is_printable(c) && !is_break(c) && c != '"' && c != '\\' {
                self.push(out, c);
                let word = run(bytes, i, is_word);
                self.word(out, bytes, i, word);
                i += word;
            } else {
                let start = out.len();
                escape(out, c);
                self.column += out.len() - start;
            }
        }
        out.push(b'"');
        self.column += 1;
    }

    /// `yaml_emitter_write_literal_scalar`; blank lines are not indented.
    fn literal(&mut self, out: &mut Vec<u8>, s: &str, indent: usize) {
        self.space(out);
        out.push(b'|');
        if s.starts_with(|c| c == ' ' || is_break(c)) {
            out.push(b'2');
        }
        let mut last = s.chars().rev();
        if !last.next().is_some_and(is_break) {
            out.push(b'-');
        } else if last.next().is_none_or(is_break) {
            out.push(b'+');
        }
        out.push(b'\n');
        self.column = 0;
        self.whitespace = true;
        self.indention = true;
        // The rare breaks are looked for once: splitting at one character is much faster.
        let rare = ['\u{2028}', '\u{2029}'];
        let any_rare = rare.iter().any(|&c| s.contains(c));
        for line in s.split_inclusive('\n') {
            let mut rest = line.strip_suffix('\n').unwrap_or(line);
            while any_rare && let Some(at) = rest.find(rare) {
                let (text, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
                self.literal_line(out, text, indent);
                let end = after.chars().next();
                end.into_iter().for_each(|c| self.push(out, c));
                self.column = 0;
                self.indention = true;
                rest = after
                    .get(end.map_or(0, char::len_utf8)..)
                    .unwrap_or_default();
            }
            self.literal_line(out, rest, indent);
            if line.ends_with('\n') {
                out.push(b'\n');
                self.column = 0;
                self.indention = true;
            }
        }
    }

    fn literal_line(&mut self, out: &mut Vec<u8>, text: &str, indent: usize) {
        if !text.is_empty() {
            self.indent(out, indent);
            out.extend_from_slice(text.as_bytes());
            self.column += text.len();
            self.indention = false;
        }
    }
}

/// A character's escape in double quotes, upper-case hexadecimal.
fn escape(out: &mut Vec<u8>, c: char) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let short = match c {
        '\0' => b'0',
        '\u{7}' => b'a',
        '\u{8}' => b'b',
        '\t' => b't',
        '\n' => b'n',
        '\u{b}' => b'v',
        '\u{c}' => b'f',
        '\r' => b'r',
        '\u{1b}' => b'e',
        '"' => b'"',
        '\\' => b'\\',
        '\u{85}' => b'N',
        '\u{a0}' => b'_',
        '\u{2028}' => b'L',
        '\u{2029}' => b'P',
        _ => 0,
    };
    out.push(b'\\');
    if short != 0 {
        out.push(short);
        return;
    }
    let code = u32::from(c);
    let (letter, digits) = match code {
        0..=0xff => (b'x', 2),
        0x100..=0xffff => (b'u', 4),
        _ => (b'U', 8),
    };
    out.push(letter);
    for k in (0..digits).rev() {
        let nibble = usize::try_from(code >> (4 * k) & 15).unwrap_or(0);
        out.push(HEX.get(nibble).copied().unwrap_or(b'0'));
    }
}

/// What a YAML reader makes of NEL inside a double-quoted text, which is how JSON carries it: a
/// line break that is folded, with the spaces around it (scannerc.go `yaml_parser_scan_flow_scalar`).
pub(super) fn fold_next_lines(s: &str) -> Cow<'_, str> {
    const NEL: char = '\u{85}';
    if !s.contains(NEL) {
        return Cow::Borrowed(s);
    }
    let mut out = String::with_capacity(s.len());
    let mut rest = s;
    while let Some(at) = rest.find([' ', NEL]) {
        let (text, run) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(text);
        let after = run.trim_start_matches([' ', NEL]);
        let run = run.get(..run.len() - after.len()).unwrap_or_default();
        match run.matches(NEL).count() {
            0 => out.push_str(run),
            1 => out.push(' '),
            n => out.extend(std::iter::repeat_n('\n', n - 1)),
        }
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}
