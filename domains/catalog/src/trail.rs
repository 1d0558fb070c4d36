//! What tells one history of the shelves from another: what each listing is called and costs.

use db::{No, Rx, params, sql};
use domain::{Footprint, Steps, Trail};
use kernel::{Cx, Digest, Time, Uid};

sql! {
    UNTIL = "SELECT id, shop, handle, title, price_from FROM listing
        WHERE id > $1 AND made <= $2
        ORDER BY id LIMIT 1000";
}

pub(crate) const TRAIL: Trail = Trail { name: "listings", follow };

fn follow(rx: &mut Rx, _: &Cx, (until, after): &(Time, Footprint)) -> Result<Steps, No> {
    let rows = rx.all::<(Uid, Uid, String, String, i64)>(&UNTIL, &params![after.id, *until])?;
    let step = |(id, shop, handle, title, price): (Uid, Uid, String, String, i64)| {
        let price = price.to_be_bytes();
        let parts: [&[u8]; 5] = [&id.0, &shop.0, handle.as_bytes(), title.as_bytes(), &price];
        (Footprint { id, ..Footprint::default() }, Digest::of_parts(parts))
    };
    Ok(rows.into_iter().map(step).collect())
}
