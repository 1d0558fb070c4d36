use thiserror::Error;

/// What can go wrong: a number out of range, a matrix that cannot be solved, bytes that are not ours.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum Error {
    /// An id is not below the number of people or items that the matrix was made for.
    #[error("{what} {id} is outside 0..{bound}")]
    Outside {
        /// "row", "column", "item" or "person".
        what: &'static str,
        /// The id that was given.
        id: u32,
        /// The first id that does not exist.
        bound: u32,
    },
    /// A setting is outside the range that its documentation states.
    #[error("{name} is {value}; it must be {range}")]
    Setting {
        /// The setting's name.
        name: &'static str,
        /// What was given.
        value: f64,
        /// The range in words.
        range: &'static str,
    },
    /// Two things that describe the same people or items have different sizes.
    #[error("{what}: {left} beside {right}")]
    Sizes {
        /// What is compared.
        what: &'static str,
        /// One size.
        left: usize,
        /// The other size.
        right: usize,
    },
    /// A system of equations has no unique solution; a larger ridge gives it one.
    #[error("the system is not positive definite: raise the ridge")]
    Singular,
    /// The problem is too large for a method that works on a dense matrix.
    #[error("a dense problem of {size} is beyond the limit of {limit}: use lists or factors")]
    TooLarge {
        /// The smaller of people and items.
        size: usize,
        /// The limit that was set.
        limit: usize,
    },
    /// The bytes do not begin with the mark of the model that was asked for, or end too early.
    #[error("these bytes are not a whole {0}")]
    NotAModel(&'static str),
    /// The bytes were written by a version of this crate that this one does not know.
    #[error("{what} was written as version {found}; this program reads version {known}: train it again")]
    Version {
        /// Which model.
        what: &'static str,
        /// The version in the bytes.
        found: u16,
        /// The version that this program reads.
        known: u16,
    },
}

/// The crate's result.
pub type Result<T> = std::result::Result<T, Error>;
