//! Who somebody is: accounts with a public handle and a password, sessions and tokens that end when they should,
//! recovery codes, roles, addresses, and the log of what staff did. README.md says what each promise is tested by.

pub mod account;
pub mod address;
mod api;
mod audit;
mod credential;
mod data_map;
mod fresh;
mod guess;
mod handle;
mod leaving;
mod pages;
mod passkey;
mod password;
mod proof;
mod recent;
mod recovery;
mod session;
mod staff;
mod sweep;
mod token;

pub use account::{
    Language, Newcomer, Profile, PublicProfile, account_called, create_admin, findable, findable_after,
    handle_of, has_left, public as public_profile, publics as public_profiles, settle,
    staff as staff_accounts,
};
pub use address::Address;
pub use address::book::{addresses, preferred_address};
pub use api::HASHING;
pub use audit::{Entry as Audited, audit, entries as audit_log};
pub use credential::{Authenticator, Presented, Session, Terms, Token};
pub use fresh::{FRESH, Fresh, fresh};
pub use handle::Handle;
pub use leaving::ask::{Erasure, Erasures};
pub use leaving::letter::{Letter, Prospect, ask_for, prospect, take_back_for};
pub use leaving::{COOLING, Leaving};
pub use passkey::{Passkey, Relying};
pub use password::{Hashed, Password, Passwords, Strength, Work};
pub use recovery::CODES;
pub use session::Opened;
pub use sweep::{Sweep, Swept, sweep};

use db::{Migration, Sql};
use domain::{Class, Domain, Notice, Whom};

/// An entry of the audit log.
pub struct AuditEntry;
impl kernel::Kind for AuditEntry {
    const PREFIX: &'static str = "aud";
}

/// The tables.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "identity/0001_identity", sql: include_str!("../migrations/0001_identity.sql") },
    Migration { name: "identity/0002_proved", sql: include_str!("../migrations/0002_proved.sql") },
    Migration { name: "identity/0003_passkeys", sql: include_str!("../migrations/0003_passkeys.sql") },
    Migration {
        name: "identity/0004_default_address",
        sql: include_str!("../migrations/0004_default_address.sql"),
    },
    Migration { name: "identity/0005_leaving", sql: include_str!("../migrations/0005_leaving.sql") },
    Migration { name: "identity/0006_face", sql: include_str!("../migrations/0006_face.sql") },
];

/// Every statement, for the test that prepares them on both engines.
pub const STATEMENTS: &[&[&Sql]] = &[
    account::STATEMENTS,
    account::profile::STATEMENTS,
    account::face::STATEMENTS,
    address::book::STATEMENTS,
    audit::STATEMENTS,
    credential::STATEMENTS,
    fresh::STATEMENTS,
    guess::STATEMENTS,
    leaving::ask::STATEMENTS,
    leaving::erase::STATEMENTS,
    leaving::store::STATEMENTS,
    passkey::STATEMENTS,
    passkey::challenge::STATEMENTS,
    recovery::STATEMENTS,
    session::STATEMENTS,
    staff::STATEMENTS,
    sweep::STATEMENTS,
    token::STATEMENTS,
];

const fn safety(event: &'static str, key: &'static str) -> Notice {
    Notice { process: account::PROCESS, event, whom: Whom::Owner, class: Class::Safety, key }
}

/// What an account's owner is told at once and cannot mute.
pub const NOTICES: &[Notice] = &[
    safety(account::PASSWORD_CHANGED, "identity-password-changed"),
    safety(account::RECOVERED, "identity-recovered"),
    safety(account::CODES_MADE, "identity-codes-made"),
    safety(account::PASSKEY_ADDED, "identity-passkey-added"),
    safety(account::PASSKEY_REMOVED, "identity-passkey-removed"),
    safety(account::TOKEN_MADE, "identity-token-made"),
    safety(account::ROLE_CHANGED, "identity-role-changed"),
    safety(account::FACE_TAKEN, "identity-face-taken"),
    safety(account::LEAVING_ASKED, "identity-leaving-asked"),
];

/// The families.
pub const KINDS: &[runner::Kind] = &[runner::Kind::of::<Leaving>()];

/// This domain's part of the market.
pub fn domain() -> Domain {
    Domain {
        migrations: MIGRATIONS,
        statements: STATEMENTS,
        routes: api::routes,
        pages: pages::pages,
        tabs: pages::TABS,
        kinds: KINDS,
        jobs: &[leaving::erase::ERASING],
        notices: NOTICES,
        texts: Some(locale::texts!("identity")),
        data_map: data_map::DATA_MAP,
        bars: Some(leaving::ask::bars),
        erase: Some(leaving::erase::erase),
        forgets: sweep::FORGETS,
        ..Domain::named("identity")
    }
}

/// The example in the README is compiled as it stands there.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
