//! What somebody bought (B15), by what it needs: me, time, nothing.

use db::{No, Rx, params, sql};
use kernel::Cx;
use maud::html;
use web::Answer;
use web::page::{Reply, Sheet, Visitor};
use web::parts::Scene;

use super::list::{List, Look, NEWEST, Part, Shown};
use super::settle_in;

sql! {
    /// What waits for the buyer: to be paid, or to be looked at.
    NEEDS_ME = "SELECT id, placed_at FROM orders
        WHERE (buyer = $1 OR guest = $2) AND state IN ('awaiting_payment', 'delivered')
            AND (placed_at < $3 OR (placed_at = $3 AND id < $4))
        ORDER BY placed_at DESC, id DESC LIMIT $5";
    UNDER_WAY = "SELECT id, placed_at FROM orders
        WHERE (buyer = $1 OR guest = $2) AND state IN ('to_ship', 'shipped')
            AND (placed_at < $3 OR (placed_at = $3 AND id < $4))
        ORDER BY placed_at DESC, id DESC LIMIT $5";
    DONE = "SELECT id, placed_at FROM orders
        WHERE (buyer = $1 OR guest = $2)
            AND state IN ('completed', 'settled', 'expired', 'cancelled', 'refused')
            AND (placed_at < $3 OR (placed_at = $3 AND id < $4))
        ORDER BY placed_at DESC, id DESC LIMIT $5";
    COUNTS = "SELECT
            CAST(COALESCE(SUM(CASE WHEN state IN ('awaiting_payment', 'delivered') THEN 1 ELSE 0 END), 0) AS BIGINT),
            CAST(COALESCE(SUM(CASE WHEN state IN ('to_ship', 'shipped') THEN 1 ELSE 0 END), 0) AS BIGINT),
            CAST(COUNT(*) AS BIGINT)
        FROM orders WHERE (buyer = $1 OR guest = $2)";
    BY_NUMBER = "SELECT id, placed_at FROM orders WHERE number = $3 AND (buyer = $1 OR guest = $2)";
}

static BOUGHT: List = List {
    words: "orders",
    parts: [
        Part { word: "needs_me", orders: &NEEDS_ME, begins: NEWEST, empty: Scene::Calm },
        Part { word: "under_way", orders: &UNDER_WAY, begins: NEWEST, empty: Scene::Boat },
        Part { word: "done", orders: &DONE, begins: NEWEST, empty: Scene::Gap },
    ],
    counts: &COUNTS,
    by_number: &BY_NUMBER,
    way_on: Some(("orders-look-around", "/")),
};

const HERE: &str = "/orders";

fn read(rx: &mut Rx, cx: &Cx, look: &Look) -> Result<Shown, No> {
    BOUGHT.read(rx, cx, &params![cx.actor.account(), cx.actor.guest()], look)
}

pub(super) async fn show(visitor: Visitor) -> Answer<Reply> {
    settle_in(&visitor).await?;
    let look = BOUGHT.look(&visitor)?;
    visitor.show(look, read, |visitor, shown| sheet(visitor, &shown)).await
}

fn sheet(visitor: &Visitor, shown: &Shown) -> Sheet {
    let title = BOUGHT.title(visitor.reader());
    let main = html! { div.stack.g5 { h1 { (title) } (BOUGHT.draw(visitor, shown, HERE)) } };
    Sheet::new(title, main).tab(HERE)
}
