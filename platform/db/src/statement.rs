//! Statements by name, so that one test can prepare every one of them on both engines.

use std::sync::OnceLock;

/// One SQL text with `$1` placeholders.
#[derive(Debug)]
pub struct Sql {
    /// What both engines are given.
    pub text: &'static str,
    /// Where it is written: `file:line`.
    pub place: &'static str,
    lite: OnceLock<String>,
}

impl Sql {
    /// Used by [`sql!`](crate::sql).
    pub const fn new(text: &'static str, place: &'static str) -> Self {
        Self { text, place, lite: OnceLock::new() }
    }

    /// The same text for SQLite, to which `$2` is a name, numbered by where it stands first, and `?2` a number; and a
    /// list is a table that it may look into.
    pub(crate) fn for_sqlite(&'static self) -> &'static str {
        self.lite.get_or_init(|| self.text.replace("= ANY($", "IN rarray($").replace('$', "?"))
    }
}

/// Names a file's statements and collects them in `STATEMENTS`, which the domain hands to the test that
/// prepares every statement on both engines. Once a file.
#[macro_export]
macro_rules! sql {
    ($($(#[$meta:meta])* $vis:vis $name:ident = $text:expr;)+) => {
        $(
            $(#[$meta])*
            $vis static $name: $crate::Sql =
                $crate::Sql::new($text, concat!(file!(), ":", line!(), " ", stringify!($name)));
        )+
        /// Every statement of this file.
        pub static STATEMENTS: &[&$crate::Sql] = &[$(&$name),+];
    };
}
