//! What goes into a statement and comes out of a column, alike on both engines.

use kernel::{Currency, Digest, Id, Money, Span, Time, Uid};

use crate::Broken;

/// A parameter or a column: whole numbers are BIGINT, bytes and ids are BYTEA, times are microseconds.
#[derive(Clone, PartialEq, Debug)]
pub enum Val {
    /// No value.
    Null,
    /// BIGINT.
    Int(i64),
    /// BOOLEAN.
    Bool(bool),
    /// DOUBLE PRECISION; never money.
    Real(f64),
    /// TEXT without NUL bytes.
    Text(String),
    /// BYTEA.
    Bytes(Vec<u8>),
    /// BYTEA of 16 bytes, without an allocation.
    Uid(Uid),
    /// So many of one kind, for `= ANY($1)`; of none, nothing is one. Never a column.
    List(Vec<Self>),
}

impl Val {
    /// Those of which a statement asks by `= ANY($1)`.
    pub fn list<T: Into<Self>>(values: impl IntoIterator<Item = T>) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

macro_rules! into_val {
    ($($from:ty => |$value:ident| $val:expr;)*) => {
        $(impl From<$from> for Val { fn from($value: $from) -> Self { $val } })*
    };
}
into_val! {
    i64 => |value| Val::Int(value);
    u32 => |value| Val::Int(i64::from(value));
    bool => |value| Val::Bool(value);
    f64 => |value| Val::Real(value);
    &str => |value| Val::Text(value.into());
    String => |value| Val::Text(value);
    &String => |value| Val::Text(value.clone());
    std::borrow::Cow<'_, str> => |value| Val::Text(value.into_owned());
    Vec<u8> => |value| Val::Bytes(value);
    &[u8] => |value| Val::Bytes(value.into());
    Uid => |value| Val::Uid(value);
    Time => |value| Val::Int(value.micros());
    Span => |value| Val::Int(value.micros());
    Digest => |value| Val::Bytes(value.0.to_vec());
    Currency => |value| Val::Text(value.code().into());
}
impl<K> From<Id<K>> for Val {
    fn from(id: Id<K>) -> Self {
        Self::Uid(id.uid())
    }
}
impl<T: Into<Self>> From<Option<T>> for Val {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// What a column can be read as.
pub trait FromVal: Sized {
    /// Nothing when the column holds something else.
    fn from_val(val: Val) -> Option<Self>;
}

macro_rules! from_val {
    ($($to:ty: $($pattern:pat => $value:expr),+;)*) => {
        $(impl FromVal for $to {
            fn from_val(val: Val) -> Option<Self> { match val { $($pattern => $value,)+ _ => None } }
        })*
    };
}
from_val! {
    i64: Val::Int(n) => Some(n);
    u32: Val::Int(n) => u32::try_from(n).ok();
    bool: Val::Bool(b) => Some(b), Val::Int(n) => Some(n != 0); // SQLite has no booleans of its own
    f64: Val::Real(x) => Some(x), Val::Int(n) => Some(n as f64);
    String: Val::Text(text) => Some(text);
    Vec<u8>: Val::Bytes(bytes) => Some(bytes), Val::Uid(uid) => Some(uid.0.to_vec());
    Uid: Val::Bytes(bytes) => bytes.try_into().ok().map(Uid), Val::Uid(uid) => Some(uid);
    Time: Val::Int(n) => Some(Self::from_micros(n));
    Span: Val::Int(n) => Some(Self::from_micros(n));
    Digest: Val::Bytes(bytes) => bytes.try_into().ok().map(Digest);
    Currency: Val::Text(text) => text.parse().ok();
}
impl<K> FromVal for Id<K> {
    fn from_val(val: Val) -> Option<Self> {
        Uid::from_val(val).map(Self::from_uid)
    }
}
impl<T: FromVal> FromVal for Option<T> {
    fn from_val(val: Val) -> Option<Self> {
        match val {
            Val::Null => Some(None),
            val => T::from_val(val).map(Some),
        }
    }
}

/// The columns of one row, in the order of its SELECT.
pub struct Row {
    columns: std::vec::IntoIter<Val>,
    taken: usize,
}

impl Row {
    pub(crate) fn new(columns: Vec<Val>) -> Self {
        Self { columns: columns.into_iter(), taken: 0 }
    }

    /// The next column.
    ///
    /// # Errors
    /// There is none, or it holds another type.
    pub fn take<T: FromVal>(&mut self) -> Result<T, Broken> {
        self.taken += 1;
        let val = self.columns.next().ok_or(Broken::Column { number: self.taken })?;
        T::from_val(val).ok_or(Broken::Column { number: self.taken })
    }
}

/// What a row can be read as.
pub trait FromRow: Sized {
    /// Takes the columns it needs.
    ///
    /// # Errors
    /// A column is missing or holds another type.
    fn from_row(row: &mut Row) -> Result<Self, Broken>;
}

impl<T: FromVal> FromRow for T {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        row.take()
    }
}
impl FromRow for Money {
    /// Two columns: the amount, then its currency.
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        Ok(Self::new(row.take()?, row.take()?))
    }
}

macro_rules! tuples {
    ($(($($part:ident)+))*) => {
        $(impl<$($part: FromVal),+> FromRow for ($($part,)+) {
            fn from_row(row: &mut Row) -> Result<Self, Broken> { Ok(($(row.take::<$part>()?,)+)) }
        })*
    };
}
tuples! { (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) (A B C D E F G) (A B C D E F G H) }

/// Reads a struct from a row whose SELECT names the columns in the order of the fields given here.
#[macro_export]
macro_rules! row {
    ($name:ident { $($field:ident),+ $(,)? }) => {
        impl $crate::FromRow for $name {
            fn from_row(row: &mut $crate::Row) -> Result<Self, $crate::Broken> {
                Ok(Self { $($field: row.take()?),+ })
            }
        }
    };
}

/// The parameters of a statement, `$1` first.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { [$($crate::Val::from($value)),*] };
}
