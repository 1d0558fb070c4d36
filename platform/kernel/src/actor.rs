//! Who asks. What an actor may do with one object is decided by the scope in that object's WHERE, not here.

use std::fmt;
use std::str::FromStr;

use crate::{Digest, Id, Kind};

/// Somebody with an account.
pub struct Account;
impl Kind for Account {
    const PREFIX: &'static str = "acc";
}

/// What the operator trusts an account with, beyond its own things.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Role {
    /// Everybody.
    Member,
    /// Helps buyers and sellers; sees orders, moves no money.
    Staff,
    /// Runs the market.
    Admin,
}

impl Role {
    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Staff => "staff",
            Self::Admin => "admin",
        }
    }
}

impl FromStr for Role {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Member, Self::Staff, Self::Admin].into_iter().find(|role| role.word() == text).ok_or(())
    }
}

/// One thing a token for a program may do. A person's own session may do all of them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub enum Scope {
    /// Read the account's own profile, addresses and notices.
    AccountRead,
    /// Change them, and make tokens no stronger than itself.
    AccountWrite,
    /// Read the account's carts and orders.
    OrdersRead,
    /// Buy, cancel and confirm.
    OrdersWrite,
    /// Read the account's shops: stock, sales, balances.
    ShopRead,
    /// Keep listings, stock and rates; pack and ship.
    ShopWrite,
    /// Ask for payouts.
    PayoutsWrite,
    /// Staff and operator pages.
    Operate,
}

impl Scope {
    /// Every scope, in the order of their words.
    pub const ALL: [Self; 8] = [
        Self::AccountRead,
        Self::AccountWrite,
        Self::OrdersRead,
        Self::OrdersWrite,
        Self::ShopRead,
        Self::ShopWrite,
        Self::PayoutsWrite,
        Self::Operate,
    ];

    /// The word in the API and in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::AccountRead => "account:read",
            Self::AccountWrite => "account:write",
            Self::OrdersRead => "orders:read",
            Self::OrdersWrite => "orders:write",
            Self::ShopRead => "shop:read",
            Self::ShopWrite => "shop:write",
            Self::PayoutsWrite => "payouts:write",
            Self::Operate => "operate",
        }
    }
}

impl FromStr for Scope {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|scope| scope.word() == text).ok_or(())
    }
}

/// A set of scopes.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Scopes(u16);

impl Scopes {
    /// None.
    pub const NONE: Self = Self(0);

    /// Every scope: a person's own session.
    pub fn all() -> Self {
        Scope::ALL.into_iter().collect()
    }

    /// Whether the scope is among them.
    pub fn has(self, scope: Scope) -> bool {
        self.0 & (1 << scope as u16) != 0
    }

    /// Whether all of `other` are among them.
    pub fn covers(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Those that are among them, in order.
    pub fn iter(self) -> impl Iterator<Item = Scope> {
        Scope::ALL.into_iter().filter(move |scope| self.has(*scope))
    }
}

impl FromIterator<Scope> for Scopes {
    fn from_iter<T: IntoIterator<Item = Scope>>(scopes: T) -> Self {
        Self(scopes.into_iter().fold(0, |bits, scope| bits | 1 << scope as u16))
    }
}

impl fmt::Debug for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(Scope::word)).finish()
    }
}

/// Who asks for a command or a reading.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Actor {
    /// Nobody we know.
    Anyone,
    /// Whoever holds the secret of a cart or of a guest's order; the hash is what the row keeps.
    Guest(Digest),
    /// An account, by its session or by one of its tokens.
    Account {
        /// Which account.
        id: Id<Account>,
        /// The operator's trust.
        role: Role,
        /// What this credential may do.
        scopes: Scopes,
    },
    /// The market itself: timers, jobs, listeners.
    Engine,
    /// Somebody at the machine's command line.
    Operator,
}

impl Actor {
    /// The account, where there is one.
    pub fn account(&self) -> Option<Id<Account>> {
        match self {
            Self::Account { id, .. } => Some(*id),
            _ => None,
        }
    }

    /// The hash of a guest's secret, where there is one.
    pub fn guest(&self) -> Option<Digest> {
        match self {
            Self::Guest(digest) => Some(*digest),
            _ => None,
        }
    }

    /// Whether the credential carries this scope.
    pub fn may(&self, scope: Scope) -> bool {
        match self {
            Self::Account { scopes, .. } => scopes.has(scope),
            Self::Engine | Self::Operator => true,
            Self::Anyone | Self::Guest(_) => false,
        }
    }

    /// Whether this is staff or above, with a credential made for it.
    pub fn is_staff(&self) -> bool {
        match self {
            Self::Account { role, scopes, .. } => *role >= Role::Staff && scopes.has(Scope::Operate),
            Self::Engine | Self::Operator => true,
            Self::Anyone | Self::Guest(_) => false,
        }
    }

    /// Whether this is the operator.
    pub fn is_admin(&self) -> bool {
        match self {
            Self::Account { role, scopes, .. } => *role == Role::Admin && scopes.has(Scope::Operate),
            Self::Engine | Self::Operator => true,
            Self::Anyone | Self::Guest(_) => false,
        }
    }

    /// How facts and the audit log name the actor. A guest is the first 16 letters of the hash, never the secret.
    pub fn name(&self) -> String {
        match self {
            Self::Anyone => "anyone".into(),
            Self::Guest(digest) => format!("guest:{}", &digest.to_string()[..16]),
            Self::Account { id, .. } => id.to_string(),
            Self::Engine => "engine".into(),
            Self::Operator => "operator".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_does_only_what_its_scopes_say() {
        let scopes: Scopes = [Scope::OrdersRead].into_iter().collect();
        let actor = Actor::Account { id: Id::from_uid(crate::Uid([1; 16])), role: Role::Admin, scopes };
        assert!(actor.may(Scope::OrdersRead) && !actor.may(Scope::OrdersWrite));
        assert!(!actor.is_admin(), "an admin's weak token is no admin");
        assert!(Scopes::all().covers(scopes) && !scopes.covers(Scopes::all()));
    }

    #[test]
    fn words_come_back() {
        for scope in Scope::ALL {
            assert_eq!(scope.word().parse(), Ok(scope));
        }
        assert_eq!("staff".parse(), Ok(Role::Staff));
        assert_eq!("root".parse::<Role>(), Err(()));
    }
}
