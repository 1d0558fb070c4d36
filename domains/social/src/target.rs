//! Things that have a page of their own: what is talked about, kept and handed on.

use std::fmt;
use std::str::FromStr;

use catalog::{Listing, ListingId, Shop, ShopId};
use db::{Broken, FromRow, Row};
use kernel::{Account, Id, Kind as _, Refusal, Uid};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};
use web::PathPart;

use crate::kinds::Post;
use crate::posts::PostId;

/// Something with a page of its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Target {
    /// Something for sale.
    Listing(ListingId),
    /// A shop.
    Shop(ShopId),
    /// What somebody told everybody.
    Post(PostId),
    /// A person.
    Person(Id<Account>),
}

impl Target {
    /// The word that tables keep.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Listing(_) => Listing::PREFIX,
            Self::Shop(_) => Shop::PREFIX,
            Self::Post(_) => Post::PREFIX,
            Self::Person(_) => Account::PREFIX,
        }
    }

    /// The bytes beside it.
    pub const fn uid(self) -> Uid {
        match self {
            Self::Listing(id) => id.uid(),
            Self::Shop(id) => id.uid(),
            Self::Post(id) => id.uid(),
            Self::Person(id) => id.uid(),
        }
    }

    /// Its page, for what people talk about; the others are found by their handles.
    pub(crate) fn page(self) -> String {
        match self {
            Self::Listing(id) => format!("/p/{id}"),
            Self::Shop(id) => format!("/shops/{id}"),
            Self::Post(id) => format!("/posts/{id}"),
            Self::Person(id) => format!("/people/{id}"),
        }
    }

    /// Back from a table.
    pub(crate) fn of(kind: &str, uid: Uid) -> Result<Self, Broken> {
        Ok(match kind {
            Listing::PREFIX => Self::Listing(Id::from_uid(uid)),
            Shop::PREFIX => Self::Shop(Id::from_uid(uid)),
            Post::PREFIX => Self::Post(Id::from_uid(uid)),
            Account::PREFIX => Self::Person(Id::from_uid(uid)),
            other => return Err(Broken::Stored(format!("no thing with a page is a `{other}`"))),
        })
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.kind(), self.uid())
    }
}

impl FromStr for Target {
    type Err = Refusal;
    fn from_str(text: &str) -> Result<Self, Refusal> {
        let found = text.parse().map(Self::Listing).ok();
        let found = found.or_else(|| text.parse().map(Self::Shop).ok());
        let found = found.or_else(|| text.parse().map(Self::Post).ok());
        found.or_else(|| text.parse().map(Self::Person).ok()).ok_or_else(missing)
    }
}

impl<'de> Deserialize<'de> for Target {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| serde::de::Error::custom("this is nothing that has a page"))
    }
}

impl Serialize for Target {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl PartialSchema for Target {
    fn schema() -> RefOr<Schema> {
        let pattern = "^(lst|shp|pst|acc)_[0-7][0-9a-hjkmnp-tv-z]{25}$";
        ObjectBuilder::new().schema_type(Type::String).pattern(Some(pattern)).into()
    }
}
impl ToSchema for Target {}

impl PathPart for Target {
    fn read(text: &str) -> Result<Self, Refusal> {
        text.parse()
    }
    fn schema() -> RefOr<Schema> {
        <Self as PartialSchema>::schema()
    }
}

impl FromRow for Target {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        let kind: String = row.take()?;
        Self::of(&kind, row.take()?)
    }
}

pub(crate) fn missing() -> Refusal {
    Refusal::missing("thing")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_read_back_and_nothing_else_is_one() {
        let listing = Target::Listing(Id::from_uid(Uid([7; 16])));
        assert_eq!(listing.to_string().parse::<Target>().unwrap(), listing);
        for bad in ["", "ord_00000000000000000000000000", "//evil.example", "lst_", "/p/lst_1"] {
            assert!(bad.parse::<Target>().is_err(), "{bad}");
        }
    }
}
