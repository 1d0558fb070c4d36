//! Who speaks and who is followed: a person or a shop. Their ids never meet, so tables name both in one column.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use catalog::{Shop, ShopId, ShopView};
use db::{Broken, FromRow, No, Row, Rx};
use identity::PublicProfile;
use kernel::{Account, Id, Kind as _, Refusal, Uid};
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
    pub fn named(self, rx: &mut Rx) -> Result<Named, No> {
        let missing = || match self {
            Self::Person(_) => Refusal::missing("account"),
            Self::Shop(_) => Refusal::missing("shop"),
        };
        Ok(names(rx, [self])?.remove(&self).ok_or_else(missing)?)
    }
}

/// The names of several, read at once; who does not exist has none.
///
/// # Errors
/// What broke in the database.
pub(crate) fn names(
    rx: &mut Rx,
    voices: impl IntoIterator<Item = Voice>,
) -> Result<BTreeMap<Voice, Named>, Broken> {
    let (mut people, mut shops) = (BTreeSet::new(), BTreeSet::new());
    for voice in voices {
        match voice {
            Voice::Person(id) => people.insert(id),
            Voice::Shop(id) => shops.insert(id),
        };
    }
    let people = identity::public_profiles(rx, &people)?.into_values().map(Named::from);
    let shops = catalog::shops::by_ids(rx, &shops)?.into_values().map(Named::from);
    Ok(people.chain(shops).map(|named| (named.id, named)).collect())
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

impl From<PublicProfile> for Named {
    fn from(found: PublicProfile) -> Self {
        let (handle, name) = (found.handle().to_owned(), found.name().to_owned());
        let (id, path) = (Voice::Person(found.id()), format!("/people/{handle}"));
        Self { id, path, handle, name, face: found.face() }
    }
}

impl From<ShopView> for Named {
    fn from(shop: ShopView) -> Self {
        let ShopView { id, handle, name, face, .. } = shop;
        Self { id: Voice::Shop(id), path: format!("/shops/{handle}"), handle, name, face }
    }
}
