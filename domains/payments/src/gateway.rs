//! What the market asks of a gateway, and the ways it may answer. A client of a gateway implements [`Gateway`];
//! its calls block, so jobs run them outside the database and outside the async threads.

pub mod sandbox;

use std::sync::Arc;

use axum::http::HeaderMap;
use kernel::{Digest, Money, Time, Uid};
use ledger::kind;
use process::Purse;

/// A payment to be opened. The reference is ours, made before the call, and the call's idempotency key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewPayment {
    /// What both sides know it by.
    pub reference: String,
    /// All of it is captured, or nothing.
    pub amount: Money,
    /// Where the payer is sent afterwards.
    pub return_url: String,
    /// No payment from this instant on.
    pub expires_at: Time,
}

/// A refund to be made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewRefund {
    /// What both sides know it by.
    pub reference: String,
    /// The reference of the payment's attempt that captured the money.
    pub payment: String,
    /// At most what is left of the captures.
    pub amount: Money,
}

/// A payout to be sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewPayout {
    /// What both sides know it by.
    pub reference: String,
    /// An account, as the gateway spells it.
    pub destination: String,
    /// How much.
    pub amount: Money,
}

/// Money that the gateway took.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Capture {
    /// The gateway's own id of it.
    pub id: String,
    /// Minor units of the payment's currency.
    pub amount: i64,
}

/// Money that a payer's bank took back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Chargeback {
    /// The gateway's own id of it.
    pub id: String,
    /// Minor units of the payment's currency.
    pub amount: i64,
}

/// Where a payment stands at the gateway.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SeenStatus {
    /// The payer's turn.
    Open,
    /// Paid.
    Captured,
    /// The payer or the bank said no.
    Declined,
    /// Its time is over; some gateways still take money then.
    Expired,
    /// Closed: no money can follow.
    Voided,
}

/// A payment as the gateway shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seen {
    /// Where it stands.
    pub status: SeenStatus,
    /// The page for the payer.
    pub hosted_url: String,
    /// Every capture there ever was.
    pub captures: Vec<Capture>,
    /// Every chargeback there ever was.
    pub chargebacks: Vec<Chargeback>,
}

/// Where a refund or a payout stands at the gateway.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MoveStatus {
    /// On its way.
    Pending,
    /// Arrived.
    Settled,
    /// It will not arrive; final for this reference.
    Failed,
}

/// Why there is no answer of the usual kind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// It may have happened: a time-out, a lost connection, a fault of the gateway's. Ask by the same reference.
    Unknown(String),
    /// The gateway knows no such reference.
    Missing,
    /// The gateway will not, for this reason; nothing was done.
    Refused(String),
}

/// What a webhook is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Thing {
    /// A payment.
    Payment,
    /// A refund.
    Refund,
    /// A payout.
    Payout,
}

impl Thing {
    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::Refund => "refund",
            Self::Payout => "payout",
        }
    }

    pub(crate) fn parse(word: &str) -> Option<Self> {
        [Self::Payment, Self::Refund, Self::Payout].into_iter().find(|thing| thing.word() == word)
    }
}

/// A webhook whose signature holds: which thing to look at, and nothing of what it says about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// The gateway's own id of the event.
    pub id: String,
    /// What kind of thing.
    pub thing: Thing,
    /// Which one.
    pub reference: String,
}

/// A webhook that is not the gateway's, or not of now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Forged;

/// Somebody who moves money for the market. Every call is idempotent by its reference.
pub trait Gateway: Send + Sync + 'static {
    /// Its word in addresses, rows and the ledger. Stored: it never changes.
    fn name(&self) -> &'static str;

    /// Opens a payment, or answers the one of this reference.
    ///
    /// # Errors
    /// [`Trouble`].
    fn create(&self, new: &NewPayment) -> Result<Seen, Trouble>;

    /// Shows a payment.
    ///
    /// # Errors
    /// [`Trouble`].
    fn payment(&self, reference: &str) -> Result<Seen, Trouble>;

    /// Closes a payment, so that no money can follow, and shows it; one that was paid before stays paid.
    ///
    /// # Errors
    /// [`Trouble`].
    fn void(&self, reference: &str) -> Result<Seen, Trouble>;

    /// Gives money back.
    ///
    /// # Errors
    /// [`Trouble`].
    fn refund(&self, new: &NewRefund) -> Result<MoveStatus, Trouble>;

    /// Shows a refund.
    ///
    /// # Errors
    /// [`Trouble`].
    fn refund_status(&self, reference: &str) -> Result<MoveStatus, Trouble>;

    /// Sends a shop its money.
    ///
    /// # Errors
    /// [`Trouble`].
    fn payout(&self, new: &NewPayout) -> Result<MoveStatus, Trouble>;

    /// Shows a payout.
    ///
    /// # Errors
    /// [`Trouble`].
    fn payout_status(&self, reference: &str) -> Result<MoveStatus, Trouble>;

    /// Checks a webhook's signature over the raw bytes, in constant time, and its timestamp, within 300 seconds of
    /// `now` (F08). `None` is a genuine event about nothing of ours.
    ///
    /// # Errors
    /// [`Forged`].
    fn hear(&self, headers: &HeaderMap, raw: &[u8], now: Time) -> Result<Option<Event>, Forged>;
}

/// The gateways of this market.
#[derive(Clone, Default)]
pub struct Gateways(pub Vec<Arc<dyn Gateway>>);

impl Gateways {
    /// The gateway of this name.
    pub fn get(&self, name: &str) -> Option<&Arc<dyn Gateway>> {
        self.0.iter().find(|gateway| gateway.name() == name)
    }
}

/// What a gateway holds for us.
pub fn gateway_purse(name: &str) -> Purse {
    let mut owner = Uid::default();
    owner.0.copy_from_slice(&Digest::of(name.as_bytes()).0[..16]);
    Purse { kind: kind::GATEWAY, of: owner }
}
