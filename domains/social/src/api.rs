//! Every route of this crate.

use web::Route;

use crate::{circles, feed, follows, posts};

pub(crate) fn routes() -> Vec<Route> {
    [follows::api::routes(), circles::api::routes(), posts::api::routes(), feed::routes()]
        .into_iter()
        .flatten()
        .collect()
}
