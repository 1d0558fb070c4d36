//! How people read an order: `R-` and eight characters, one of which checks the others.

use db::{Broken, Rx, params, sql};
use kernel::Cx;

sql! {
    TAKEN = "SELECT 1 FROM orders WHERE number = $1";
}

/// Crockford's letters without the last: 31 is a prime, so every single slip and every swap of two neighbours
/// changes the check.
const LETTERS: &[u8; 31] = b"0123456789ABCDEFGHJKMNPQRSTVWXY";

/// A number that no order has.
///
/// # Errors
/// What broke in the database.
pub fn fresh(rx: &mut Rx, cx: &Cx) -> Result<String, Broken> {
    loop {
        let values = cx.chance(|chance| [(); 7].map(|()| chance.below(31) as usize));
        let number = written(values);
        if rx.opt::<i64>(&TAKEN, &params![&number])?.is_none() {
            return Ok(number);
        }
    }
}

fn check(values: [usize; 7]) -> usize {
    values.iter().zip(1..).map(|(value, weight)| value * weight).sum::<usize>() % 31
}

fn written(values: [usize; 7]) -> String {
    let letters =
        values.iter().chain(&[check(values)]).map(|value| char::from(LETTERS[*value])).collect::<String>();
    format!("R-{letters}")
}

/// The number as somebody typed or read it out, in its one spelling; nothing if a character is wrong.
pub fn heard(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_uppercase();
    let rest = text.strip_prefix("R-").unwrap_or(&text);
    let value = |letter: u8| {
        let letter = match letter {
            b'O' => b'0',
            b'I' | b'L' => b'1',
            other => other,
        };
        LETTERS.iter().position(|known| *known == letter)
    };
    let values: Vec<usize> = rest.bytes().map(value).collect::<Option<_>>()?;
    let (check_value, front) = values.split_last()?;
    let front: [usize; 7] = front.try_into().ok()?;
    (check(front) == *check_value).then(|| written(front))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_one_letter_or_a_swap_of_two_is_heard() {
        let number = written([1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(number, "R-1234567G");
        assert_eq!(heard("r-i23456 7g".replace(' ', "").as_str()), Some(number.clone()));
        let right: Vec<char> = number[2..].chars().collect();
        for place in 0..8 {
            for other in LETTERS {
                let mut wrong = right.clone();
                wrong[place] = char::from(*other);
                assert_eq!(heard(&wrong.iter().collect::<String>()).is_some(), wrong == right, "{wrong:?}");
            }
        }
        for place in 0..7 {
            let mut wrong = right.clone();
            wrong.swap(place, place + 1);
            assert_eq!(heard(&wrong.iter().collect::<String>()), None, "{wrong:?}");
        }
        assert_eq!((heard(""), heard("R-"), heard("R-12345678901")), (None, None, None));
    }
}
