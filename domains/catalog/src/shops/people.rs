//! Who keeps a shop, and the scope that stands in the WHERE of everything a seller does (F26).

use std::str::FromStr;

use db::{Broken, FromRow, No, Row, Rx, Val, params};
use kernel::{Account, Actor, Currency, Cx, Id, Refusal, Scope, Uid};

use super::{ShopKey, store};
use crate::ShopId;

/// What somebody is to a shop.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ShopRole {
    /// Helps with listings, stock and parcels.
    Staff,
    /// Decides about everything, and whose the money is.
    Owner,
}

impl ShopRole {
    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Owner => "owner",
        }
    }
}

impl FromStr for ShopRole {
    type Err = Broken;
    fn from_str(word: &str) -> Result<Self, Broken> {
        [Self::Staff, Self::Owner]
            .into_iter()
            .find(|role| role.word() == word)
            .ok_or_else(|| Broken::Stored(format!("no role in a shop is called `{word}`")))
    }
}

/// What an account is to a shop, if anything.
///
/// # Errors
/// What broke in the database.
pub fn shop_role(rx: &mut Rx, account: Id<Account>, shop: ShopId) -> Result<Option<ShopRole>, Broken> {
    rx.opt::<String>(&store::ROLE, &params![shop, account])?.map(|word| word.parse()).transpose()
}

/// Who keeps a shop: for telling them something.
///
/// # Errors
/// What broke in the database.
pub fn keepers(rx: &mut Rx, shop: ShopId) -> Result<Vec<Id<Account>>, Broken> {
    rx.all(&store::KEEPERS, &params![shop])
}

/// Whose things a seller's statement may touch: every shop's for the engine and the command line, otherwise
/// those of the shops that the account keeps. Two parameters of its WHERE.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Reach {
    every: bool,
    account: Uid,
}

impl Reach {
    const EVERY: Self = Self { every: true, account: Uid([0; 16]) };

    /// To change something.
    pub(crate) fn keeping(cx: &Cx) -> Result<Self, Refusal> {
        match cx.actor {
            Actor::Engine | Actor::Operator => Ok(Self::EVERY),
            _ => Self::of(cx, Scope::ShopWrite),
        }
    }

    /// To look behind the counter: the market's staff may, too.
    pub(crate) fn looking(cx: &Cx) -> Result<Self, Refusal> {
        if cx.actor.is_staff() { Ok(Self::EVERY) } else { Self::of(cx, Scope::ShopRead) }
    }

    fn of(cx: &Cx, scope: Scope) -> Result<Self, Refusal> {
        Ok(Self { every: false, account: cx.account(scope)?.uid() })
    }

    pub(crate) fn every(self) -> Val {
        self.every.into()
    }

    pub(crate) fn account(self) -> Val {
        self.account.into()
    }
}

/// A shop that the actor may act in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Kept {
    pub id: ShopId,
    pub currency: Currency,
    pub role: ShopRole,
}

impl FromRow for Kept {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        Ok(Self { id: row.take()?, currency: row.take()?, role: row.take::<String>()?.parse()? })
    }
}

pub(crate) fn kept(rx: &mut Rx, shop: &ShopKey, reach: Reach) -> Result<Kept, No> {
    let kept = match shop {
        ShopKey::Id(id) => rx.opt(&store::KEPT_BY_ID, &params![*id, reach.every(), reach.account()])?,
        ShopKey::Handle(handle) => {
            rx.opt(&store::KEPT_BY_HANDLE, &params![handle, reach.every(), reach.account()])?
        }
    };
    kept.ok_or_else(|| Refusal::missing("shop").into())
}

/// A shop that the actor may decide about.
pub(super) fn owned(rx: &mut Rx, cx: &Cx, shop: &ShopKey) -> Result<Kept, No> {
    let kept = kept(rx, shop, Reach::keeping(cx)?)?;
    match kept.role {
        ShopRole::Owner => Ok(kept),
        ShopRole::Staff => {
            Err(Refusal::forbidden("owner_only", "Only the shop's owner may do this. Nothing was changed.")
                .into())
        }
    }
}
