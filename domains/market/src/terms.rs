//! The operator's terms. They are read when a quote is made or confirmed and frozen into what comes of it.

use kernel::{Id, Span};
use payments::Payment;

/// What the market promises and asks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Terms {
    /// The gateway that buyers pay through.
    pub gateway: &'static str,
    /// The market's commission on goods, in ten-thousandths.
    pub commission: i64,
    /// How long a quote holds.
    pub quote: Span,
    /// How long a buyer has to pay, each of two times.
    pub pay_within: Span,
    /// After a shop's promise, until the market calls the order off (Shopee PH: 72 hours).
    pub give_up: Span,
    /// After the promised time on the way, until a buyer may say it never came.
    pub overdue: Span,
    /// After that, until silence counts as content.
    pub silence: Span,
    /// For a buyer to look, within one country.
    pub look: Span,
    /// For a buyer to look, across a border.
    pub look_abroad: Span,
    /// What one extension adds.
    pub extension: Span,
    /// How long a shop's share waits after completion.
    pub hold: Span,
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            gateway: "sandbox",
            commission: 500,
            quote: Span::minutes(30),
            pay_within: Span::minutes(60),
            give_up: Span::hours(72),
            overdue: Span::days(10),
            silence: Span::days(30),
            look: Span::days(7),
            look_abroad: Span::days(14),
            extension: Span::days(3),
            hold: Span::days(3),
        }
    }
}

/// Where a gateway sends the buyer back to: the market's own address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReturnTo {
    /// Without a slash at the end: `https://market.example`.
    pub public_url: String,
}

impl ReturnTo {
    /// The page that says what became of a payment.
    pub(crate) fn of(&self, payment: Id<Payment>) -> String {
        format!("{}/payments/{payment}", self.public_url)
    }
}
