//! Every route of the catalogue.

use web::Route;

use crate::{exports, imports, listings, shops, stock};

pub(crate) fn routes() -> Vec<Route> {
    let slices = [
        shops::api::routes(),
        listings::api::routes(),
        stock::api::routes(),
        imports::api::routes(),
        exports::api::routes(),
    ];
    slices.into_iter().flatten().collect()
}
