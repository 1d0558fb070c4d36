//! What a shop sold (S2): to be sent, the most urgent first; under way; done; and any order by its number.

use catalog::{ShopKey, ShopView};
use db::{No, Rx, params, sql};
use kernel::Cx;
use maud::html;
use web::page::{Reply, Sheet, Visitor};
use web::parts::Scene;
use web::{Answer, Path};

use super::list::{List, Look, NEWEST, OLDEST, Part, Shown};
use crate::till;

sql! {
    TO_SEND = "SELECT id, placed_at FROM orders
        WHERE shop = $1 AND state = 'to_ship' AND (placed_at > $2 OR (placed_at = $2 AND id > $3))
        ORDER BY placed_at, id LIMIT $4";
    UNDER_WAY = "SELECT id, placed_at FROM orders
        WHERE shop = $1 AND state IN ('awaiting_payment', 'shipped', 'delivered')
            AND (placed_at < $2 OR (placed_at = $2 AND id < $3))
        ORDER BY placed_at DESC, id DESC LIMIT $4";
    DONE = "SELECT id, placed_at FROM orders
        WHERE shop = $1 AND state IN ('completed', 'settled', 'expired', 'cancelled', 'refused')
            AND (placed_at < $2 OR (placed_at = $2 AND id < $3))
        ORDER BY placed_at DESC, id DESC LIMIT $4";
    COUNTS = "SELECT
            CAST(COALESCE(SUM(CASE WHEN state = 'to_ship' THEN 1 ELSE 0 END), 0) AS BIGINT),
            CAST(COALESCE(SUM(CASE WHEN state IN ('awaiting_payment', 'shipped', 'delivered') THEN 1 ELSE 0 END), 0) AS BIGINT),
            CAST(COUNT(*) AS BIGINT)
        FROM orders WHERE shop = $1";
    BY_NUMBER = "SELECT id, placed_at FROM orders WHERE number = $2 AND shop = $1";
}

static SOLD: List = List {
    words: "sold",
    parts: [
        Part { word: "to_send", orders: &TO_SEND, begins: OLDEST, empty: Scene::Calm },
        Part { word: "under_way", orders: &UNDER_WAY, begins: NEWEST, empty: Scene::Boat },
        Part { word: "done", orders: &DONE, begins: NEWEST, empty: Scene::Gap },
    ],
    counts: &COUNTS,
    by_number: &BY_NUMBER,
    way_on: None,
};

/// Where a shop's orders are.
pub(super) fn home(handle: &str) -> String {
    format!("/studio/{handle}/orders")
}

fn read(rx: &mut Rx, cx: &Cx, (shop, look): &(ShopKey, Look)) -> Result<(ShopView, Shown), No> {
    let (shop, _) = till::keeper(rx, cx, shop)?;
    let shown = SOLD.read(rx, cx, &params![shop.id], look)?;
    Ok((shop, shown))
}

pub(super) async fn show(visitor: Visitor, Path(shop): Path<ShopKey>) -> Answer<Reply> {
    let look = SOLD.look(&visitor)?;
    visitor.show((shop, look), read, |visitor, (shop, shown)| sheet(visitor, &shop, &shown)).await
}

fn sheet(visitor: &Visitor, shop: &ShopView, shown: &Shown) -> Sheet {
    let reader = visitor.reader();
    let title = SOLD.title(reader);
    let main = html! {
        div.stack.g5 {
            header.stack.g1 {
                p.sm.mut { (reader.t("studio-title")) " · " span translate="no" { (shop.name) } }
                h1 { (title) }
            }
            (SOLD.draw(visitor, shown, &home(&shop.handle)))
        }
    };
    Sheet::new(title, main).back("/studio").tab("/studio").studio()
}
