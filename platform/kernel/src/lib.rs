//! What every floor above may say: ids, money, time, chance, actors, refusals. No IO.
//!
//! Time and chance are arguments (architecture, idea 5): a command receives both in its [`Cx`], so any
//! run replays from its seed.

mod actor;
mod chance;
pub mod clock;
mod context;
mod cursor;
mod id;
mod money;
mod refusal;
mod secret;
mod time;

pub use actor::{Account, Actor, Role, Scope, Scopes};
pub use chance::Chance;
pub use clock::Clock;
pub use context::{Cx, Origin, Wiring};
pub use cursor::{Cursor, CursorError, Limit, Page};
pub use id::{BadId, Id, Kind, Ref, Uid};
pub use money::{BadCurrency, Currency, Money, MoneyError, split};
pub use refusal::{Refusal, RefusalKind};
pub use secret::{Digest, Secret};
pub use time::{BadTime, Span, Time};
