//! Paging by key: `?limit=&after=` answers `{"data":[…],"next":"cursor or null"}`.

use serde::Serialize;

/// How many rows a page may hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limit(u16);

impl Limit {
    /// What a list gives when it is not asked for a number.
    pub const DEFAULT: Self = Self(24);
    /// More than this in one answer helps nobody.
    pub const MOST: u16 = 100;

    /// 1 to 100.
    pub fn new(asked: u16) -> Option<Self> {
        (1..=Self::MOST).contains(&asked).then_some(Self(asked))
    }

    /// For the LIMIT of a statement: one more than the page, to learn whether there is a next.
    pub fn probe(self) -> i64 {
        i64::from(self.0) + 1
    }

    /// Rows of a page.
    pub fn rows(self) -> usize {
        usize::from(self.0)
    }
}

/// Where a list went on: the sort key of the last row, opaque to the client.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cursor(Vec<u8>);

/// The cursor was not made by this list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this cursor does not belong to this list")]
pub struct CursorError;

impl Cursor {
    /// A cursor over a number and an id: enough for every list sorted by time, price or name order.
    pub fn of(key: i64, id: crate::Uid) -> Self {
        Self([key.to_be_bytes().as_slice(), &id.0].concat())
    }

    /// The key and the id.
    ///
    /// # Errors
    /// Not a cursor of this shape.
    pub fn parts(&self) -> Result<(i64, crate::Uid), CursorError> {
        let (key, id) = self.0.split_at_checked(8).ok_or(CursorError)?;
        let key = i64::from_be_bytes(key.try_into().map_err(|_| CursorError)?);
        Ok((key, crate::Uid(id.try_into().map_err(|_| CursorError)?)))
    }

    /// For the client: hexadecimal, so that it needs no escaping anywhere.
    pub fn text(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// From the client.
    ///
    /// # Errors
    /// Not hexadecimal or not of a cursor's length.
    pub fn parse(text: &str) -> Result<Self, CursorError> {
        if text.len() != 48 || !text.is_ascii() {
            return Err(CursorError);
        }
        (0..text.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&text[at..at + 2], 16).map_err(|_| CursorError))
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

/// One page of a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Page<T> {
    /// The rows.
    pub data: Vec<T>,
    /// Where to go on, or null at the end.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// Cuts the probe row off and remembers where the page ended.
    pub fn cut(mut rows: Vec<T>, limit: Limit, key: impl Fn(&T) -> Cursor) -> Self {
        let more = rows.len() > limit.rows();
        rows.truncate(limit.rows());
        let next = if more { rows.last().map(|row| key(row).text()) } else { None };
        Self { data: rows, next }
    }

    /// The same page in other words.
    pub fn map<U>(self, word: impl FnMut(T) -> U) -> Page<U> {
        Page { data: self.data.into_iter().map(word).collect(), next: self.next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Uid;

    #[test]
    fn a_cursor_comes_back_and_a_made_up_one_does_not() {
        let cursor = Cursor::of(-5, Uid([9; 16]));
        assert_eq!(Cursor::parse(&cursor.text()).unwrap().parts(), Ok((-5, Uid([9; 16]))));
        for bad in ["", "zz", &"g".repeat(48), &"é".repeat(24)] {
            assert_eq!(Cursor::parse(bad), Err(CursorError), "{bad}");
        }
    }

    #[test]
    fn the_last_page_has_no_next() {
        let limit = Limit::new(2).unwrap();
        let key = |n: &i64| Cursor::of(*n, Uid([0; 16]));
        assert_eq!(Page::cut(vec![1, 2], limit, key).next, None);
        let page = Page::cut(vec![1, 2, 3], limit, key);
        assert_eq!((page.data, page.next), (vec![1, 2], Some(Cursor::of(2, Uid([0; 16])).text())));
        assert_eq!((Limit::new(0), Limit::new(101)), (None, None));
    }
}
