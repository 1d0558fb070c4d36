//! Who speaks and who is followed: a person or a shop. Their ids never meet, so tables name both in one column.

use std::fmt;
use std::str::FromStr;

use catalog::{Shop, ShopId, ShopKey};
use db::{Broken, FromRow, No, Row, Rx};
use kernel::{Account, Cx, Id, Kind as _, Refusal, Uid};
use media::{Portrait, PortraitView};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};
use web::PathPart;

/// A person or a shop.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Voice {
    /// Somebody with an account.
    Person(Id<Account>),
    /// A shop; its keepers speak for it.
    Shop(ShopId),
}

impl Voice {
    /// The bytes that tables keep.
    pub const fn uid(self) -> Uid {
        match self {
            Self::Person(id) => id.uid(),
            Self::Shop(id) => id.uid(),
        }
    }

    /// The word that tables keep beside them.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Person(_) => Account::PREFIX,
            Self::Shop(_) => Shop::PREFIX,
        }
    }

    /// Back from a table.
    pub(crate) fn of(kind: &str, uid: Uid) -> Result<Self, Broken> {
        match kind {
            Account::PREFIX => Ok(Self::Person(Id::from_uid(uid))),
            Shop::PREFIX => Ok(Self::Shop(Id::from_uid(uid))),
            other => Err(Broken::Stored(format!("nobody is a `{other}`"))),
        }
    }

    /// Its name and address, if there is such a person or shop.
    ///
    /// # Errors
    /// There is none.
    pub fn named(self, rx: &mut Rx, cx: &Cx) -> Result<Named, No> {
        Ok(match self {
            Self::Person(id) => {
                let found = identity::public_profile(rx, cx, &id)?;
                let (handle, name) = (found.handle().to_owned(), found.name().to_owned());
                Named { id: self, path: format!("/people/{handle}"), handle, name, face: found.face() }
            }
            Self::Shop(id) => {
                let shop = catalog::shop(rx, cx, &ShopKey::Id(id))?;
                Named {
                    id: self,
                    path: format!("/shops/{}", shop.handle),
                    handle: shop.handle,
                    name: shop.name,
                    face: shop.face,
                }
            }
        })
    }
}

impl fmt::Display for Voice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(id) => id.fmt(f),
            Self::Shop(id) => id.fmt(f),
        }
    }
}

impl FromStr for Voice {
    type Err = Refusal;
    fn from_str(text: &str) -> Result<Self, Refusal> {
        let person = text.parse().map(Self::Person).ok();
        person.or_else(|| text.parse().map(Self::Shop).ok()).ok_or_else(|| Refusal::missing("person or shop"))
    }
}

impl Serialize for Voice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Voice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| serde::de::Error::custom("this is neither an account's id nor a shop's"))
    }
}

impl PartialSchema for Voice {
    fn schema() -> RefOr<Schema> {
        let pattern = "^(acc|shp)_[0-7][0-9a-hjkmnp-tv-z]{25}$";
        ObjectBuilder::new().schema_type(Type::String).pattern(Some(pattern)).into()
    }
}
impl ToSchema for Voice {}

impl PathPart for Voice {
    fn read(text: &str) -> Result<Self, Refusal> {
        text.parse()
    }
    fn schema() -> RefOr<Schema> {
        <Self as PartialSchema>::schema()
    }
}

impl FromRow for Voice {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        let kind: String = row.take()?;
        Self::of(&kind, row.take()?)
    }
}

/// A person or a shop with its name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = VoiceName)]
pub struct Named {
    /// Its id: an account's or a shop's.
    pub id: Voice,
    /// Its word in addresses.
    pub handle: String,
    /// Its name.
    pub name: String,
    /// The picture beside it, if there is one.
    #[schema(value_type = Option<PortraitView>)]
    pub face: Option<Portrait>,
    /// Where its page is.
    #[serde(skip)]
    pub path: String,
}
