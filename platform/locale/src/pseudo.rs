//! The pseudo-locale: English that can be read and is not to be mistaken for a text that nobody translated.

use std::borrow::Cow;

/// Where a text of the library begins and ends.
pub(crate) const BEGIN: char = '⟦';
/// Its end.
pub(crate) const END: char = '⟧';

/// The fixed parts of a text with accents on their vowels; what is put into it stays as it is.
pub(crate) fn accent(text: &str) -> Cow<'_, str> {
    let letter = |letter| match letter {
        'a' => 'á',
        'e' => 'é',
        'i' => 'ï',
        'o' => 'ö',
        'u' => 'ü',
        'A' => 'Á',
        'E' => 'É',
        'I' => 'Ï',
        'O' => 'Ö',
        'U' => 'Ü',
        other => other,
    };
    Cow::Owned(text.chars().map(letter).collect())
}

/// A whole text between its marks, longer by a third, as Filipino is. The stretch has places to break, as words have.
pub(crate) fn wrap(text: &str) -> String {
    let stretch = text.chars().count().div_ceil(3);
    let mut long: String = text.into();
    for at in 0..stretch {
        long.push(if at % 5 == 0 { ' ' } else { '·' });
    }
    format!("{BEGIN}{long}{END}")
}

/// A date or a list of the library's between its marks, at its own length.
pub(crate) fn mark(text: &str) -> String {
    format!("{BEGIN}{text}{END}")
}
