//! A payment gateway to practise on.
//!
//! To the market it is a stranger behind HTTP: its own process ([`serve`]), its own SQLite file ([`Books`]), and
//! not a line shared with the market's payments. The contract is the README beside this crate. A demo steps
//! [`Books`] inside its own process instead, and a test compares a market with [`report`].

mod books;
mod clock;
mod counter;
mod http;
mod server;
mod webhooks;

pub use books::{
    Attempt, Booked, Books, Capture, Chargeback, Choice, CurrencyTotal, Delivery, Ending, EventCount,
    NewChargeback, NewPayment, NewPayout, NewRefund, OpenError, Outcome, PayerView, Payment, PaymentLine,
    PaymentStatus, Payout, PayoutStatus, Refund, RefundStatus, Refusal, Regret, Report, Script, Verdict,
    Wait, WebhookMode, report,
};
pub use clock::{Clock, system_clock};
pub use server::{Bound, Config, ConfigError, ServeError, bind, serve};
pub use webhooks::{SIGNATURE_HEADER, signature};
