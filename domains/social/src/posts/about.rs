//! Showing what one was sent. Orders are kept beside this crate and not below it, so `app` wires who knows of them; of
//! an order nothing comes in but the listing: no price, no address, no number.

use catalog::{ListingId, VariantId};
use db::{No, Rx};
use kernel::{Cx, Refusal, Uid};
use serde::Deserialize;
use utoipa::ToSchema;

/// A line of an order that the author was sent.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PostAbout)]
pub struct About {
    /// The order's id; nobody is told it.
    #[schema(max_length = 40)]
    pub order: String,
    /// Which of its lines, from 0.
    #[schema(minimum = 0)]
    pub line: u32,
}

/// What was bought.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bought {
    /// The order.
    pub order: Uid,
    /// Of which listing.
    pub listing: ListingId,
    /// What exactly.
    pub variant: VariantId,
    /// Its title then.
    pub title: String,
}

/// What answers the line of an order that the actor bought and has been sent, if there is one.
type Answers = fn(&mut Rx, &Cx, &About) -> Result<Option<Bought>, No>;

/// Who knows what was bought; `app` wires it for commands and readings.
#[derive(Clone, Copy)]
pub struct Purchases(pub Answers);

/// What somebody bought and was sent.
///
/// # Errors
/// `not_received`: there is no such line of an order of theirs that has arrived.
pub fn bought(rx: &mut Rx, cx: &Cx, about: &About) -> Result<Bought, No> {
    let Purchases(answers) = *cx.wired::<Purchases>()?;
    let rule = "You can show what was delivered to you. Nothing was published.";
    answers(rx, cx, about)?.ok_or_else(|| Refusal::field("/about", "not_received", rule).into())
}
