//! What a gateway knows our things by: the id, and a number from the second try on. Made before the call.

use kernel::{Id, Kind};

/// `pay_…`, then `pay_….2`, `pay_….3`.
pub(crate) fn numbered<K: Kind>(id: Id<K>, number: i64) -> String {
    if number <= 1 { id.to_string() } else { format!("{id}.{number}") }
}

/// The id and the number of a reference; nothing if it cannot be one of ours.
pub(crate) fn parse<K: Kind>(reference: &str) -> Option<(Id<K>, i64)> {
    let (id, number) = match reference.split_once('.') {
        None => (reference, 1),
        Some((id, number)) => (id, number.parse().ok().filter(|number| *number > 1)?),
    };
    Some((id.parse().ok()?, number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Payment;

    #[test]
    fn a_reference_comes_back_and_nobody_elses_does() {
        let id = Id::<Payment>::from_uid(kernel::Uid([7; 16]));
        for number in [1, 2, 31] {
            assert_eq!(parse(&numbered(id, number)), Some((id, number)));
        }
        for other in ["", "pay_x", "ord_01h455vb4pex5vsknk084sn02q", &format!("{id}.1"), &format!("{id}.x")] {
            assert_eq!(parse::<Payment>(other), None, "{other}");
        }
    }
}
