//! Ids: a UUIDv7 under a type, shown as a TypeID (`ord_01h455vb4pex5vsknk084sn02q`).
//!
//! An id is a name and never a secret: it tells when it was made. What must not be guessed is a [`crate::Secret`].

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Time;

/// Crockford's base32 in lower case, as the TypeID specification 0.3 orders it.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// 128 bits in groups of five, the first group holding only three.
const TEXT_LENGTH: usize = 26;

/// What an id names: gives the prefix people and clients see.
pub trait Kind: 'static {
    /// Lower case letters, unique over the whole product.
    const PREFIX: &'static str;
}

/// The 16 bytes of an id without its type: what a database column holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Uid(pub [u8; 16]);

impl Uid {
    /// A UUIDv7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then 74 bits of chance.
    pub fn v7(unix_millis: i64, chance: [u8; 10]) -> Self {
        let mut bytes = [0; 16];
        bytes[..6].copy_from_slice(&unix_millis.max(0).to_be_bytes()[2..]);
        bytes[6..].copy_from_slice(&chance);
        bytes[6] = 0x70 | (bytes[6] & 0x0f);
        bytes[8] = 0x80 | (bytes[8] & 0x3f);
        Self(bytes)
    }

    /// The instant in a UUIDv7, to the millisecond.
    pub fn made(self) -> Time {
        let mut millis = [0; 8];
        millis[2..].copy_from_slice(&self.0[..6]);
        Time::from_micros(i64::from_be_bytes(millis) * 1_000)
    }

    /// Less than every UUIDv7 that is made from `at` on, more than each that was made before.
    pub fn before(at: Time) -> Self {
        Self::v7(at.millis(), [0; 10])
    }

    fn text(self) -> String {
        let mut bits = u128::from_be_bytes(self.0);
        let mut out = [0; TEXT_LENGTH];
        for slot in out.iter_mut().rev() {
            *slot = ALPHABET[(bits & 31) as usize];
            bits >>= 5;
        }
        out.iter().map(|byte| char::from(*byte)).collect()
    }

    fn parse(text: &str) -> Option<Self> {
        if text.len() != TEXT_LENGTH {
            return None;
        }
        let mut bits: u128 = 0;
        for (place, byte) in text.bytes().enumerate() {
            let value = ALPHABET.iter().position(|letter| *letter == byte)?;
            if place == 0 && value > 7 {
                return None; // the first letter carries three bits
            }
            bits = (bits << 5) | value as u128;
        }
        Some(Self(bits.to_be_bytes()))
    }
}

impl fmt::Debug for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl fmt::Display for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

/// An id of one kind of thing; two kinds never mix.
pub struct Id<K> {
    uid: Uid,
    kind: PhantomData<fn() -> K>,
}

impl<K> Id<K> {
    /// Gives bytes from a column of this kind their type back.
    pub const fn from_uid(uid: Uid) -> Self {
        Self { uid, kind: PhantomData }
    }

    /// The bytes to store.
    pub const fn uid(self) -> Uid {
        self.uid
    }
}

impl<K: Kind> Id<K> {
    /// The address of the thing, for a floor below that must not know its type.
    pub fn address(self) -> Ref {
        Ref { kind: Cow::Borrowed(K::PREFIX), id: self.uid }
    }
}

// Written out: a derive would ask the same of K, which is only a label.
impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.uid == other.uid
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.uid.cmp(&other.uid)
    }
}

impl<K: Kind> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", K::PREFIX, self.uid)
    }
}

impl<K: Kind> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text is not an id of the kind that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not an id that begins with `{prefix}_`")]
pub struct BadId {
    /// What was given, cut to 64 characters.
    pub text: String,
    /// What would have been right.
    pub prefix: &'static str,
}

impl<K: Kind> FromStr for Id<K> {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        text.strip_prefix(K::PREFIX)
            .and_then(|rest| rest.strip_prefix('_'))
            .and_then(Uid::parse)
            .map(Self::from_uid)
            .ok_or_else(|| BadId { text: text.chars().take(64).collect(), prefix: K::PREFIX })
    }
}

impl<K: Kind> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, K: Kind> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl<K: Kind> utoipa::PartialSchema for Id<K> {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .pattern(Some(format!("^{}_[0-7][0-9a-hjkmnp-tv-z]{{25}}$", K::PREFIX)))
            .into()
    }
}

impl<K: Kind> utoipa::ToSchema for Id<K> {
    fn name() -> Cow<'static, str> {
        Cow::Owned(format!("Id_{}", K::PREFIX))
    }
}

/// The address of any thing: its kind's prefix and its bytes. A lower floor can hold one without importing
/// what it names.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Ref {
    /// The prefix of the kind.
    pub kind: Cow<'static, str>,
    /// Which one.
    pub id: Uid,
}

impl Ref {
    /// The typed id, if this is the address of a `K`.
    pub fn to<K: Kind>(&self) -> Option<Id<K>> {
        (self.kind == K::PREFIX).then(|| Id::from_uid(self.id))
    }
}

impl fmt::Display for Ref {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.kind, self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    struct Tea;
    impl Kind for Tea {
        const PREFIX: &'static str = "tea";
    }

    #[test]
    fn an_id_reads_as_the_typeid_specification_says() {
        // The specification's own valid vectors for the nil and the largest UUID, and one in the middle.
        assert_eq!(Uid([0; 16]).to_string(), "00000000000000000000000000");
        assert_eq!(Uid([255; 16]).to_string(), "7zzzzzzzzzzzzzzzzzzzzzzzzz");
        let one = Uid(0x0189_0a5d_ac96_774b_bcce_b302_099a_8057_u128.to_be_bytes());
        assert_eq!(one.to_string(), "01h455vb4pex5vsknk084sn02q");
    }

    #[test]
    fn version_and_variant_are_seven_and_ten() {
        let uid = Uid::v7(1_700_000_000_000, [255; 10]);
        assert_eq!(uid.0[6] >> 4, 7);
        assert_eq!(uid.0[8] >> 6, 0b10);
    }

    #[test]
    fn a_foreign_prefix_or_a_letter_too_many_is_no_id() {
        for bad in ["", "tea", "tea_", "coffee_01h455vb4pex5vsknk084sn02q", "tea_81h455vb4pex5vsknk084sn02q"]
        {
            assert!(bad.parse::<Id<Tea>>().is_err(), "{bad}");
        }
        assert!("tea_01H455VB4PEX5VSKNK084SN02Q".parse::<Id<Tea>>().is_err(), "upper case is another text");
    }

    proptest! {
        #[test]
        fn every_id_comes_back_from_its_text(bytes: [u8; 16]) {
            let id = Id::<Tea>::from_uid(Uid(bytes));
            prop_assert_eq!(id.to_string().parse::<Id<Tea>>(), Ok(id));
        }

        #[test]
        fn later_ids_sort_later(at in 0..1_i64 << 46, chance: [u8; 10], other: [u8; 10]) {
            prop_assert!(Uid::v7(at, chance) < Uid::v7(at + 1, other));
        }
    }
}
