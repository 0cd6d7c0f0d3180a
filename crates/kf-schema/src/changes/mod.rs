//! What changed in which minor: facts about kube-apiservers that hold in some minors and not in
//! others, each with its source.
//!
//! Code asks `minor.has(Change::NO_SELF_LINK)` and compares minors with numbers nowhere else, so
//! that a new release is new rows here. Rows of fields and of kinds are in the schema tables, and
//! those of resources in `kf-resource`. `docs/src/reference/minors.md` is made from these.

mod answers;
mod conversions;
mod defaults;
mod definitions;
mod judge;
mod printers;

use crate::minor::Minors;

/// A fact that holds in some minors only.
///
/// Where it stands behind a feature gate, it holds from the minor on whose gate is on by default.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    /// The constant's name.
    pub name: &'static str,
    /// What it is about.
    pub area: Area,
    /// The minors in which it holds.
    pub minors: Minors,
    text: &'static str,
}

/// What changes are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// Objects, lists and discovery as a server sends them.
    Answers,
    /// The tables that a server makes of built-in objects.
    Printers,
    /// What a server fills in when it reads a built-in object.
    Defaults,
    /// Built-in objects in another version than the stored one, and other changes on read.
    Conversions,
    /// Definitions of custom resources, and what they do to the objects.
    Definitions,
    /// Arguments and abilities of a kube-apiserver that is started.
    Judge,
}

impl Area {
    /// All areas, in the order in which they are told.
    pub const ALL: [Self; 6] = [
        Self::Answers,
        Self::Printers,
        Self::Defaults,
        Self::Conversions,
        Self::Definitions,
        Self::Judge,
    ];

    /// The changes of this area.
    #[must_use]
    pub const fn changes(self) -> &'static [Change] {
        match self {
            Self::Answers => answers::ALL,
            Self::Printers => printers::ALL,
            Self::Defaults => defaults::ALL,
            Self::Conversions => conversions::ALL,
            Self::Definitions => definitions::ALL,
            Self::Judge => judge::ALL,
        }
    }
}

impl Change {
    /// Says what holds.
    #[must_use]
    pub fn fact(self) -> String {
        let paragraph = self.text.split("\n\n").next().unwrap_or_default();
        joined(paragraph)
    }

    /// Names the upstream file and function that say so.
    #[must_use]
    pub fn source(self) -> String {
        let (_, paragraph) = self.text.rsplit_once("\n\n").unwrap_or_default();
        joined(paragraph)
    }
}

/// The lines of a paragraph as one.
fn joined(paragraph: &str) -> String {
    let words: Vec<&str> = paragraph.split_whitespace().collect();
    words.join(" ")
}

/// Declares the changes of one area. A row is a doc comment, which says in its first paragraph what
/// holds and in its last one where upstream does so, a name, and the minors.
macro_rules! changes {
    ($area:ident: $($(#[doc = $doc:literal])+ $name:ident $when:ident $minor:literal $(to $last:literal)?;)+) => {
        impl Change {
            $($(#[doc = $doc])+
            pub const $name: Self = Self {
                name: stringify!($name),
                area: Area::$area,
                minors: $crate::changes::minors!($when $minor $($last)?),
                text: concat!($($doc, "\n"),+),
            };)+
        }

        pub(super) const ALL: &[Change] = &[$(Change::$name),+];
    };
}

/// The minors of a row: `since 14`, `until 12`, `only 36` or `from 18 to 20`.
macro_rules! minors {
    (since $first:literal) => {
        $crate::minor::Minors::since($first)
    };
    (until $last:literal) => {
        $crate::minor::Minors::until($last)
    };
    (only $minor:literal) => {
        $crate::minor::Minors::new($minor, $minor)
    };
    (from $first:literal $last:literal) => {
        $crate::minor::Minors::new($first, $last)
    };
}

use {changes, minors};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Minor;
    use std::collections::BTreeSet;

    #[test]
    fn every_change_has_a_fact_a_source_and_minors_of_its_own() {
        let mut names = BTreeSet::new();
        for area in Area::ALL {
            for change in area.changes() {
                let name = change.name;
                assert!(names.insert(name), "{name} stands twice");
                assert_eq!(change.area, area, "{name}");
                assert!(!change.fact().is_empty(), "{name}");
                let source = change.source();
                assert!(source.contains(['/', '`']), "{name}: {source}");
                assert_ne!(change.fact(), source, "{name}");
                let held = Minor::OLDEST.up_to(Minor::NEWEST);
                let held = held.filter(|m| m.has(*change)).count();
                let all = Minor::OLDEST.up_to(Minor::NEWEST).count();
                assert!(held > 0 && held < all, "{name} is no change: {held}");
            }
        }
    }
}
