//! Shop windows: the shops that opened last, each under its arch with what it laid out last.

use db::{No, Rx};
use kernel::Cx;
use maud::{Markup, html};
use web::Visitor;
use web::parts::{Picture, Ratio};

use super::card;
use crate::ShopId;
use crate::listings::{self, Card};
use crate::shops::{self, ShopView};

/// Windows beside each other: one row at a desk; a phone shows the first three and the edge of the next.
const WINDOWS: i64 = 7;
/// Those that a phone shows, whose pictures are not waited with.
const FIRST: usize = 4;
/// How wide one is.
const ACROSS: &str = "5.75rem";

/// A row of them.
pub struct Windows(Vec<(ShopView, Option<Card>)>);

/// Reads it.
///
/// # Errors
/// What broke in the database.
pub fn windows(rx: &mut Rx, cx: &Cx) -> Result<Windows, No> {
    let row = shops::newest(rx, WINDOWS)?;
    let ids: Vec<ShopId> = row.iter().map(|shop| shop.id).collect();
    let mut last = listings::latest_of(rx, cx, &ids)?;
    let with_last = |shop: ShopView| {
        let card = last.remove(&shop.id);
        (shop, card)
    };
    Ok(Windows(row.into_iter().map(with_last).collect()))
}

impl Windows {
    /// The row; nothing where no shop has anything to show.
    pub fn drawn(&self, visitor: &Visitor) -> Markup {
        let at = card::address(visitor);
        html! {
            @if !self.0.is_empty() {
                nav aria-label=(visitor.t("home-shops")) {
                    ul.rail.arcade {
                        @for (nth, (shop, last)) in self.0.iter().enumerate() {
                            li { a.good href={ "/shops/" (shop.handle) } translate="no" {
                                (Picture {
                                    ratio: Ratio::Tall,
                                    sizes: ACROSS.into(),
                                    first: nth < FIRST,
                                    ..card::picture(last.as_ref().and_then(|card| card.image.as_ref()), &shop.name, &at)
                                })
                                b.clip { (shop.name) }
                            } }
                        }
                    }
                }
            }
        }
    }
}
