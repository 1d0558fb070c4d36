//! Where somebody has had things sent: nobody is asked twice.

use db::{No, Rx, params, sql};
use kernel::Cx;

sql! {
    /// The scope is who bought; an address that was blanked is none.
    SENT_TO = "SELECT address FROM orders WHERE (buyer = $1 OR guest = $2) AND address LIKE '{%'
        ORDER BY placed_at DESC, id DESC LIMIT 10";
}

/// The addresses of the latest orders of whoever asks, the newest first, each once, as the orders keep them.
///
/// # Errors
/// What broke in the database.
pub fn sent_to(rx: &mut Rx, cx: &Cx) -> Result<Vec<identity::Address>, No> {
    let rows = rx.all::<String>(&SENT_TO, &params![cx.actor.account(), cx.actor.guest()])?;
    let mut addresses: Vec<identity::Address> = Vec::new();
    for address in rows.iter().filter_map(|text| serde_json::from_str(text).ok()) {
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    Ok(addresses)
}
