//! The notation of the generated tables.

/// Constants for the messages of one API group: name, Go name, fields.
macro_rules! messages {
    ($($constant:ident $name:literal {
        $($number:literal $([
            $first:literal $last:tt $json:literal $label:ident
            $kind:ident $(($of:ident))? $pointer:ident $empty:ident
        ])+)*
    })*) => {
        $(pub(super) const $constant: Message = Message {
            name: $name,
            fields: &[$(Field {
                number: $number,
                shapes: &[$(Shape {
                    minors: Minors::new($first, $last),
                    json: $json,
                    label: Label::$label,
                    kind: Kind::$kind $((Id::$of as u16))?,
                    pointer: $pointer,
                    empty: Empty::$empty,
                }),+],
            }),*],
        };)*
    };
}

/// The table of messages, and their places in it by name.
macro_rules! table {
    ($($id:ident $module:ident::$constant:ident)*) => {
        /// Places in [`MESSAGES`].
        #[derive(Clone, Copy)]
        #[repr(u16)]
        enum Id { $($id),* }

        /// All messages that a kind reaches, ascending by name.
        pub static MESSAGES: &[Message] = &[$($module::$constant),*];
    };
}

/// The table of kinds.
macro_rules! kinds {
    ($($api_version:literal $kind:literal $id:ident $first:literal $last:tt)*) => {
        /// All kinds, ascending by apiVersion, then kind.
        pub static KINDS: &[KindEntry] = &[$(KindEntry {
            api_version: $api_version,
            kind: $kind,
            message: Id::$id as u16,
            minors: Minors::new($first, $last),
        }),*];
    };
}

pub(super) use {kinds, messages, table};
