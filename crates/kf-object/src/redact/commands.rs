//! Command lines of programs whose short options take a password.

/// A program, and the option.
pub(super) struct Program {
    names: &'static [&'static str],
    option: &'static str,
    /// Whether the password may be a word of its own.
    apart: bool,
    /// Whether the password stands behind a user and a colon.
    user: bool,
    /// A word without which the option means something else.
    needs: Option<&'static str>,
}

const fn program(names: &'static [&'static str], option: &'static str) -> Program {
    Program {
        names,
        option,
        apart: true,
        user: false,
        needs: None,
    }
}

/// From the programs' manual pages.
const PROGRAMS: &[Program] = &[
    Program {
        apart: false,
        ..program(
            &[
                "mysql",
                "mysqldump",
                "mysqladmin",
                "mysqlimport",
                "mysqlcheck",
                "mariadb",
                "mariadb-dump",
                "mariadb-admin",
            ],
            "-p",
        )
    },
    program(&["sshpass"], "-p"),
    program(&["redis-cli", "valkey-cli"], "-a"),
    program(
        &[
            "mongo",
            "mongosh",
            "mongodump",
            "mongorestore",
            "mongoexport",
            "mongoimport",
        ],
        "-p",
    ),
    program(
        &[
            "ldapsearch",
            "ldapadd",
            "ldapmodify",
            "ldapdelete",
            "ldapwhoami",
        ],
        "-w",
    ),
    program(&["sqlcmd", "zip", "unzip"], "-P"),
    Program {
        user: true,
        ..program(&["curl"], "-u")
    },
    Program {
        user: true,
        ..program(&["http", "https"], "-a")
    },
    Program {
        needs: Some("login"),
        ..program(
            &[
                "docker", "podman", "nerdctl", "buildah", "skopeo", "crane", "helm", "oc", "az",
                "argocd",
            ],
            "-p",
        )
    },
];

/// Where a password was found.
pub(super) struct Password {
    /// The word that it is in.
    pub(super) word: usize,
    /// Where it begins there, in bytes.
    pub(super) from: usize,
}

/// The program that a word calls, if it is one of those known here.
pub(super) fn program_of(word: Option<&str>) -> Option<&'static Program> {
    let name = word?.rsplit(['/', '(', '`']).next()?;
    PROGRAMS.iter().find(|p| p.names.contains(&name))
}

/// The passwords among the words of command lines. `program` is what the first of them calls, if no
/// word says so.
pub(super) fn passwords<'w>(
    words: impl Iterator<Item = &'w str>,
    mut program: Option<&'static Program>,
) -> Vec<Password> {
    let mut found = Vec::new();
    let mut next = false;
    let mut needed = program.is_none_or(|p| p.needs.is_none());
    for (word, text) in words.enumerate() {
        let text_of = text.trim_matches(['"', '\'']);
        if let Some(new) = program_of(Some(text_of)).filter(|_| !next) {
            program = Some(new);
            needed = new.needs.is_none();
            continue;
        }
        let Some(called) = program else { continue };
        if matches!(text, "|" | "||" | "&&" | ";" | "&") {
            program = None;
            continue;
        }
        needed |= called.needs == Some(text_of);
        let value = if next {
            Some(text)
        } else {
            text.strip_prefix(called.option).filter(|v| !v.is_empty())
        };
        let is_option = text == called.option;
        if let Some(value) = value.filter(|_| needed) {
            let value = value.trim_start_matches(['"', '\'', '=']);
            let secret = if called.user {
                value.split_once(':').map_or("", |(_, password)| password)
            } else {
                value
            };
            if !secret.is_empty() {
                let from = text.len().saturating_sub(secret.len());
                found.push(Password { word, from });
            }
        }
        next = is_option && called.apart && !next;
    }
    found
}
