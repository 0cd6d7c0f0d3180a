//! The kubeconfig that leads clients to the server.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fmt::Write;

/// A context: a name, and the path under which its state is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// The name, such as `kf` or `rev-1884`: letters, digits, dots, underscores and hyphens.
    pub name: String,
    /// The prefix of all paths, such as `/rev/1884`; empty for the newest state.
    pub prefix: String,
}

/// Makes a kubeconfig for a server at `server`, such as `https://127.0.0.1:41234`; the first context
/// is the current one.
#[must_use]
pub fn kubeconfig(server: &str, authority: &str, token: &str, contexts: &[Context]) -> String {
    let authority = STANDARD.encode(authority);
    let mut text = String::from("apiVersion: v1\nkind: Config\nclusters:\n");
    for Context { name, prefix } in contexts {
        let name = scalar(name);
        let _infallible = write!(
            text,
            "- name: {name}\n  cluster:\n    server: {server}{prefix}\n    \
             certificate-authority-data: {authority}\n"
        );
    }
    text.push_str("contexts:\n");
    for Context { name, .. } in contexts {
        let name = scalar(name);
        let _infallible = write!(
            text,
            "- name: {name}\n  context:\n    cluster: {name}\n    user: kf\n"
        );
    }
    let current = contexts
        .first()
        .map_or_else(String::new, |c| scalar(&c.name));
    let _infallible = write!(
        text,
        "current-context: {current}\nusers:\n- name: kf\n  user:\n    token: {token}\n"
    );
    text
}

/// A name as YAML: what may be taken for a number, a time or a truth value stands in quotes.
fn scalar(name: &str) -> String {
    let starts = name.starts_with(|c: char| c.is_ascii_alphabetic());
    if name == "kf" || starts && name.contains('-') {
        return name.to_owned();
    }
    format!("\"{name}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_context_each() {
        let contexts = [("kf", ""), ("rev-7", "/rev/7")].map(|(name, prefix)| Context {
            name: name.to_owned(),
            prefix: prefix.to_owned(),
        });
        let text = kubeconfig("https://127.0.0.1:1", "PEM", "secret", &contexts);
        assert!(text.contains("server: https://127.0.0.1:1\n"));
        assert!(text.contains("server: https://127.0.0.1:1/rev/7\n"));
        assert!(text.contains("current-context: kf\n"));
        assert!(text.contains("certificate-authority-data: UEVN\n"));
        assert!(text.ends_with("token: secret\n"));
        for (name, want) in [
            ("2026-11-22", "\"2026-11-22\""),
            ("1e3", "\"1e3\""),
            ("true", "\"true\""),
            ("a-b", "a-b"),
        ] {
            assert_eq!(scalar(name), want);
        }
    }
}
