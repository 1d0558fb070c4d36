//! What a buyer and a shop remember of each other: how often one bought from the other. Both see the same, and nobody
//! else does.

use catalog::ShopId;
use db::{Broken, No, Rx, params, sql};
use kernel::{Account, Cx, Id, Time};
use locale::Reader;
use maud::{Markup, html};
use web::page::Asked;

sql! {
    /// What was paid for and kept; what was called off, refused or never paid is nobody's memory.
    BETWEEN = "SELECT CAST(COUNT(*) AS BIGINT), MAX(placed_at) FROM orders
        WHERE buyer = $1 AND shop = $2 AND state IN ('to_ship', 'shipped', 'delivered', 'completed', 'settled')";
}

/// How often, and when last.
pub(super) struct Memory {
    times: i64,
    last: Time,
}

/// What there is between the two, if anything. Whoever calls is one of them.
pub(super) fn between(rx: &mut Rx, buyer: Id<Account>, shop: ShopId) -> Result<Option<Memory>, Broken> {
    let (times, last) = rx.one::<(i64, Option<Time>)>(&BETWEEN, &params![buyer, shop])?;
    Ok(last.map(|last| Memory { times, last }))
}

impl Memory {
    /// To the buyer.
    pub fn to_the_buyer(&self, reader: &Reader) -> String {
        self.said(reader, "memory-yours")
    }

    /// To the shop.
    pub fn to_the_shop(&self, reader: &Reader) -> String {
        self.said(reader, "memory-theirs")
    }

    fn said(&self, reader: &Reader, words: &str) -> String {
        reader.say(words, &[("count", self.times.into()), ("day", reader.day(self.last).as_str().into())])
    }
}

/// On a shop's front, to somebody who bought there.
pub(super) fn on_a_front(rx: &mut Rx, cx: &Cx, asked: &Asked) -> Result<Markup, No> {
    let (Some(me), Some(shop)) = (cx.actor.account(), asked.thing) else { return Ok(Markup::default()) };
    let memory = between(rx, me, Id::from_uid(shop))?;
    Ok(html! { @if let Some(memory) = memory { p.sm { (memory.to_the_buyer(&asked.reader)) } } })
}
