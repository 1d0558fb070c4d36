//! The bytes of a sealed day.
//!
//! One section for each class of the day that has people, and sections follow each other without more:
//!
//! | bytes | what |
//! |---|---|
//! | 4 | `RDAY` |
//! | 1 | version, 1 |
//! | 1 | event class |
//! | 4 | the day, signed, little-endian |
//! | 4 | how many people, at least 1, little-endian |
//! | 1 to 5 each | the people in ascending order: the first, then how far each lies beyond the one before, less one; seven bits a byte, lowest first, the high bit set on all but the last (LEB128) |

use crate::day::Day;

const MAGIC: [u8; 4] = *b"RDAY";
const VERSION: u8 = 1;

/// Bytes that are not sealed days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// A section does not begin with its four letters.
    #[error("these bytes are not a sealed day")]
    NotASeal,
    /// Written by code newer than this.
    #[error("this sealed day has version {0}, and only version 1 is known")]
    Version(u8),
    /// The bytes end within a section.
    #[error("this sealed day is cut short")]
    CutShort,
    /// A person's number does not fit 32 bits.
    #[error("this sealed day is damaged: a person's number is too large")]
    Damaged,
}

/// Appends a section; `people` ascend strictly. Nobody is no section.
pub(crate) fn write(bytes: &mut Vec<u8>, class: u8, day: Day, people: &[u32]) {
    if people.is_empty() {
        return;
    }
    bytes.extend(MAGIC);
    bytes.extend([VERSION, class]);
    bytes.extend(day.0.to_le_bytes());
    bytes.extend((people.len() as u32).to_le_bytes()); // distinct u32 that are active: at most 2^32 - 1 in any store
    let mut next = 0;
    for person in people {
        write_number(bytes, person - next);
        next = person.saturating_add(1);
    }
}

/// Reads sections to the end of `bytes` and hands over each (class, day, person).
pub(crate) fn read(mut bytes: &[u8], mut take: impl FnMut(u8, Day, u32)) -> Result<(), Unreadable> {
    while !bytes.is_empty() {
        if array::<4>(&mut bytes)? != MAGIC {
            return Err(Unreadable::NotASeal);
        }
        let [version, class] = array(&mut bytes)?;
        if version != VERSION {
            return Err(Unreadable::Version(version));
        }
        let day = Day(i32::from_le_bytes(array(&mut bytes)?));
        let mut next = Some(0_u32);
        for _ in 0..u32::from_le_bytes(array(&mut bytes)?) {
            let beyond = read_number(&mut bytes)?;
            let person = next.and_then(|next| next.checked_add(beyond)).ok_or(Unreadable::Damaged)?;
            take(class, day, person);
            next = person.checked_add(1);
        }
    }
    Ok(())
}

fn write_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn read_number(bytes: &mut &[u8]) -> Result<u32, Unreadable> {
    let mut number = 0_u64;
    for shift in (0..35).step_by(7) {
        let [byte] = array(bytes)?;
        number |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return u32::try_from(number).map_err(|_| Unreadable::Damaged);
        }
    }
    Err(Unreadable::Damaged)
}

fn array<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N], Unreadable> {
    let (head, rest) = bytes.split_first_chunk().ok_or(Unreadable::CutShort)?;
    *bytes = rest;
    Ok(*head)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(bytes: &[u8]) -> Result<Vec<(u8, i32, u32)>, Unreadable> {
        let mut all = Vec::new();
        read(bytes, |class, day, person| all.push((class, day.0, person)))?;
        Ok(all)
    }

    #[test]
    fn a_section_is_these_bytes_and_no_others() {
        let mut bytes = Vec::new();
        write(&mut bytes, 3, Day(-2), &[0, 1, 200, u32::MAX]);
        let expected = [
            b"RDAY".as_slice(),
            &[1, 3],
            &[0xFE, 0xFF, 0xFF, 0xFF],
            &[4, 0, 0, 0],
            &[0],
            &[0],
            &[0xC6, 1],
            &[0xB6, 0xFE, 0xFF, 0xFF, 0x0F],
        ];
        assert_eq!(bytes, expected.concat());
        assert_eq!(read_all(&bytes), Ok(vec![(3, -2, 0), (3, -2, 1), (3, -2, 200), (3, -2, u32::MAX)]));
    }

    #[test]
    fn each_kind_of_damage_has_its_name() {
        let mut bytes = Vec::new();
        write(&mut bytes, 0, Day(5), &[300]);
        assert_eq!(read_all(&bytes[..bytes.len() - 1]), Err(Unreadable::CutShort));
        assert_eq!(read_all(b"RIFF"), Err(Unreadable::NotASeal));
        let altered = |place: usize, byte: u8| {
            let mut copy = bytes.clone();
            copy[place] = byte;
            read_all(&copy)
        };
        assert_eq!(altered(4, 2), Err(Unreadable::Version(2)));
        assert_eq!(altered(10, 2), Err(Unreadable::CutShort));
        let too_large = [&bytes[..14], &[0xFF, 0xFF, 0xFF, 0xFF, 0x1F]].concat();
        assert_eq!(read_all(&too_large), Err(Unreadable::Damaged));
    }
}
