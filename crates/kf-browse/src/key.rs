//! What a person does: keys, whichever library reads them.

/// A key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// A character.
    Char(char),
    /// A character with Ctrl.
    Ctrl(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// Cursor up.
    Up,
    /// Cursor down.
    Down,
    /// Cursor left.
    Left,
    /// Cursor right.
    Right,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
    /// The wheel of the mouse, down or up.
    Wheel {
        /// Whether it is down.
        down: bool,
    },
    /// The mouse on a line of the screen.
    Click(u16),
}

/// The keys by what they are for, as `?` shows them.
pub(crate) const HELP: &[(&str, &[(&str, &str)])] = &[
    (
        "GO",
        &[
            (":", "a type: pods, deploy, any CRD; or a command, below"),
            ("enter", "into it: pods of a deployment, service, node"),
            ("esc [", "back; ] forward again"),
            (
                "/",
                "filter: text, !text, -l app=web, -g text in the objects",
            ),
            (
                "0 1..9",
                "all namespaces, or one of those in the second line",
            ),
            ("J", "to the owner"),
            ("o", "what it owns"),
            ("ctrl-a", "all types"),
            ("ctrl-c", "quit; also :q"),
        ],
    ),
    (
        "SHOW",
        &[
            ("y", "YAML"),
            ("d", "describe"),
            ("e", "events about it"),
            ("H", "history: what each change did, as diffs"),
            ("x", "decode a Secret: masked, then shown"),
            ("w", "wide columns"),
            ("D", "deleted objects too; again: those alone"),
            ("!", "warnings and damage"),
            ("c", "the kf command that prints this"),
        ],
    ),
    (
        "TIME",
        &[
            (", .", "to the change before, after, of what is shown"),
            ("t", "timeline: who changed it and when; enter goes there"),
            ("M", "mark this revision"),
            ("=", "diff against the mark, or the other file"),
            ("tab", "with two files: y, d, ... of the other"),
        ],
    ),
    (
        "TABLE",
        &[
            ("j k g G", "down, up, first, last; ctrl-f ctrl-b pages"),
            ("h l", "column left, right"),
            ("O", "sort by the column, again: the other way"),
            ("N A S T", "sort by name, age, status, restarts"),
            ("space", "mark a row"),
            ("ctrl-s", "save YAML of it, or of the marked rows"),
            ("n", "next match in a text; N the one before"),
            ("ctrl-r", "read again"),
            ("ctrl-z", "suspend"),
        ],
    ),
    (
        "COMMANDS",
        &[
            (":ns [NAME]", "the namespaces; a namespace, or all"),
            (":rev N", "the state at a revision; :rev now, :rev -5"),
            (":timeline", "every change of the type on the screen"),
            (":diff [A B]", "against the mark; or two revisions"),
            (":du", "what takes the space, to walk into"),
            (":info :check", "the file, and whether it is whole"),
            (":findings", "what looks suspicious: kf suspects"),
            (":help :q", "this, and the end"),
        ],
    ),
];
