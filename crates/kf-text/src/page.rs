//! Pages for a browser that need nothing else: one look, one script, one policy.
//!
//! A page asks for nothing from anywhere, and its policy (Content-Security-Policy) forbids it to: of
//! scripts and styles its own alone are let run, by their SHA-256. All that a page tells is there
//! without scripts and in print; the script searches, folds, and takes keys.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

const STYLE: &str = include_str!("page/page.css");
const SCRIPT: &str = include_str!("page/page.js");

/// What a sort of page adds to the look and the script of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Style, without a tag.
    pub style: &'static str,
    /// Script, without a tag.
    pub script: &'static str,
}

/// The field that searches and the buttons beside it, for the head of a page; `buttons` are more of
/// them. Without scripts nothing of it is shown.
#[must_use]
pub fn tools(buttons: &str, count: &str) -> String {
    format!(
        "<p><input id=\"search\" type=\"search\" placeholder=\"words to look for (/)\" \
         autocomplete=\"off\" hidden> <span id=\"count\" class=\"dim\">{count}</span> \
         <button id=\"unfold\" title=\"open or close all (e)\" hidden>unfold</button> {buttons}\
         <button id=\"look\" title=\"dark or light (t)\" hidden>dark, light</button></p>\n"
    )
}

fn sha256(parts: [&str; 2]) -> String {
    let mut sum = Sha256::new();
    parts.iter().for_each(|part| sum.update(part));
    STANDARD.encode(sum.finalize())
}

impl Sheet {
    /// Begins a page, up to its body; `title` is escaped.
    pub fn begin(&self, out: &mut String, title: &str) {
        let _ = write!(
            out,
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n\
             <title>{title}</title>\n<style>{STYLE}{}</style>\n</head>\n<body>\n",
            sha256([STYLE, self.style]),
            sha256([SCRIPT, self.script]),
            self.style,
        );
    }

    /// Ends a page.
    pub fn end(&self, out: &mut String) {
        let _ = write!(
            out,
            "<script>{SCRIPT}{}</script>\n</body>\n</html>\n",
            self.script
        );
    }

    /// Whether a browser takes style and script as they are meant: neither ends its own tag.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        let parts = [STYLE, SCRIPT, self.style, self.script];
        parts
            .iter()
            .all(|p| !p.contains("</") && !p.contains("<!--"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn script_and_style_are_those_that_the_policy_lets_run() {
        let sheet = Sheet {
            style: "p { color: red; }",
            script: "1;",
        };
        assert!(sheet.is_closed());
        let mut page = String::new();
        sheet.begin(&mut page, "t");
        sheet.end(&mut page);
        let between = |from: &str, to: &str| {
            let rest = page.split_once(from).unwrap().1;
            rest.split_once(to).unwrap().0
        };
        for (tag, directive) in [("style", "style-src"), ("script", "script-src")] {
            let text = between(&format!("<{tag}>"), &format!("</{tag}>"));
            let sum = STANDARD.encode(Sha256::digest(text));
            let allowed = between(&format!("{directive} 'sha256-"), "'");
            assert_eq!(allowed, sum, "{tag}");
        }
    }
}
