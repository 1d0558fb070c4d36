//! What is put into a text.

use kernel::{Money, Time};

/// A value for a variable of a text. Numbers choose plurals; money and instants come out as the reader's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arg<'a> {
    /// A count.
    Number(i64),
    /// A word that needs no translation: a name, a reference, or what another text said.
    Text(&'a str),
    /// An amount to be paid, with its decimals.
    Money(Money),
    /// An instant, as `Reader::moment`.
    Time(Time),
}

impl From<i64> for Arg<'_> {
    fn from(n: i64) -> Self {
        Self::Number(n)
    }
}
impl From<i32> for Arg<'_> {
    fn from(n: i32) -> Self {
        Self::Number(n.into())
    }
}
impl From<u32> for Arg<'_> {
    fn from(n: u32) -> Self {
        Self::Number(n.into())
    }
}
impl From<usize> for Arg<'_> {
    fn from(n: usize) -> Self {
        Self::Number(i64::try_from(n).unwrap_or(i64::MAX))
    }
}
impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}
impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}
impl From<Money> for Arg<'_> {
    fn from(money: Money) -> Self {
        Self::Money(money)
    }
}
impl From<Time> for Arg<'_> {
    fn from(at: Time) -> Self {
        Self::Time(at)
    }
}
