//! Every route of the catalogue.

use web::Route;

use crate::{listings, shops, stock};

pub(crate) fn routes() -> Vec<Route> {
    [shops::api::routes(), listings::api::routes(), stock::api::routes()].into_iter().flatten().collect()
}
