//! A command line becomes flags and values.

use std::borrow::Cow;

use kf_base::limits::MAX_INSPECT_WORDS;

/// Flags with their values, in their order, if the words start a kube-apiserver.
pub(super) fn arguments(words: &[&str]) -> Option<Vec<(String, String)>> {
    if let Some(start) = after_program(words) {
        return Some(flags(words.get(start..).unwrap_or_default()));
    }
    // `sh -c 'exec kube-apiserver --v=2 1>>/var/log/kube-apiserver.log 2>&1'`
    for pair in words.windows(2) {
        let [option, script] = pair else { continue };
        if option.starts_with('-') && option.ends_with('c') && !option.starts_with("--") {
            let inner = split(script);
            let inner: Vec<&str> = inner.iter().map(AsRef::as_ref).collect();
            if let Some(start) = after_program(&inner) {
                return Some(flags(inner.get(start..).unwrap_or_default()));
            }
        }
    }
    None
}

/// Where the flags begin: after the last word that names the program. `hyperkube` is many
/// programs; the next word says which.
fn after_program(words: &[&str]) -> Option<usize> {
    let base = |word: &str| word.rsplit('/').next().unwrap_or_default().to_owned();
    words.iter().enumerate().find_map(|(index, word)| {
        let program = base(word);
        let before = index.checked_sub(1).and_then(|i| words.get(i));
        let of_hyperkube = before.is_some_and(|before| base(before) == "hyperkube");
        let is = program == "kube-apiserver" && !word.starts_with('-')
            || word == &"apiserver" && of_hyperkube;
        is.then(|| index.saturating_add(1))
    })
}

/// `--a=b`, `--a b` and `--a`, which is `true`. As the server does, `_` counts as `-`
/// (`WordSepNormalizeFunc` of k8s.io/component-base).
fn flags(words: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = words.iter().copied().peekable();
    while let Some(word) = rest.next() {
        let dashed = word.strip_prefix("--").or_else(|| word.strip_prefix('-'));
        let Some(flag) = dashed.filter(|flag| !flag.is_empty()) else {
            continue;
        };
        let (name, value) = match flag.split_once('=') {
            Some((name, value)) => (name, value),
            None => match rest.peek() {
                Some(next) if !next.starts_with('-') => {
                    let value = *next;
                    rest.next();
                    (flag, value)
                }
                _ => (flag, "true"),
            },
        };
        found.push((name.replace('_', "-"), value.to_owned()));
    }
    found
}

/// A shell's line as words: quotes are taken off; it ends where something else than a word begins
/// (a redirection, a pipe, another command).
fn split(line: &str) -> Vec<Cow<'_, str>> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    let mut open = false;
    let mut characters = line.chars();
    while let Some(c) = characters.next() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (Some('\''), c) => word.push(c),
            (Some(_), '\\') | (None, '\\') => match characters.next() {
                Some('\n') | None => {}
                Some(next) => {
                    word.push(next);
                    open = true;
                }
            },
            (Some(_), c) => word.push(c),
            (None, '"' | '\'') => {
                quote = Some(c);
                open = true;
            }
            (None, '>' | '<' | '|' | '&' | ';') => {
                // `2>` is a redirection's number.
                let number = !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
                if number {
                    word.clear();
                    open = false;
                }
                // What stands before the program is another command.
                if words
                    .iter()
                    .any(|w: &Cow<'_, str>| w.ends_with("kube-apiserver"))
                {
                    break;
                }
                if open {
                    words.push(Cow::Owned(std::mem::take(&mut word)));
                }
                open = false;
            }
            (None, c) if c.is_whitespace() => {
                if open {
                    words.push(Cow::Owned(std::mem::take(&mut word)));
                }
                open = false;
            }
            (None, c) => {
                word.push(c);
                open = true;
            }
        }
        if words.len() >= MAX_INSPECT_WORDS {
            return words;
        }
    }
    if open {
        words.push(Cow::Owned(word));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Option<String> {
        let all = arguments(words)?;
        let texts: Vec<String> = all.iter().map(|(n, v)| format!("{n}={v}")).collect();
        Some(texts.join(" "))
    }

    #[test]
    fn command_lines() {
        for (words, want) in [
            (
                &["kube-apiserver", "--a=b=c", "--d", "e", "--f"][..],
                Some("a=b=c d=e f=true"),
            ),
            (
                &["/usr/local/bin/kube-apiserver", "-v=2", "--x_y", "-1"],
                Some("v=2 x-y=true 1=true"),
            ),
            (&["/hyperkube", "apiserver", "--a=1"], Some("a=1")),
            (&["hyperkube", "kube-apiserver", "--a", "1"], Some("a=1")),
            (
                &["/opt/rke-tools/entrypoint.sh", "kube-apiserver", "--a=1"],
                Some("a=1"),
            ),
            (
                &[
                    "/go-runner",
                    "--log-file=/l/kube-apiserver",
                    "kube-apiserver",
                    "--a=1",
                ],
                Some("a=1"),
            ),
            (
                &[
                    "/bin/sh",
                    "-ec",
                    "sleep 1; exec kube-apiserver --a='x y' --b \"z\" 1>>/l 2>&1",
                ],
                Some("a=x y b=z"),
            ),
            (
                &["/bin/sh", "-c", "kube-apiserver --a=1 \\\n --b=2 && rm x"],
                Some("a=1 b=2"),
            ),
            (&["apiserver", "--a=1"], None),
            (&["kube-controller-manager", "--a=1"], None),
            (&["kube-apiserver"], Some("")),
            (&["sh", "-c"], None),
            (&[], None),
        ] {
            assert_eq!(read(words).as_deref(), want, "{words:?}");
        }
    }
}
