//! Every route of this crate.

use web::Route;

use crate::{circles, comments, feed, follows, posts, profile, reactions, saves, share};

pub(crate) fn routes() -> Vec<Route> {
    let told = [follows::api::routes(), circles::api::routes(), posts::api::routes(), feed::routes()];
    let said =
        [comments::api::routes(), reactions::api::routes(), saves::api::routes(), share::api::routes()];
    told.into_iter().chain(said).chain([profile::api::routes()]).flatten().collect()
}
