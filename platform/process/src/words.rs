//! Enums whose variants have a stored word: states, events, roles. The word never changes once a market has
//! stored it; the variant's name may.

use std::fmt;

/// An enum that the database, the API and the diagrams know by words.
pub trait Words: Copy + Eq + Ord + fmt::Debug + 'static {
    /// What the enum lists, for messages: its type's name.
    const OF: &'static str;
    /// Every variant, in the order they were written.
    const ALL: &'static [Self];

    /// The stored word.
    fn word(self) -> &'static str;

    /// The variant of a stored word.
    ///
    /// # Errors
    /// [`UnknownWord`]: this binary has no such variant. A market that finds one in its rows does not start,
    /// because it would have to guess what was promised.
    fn parse(word: &str) -> Result<Self, UnknownWord> {
        Self::ALL
            .iter()
            .copied()
            .find(|one| one.word() == word)
            .ok_or_else(|| UnknownWord { of: Self::OF, word: word.chars().take(64).collect() })
    }
}

/// A stored word that this binary does not know.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{word}` is not a {of} that this version knows; it was stored by a newer one, or by hand")]
pub struct UnknownWord {
    /// The enum that should have known it.
    pub of: &'static str,
    /// What was read, cut to 64 characters.
    pub word: String,
}

/// Whether no word is there twice; for [`words!`](crate::words!), which asks while it compiles.
#[doc(hidden)]
pub const fn distinct(words: &[&str]) -> bool {
    let mut one = 0;
    while one < words.len() {
        let mut other = one + 1;
        while other < words.len() {
            if same(words[one].as_bytes(), words[other].as_bytes()) {
                return false;
            }
            other += 1;
        }
        one += 1;
    }
    true
}

const fn same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut place = 0;
    while place < one.len() {
        if one[place] != other[place] {
            return false;
        }
        place += 1;
    }
    true
}

/// Writes an enum with its stored words: [`Words`], `Display` and `FromStr` come with it. Two variants with
/// one word do not compile.
///
/// ```
/// process::words! {
///     /// Where a seat stands.
///     pub enum Seat {
///         /// Held while its member pays.
///         Reserved = "reserved",
///         /// Its money is in escrow.
///         Paid = "paid",
///     }
/// }
/// use process::Words as _;
/// assert_eq!(Seat::Paid.word(), "paid");
/// assert_eq!(Seat::parse("reserved"), Ok(Seat::Reserved));
/// assert!(Seat::parse("sold").is_err());
/// ```
///
/// ```compile_fail
/// process::words! {
///     enum Seat { Reserved = "reserved", Held = "reserved" }
/// }
/// ```
#[macro_export]
macro_rules! words {
    ($(#[$about:meta])* $seen:vis enum $name:ident {
        $($(#[$what:meta])* $variant:ident = $word:literal),+ $(,)?
    }) => {
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        $seen enum $name { $($(#[$what])* $variant),+ }

        const _: () = assert!($crate::words::distinct(&[$($word),+]), "two variants share a stored word");

        impl $crate::Words for $name {
            const OF: &'static str = stringify!($name);
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str($crate::Words::word(*self))
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::UnknownWord;
            fn from_str(word: &str) -> ::std::result::Result<Self, $crate::UnknownWord> {
                $crate::Words::parse(word)
            }
        }
    };
}
