//! The listings' routes.

use kernel::{Currency, Refusal, Scope};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{Access, Answer, Call, Created, Done, Json, Keyed, List, Paging, Path, Query, Route};

use super::{Card, Change, ListingChange, ListingLine, ListingView, New, NewListing, Search, Sort, State};
use crate::shops::ShopKey;
use crate::{ListingId, categories};

/// Bytes of a listing's JSON: a hundred variants and a long description fit.
const MAX_BODY: usize = 1 << 20;

/// What to look for.
#[derive(Deserialize, IntoParams)]
struct Asked {
    /// Words as people type them, in any of the market's languages; small typing mistakes are forgiven.
    #[param(required = false, max_length = 200)]
    query: Option<String>,
    /// Whether to take the words' letters as they are: no mistake is forgiven then.
    #[param(required = false)]
    exactly: Option<bool>,
    /// A category's slug.
    #[param(required = false)]
    category: Option<String>,
    /// A shop's id or handle.
    #[param(required = false)]
    shop: Option<String>,
    /// In which order. Where it is not said: what fits the words best, or without words the newest. An order by price
    /// needs a currency.
    #[param(required = false, inline)]
    sort: Option<Sort>,
    /// Only what is priced in this currency.
    #[param(required = false)]
    currency: Option<Currency>,
    /// Minor units that the lowest price of a listing has at least; needs a currency.
    #[param(required = false, minimum = 0)]
    price_min: Option<i64>,
    /// Minor units that the lowest price of a listing has at most; needs a currency.
    #[param(required = false, minimum = 0)]
    price_max: Option<i64>,
    /// Only what can be bought now.
    #[param(required = false)]
    in_stock: Option<bool>,
}

async fn products(call: Call, Query(asked): Query<Asked>, paging: Paging) -> Answer<List<Card>> {
    let shop = asked.shop.map(|shop| shop.parse::<ShopKey>()).transpose().map_err(|_| {
        Refusal::field("shop", "shop", "There is no such shop: name it by its id or its handle.")
    })?;
    let usual = Sort::usual(asked.query.as_deref().unwrap_or_default());
    let search = Search {
        query: asked.query,
        exactly: asked.exactly.unwrap_or_default(),
        category: asked.category,
        shop,
        sort: asked.sort.unwrap_or(usual),
        currency: asked.currency,
        price_min: asked.price_min,
        price_max: asked.price_max,
        in_stock: asked.in_stock.unwrap_or_default(),
        paging,
    };
    call.list(search, super::search).await
}

async fn product(call: Call, Path(listing): Path<ListingId>) -> Answer<Json<ListingView>> {
    call.read(listing, super::product).await
}

async fn listing(call: Call, Path(listing): Path<ListingId>) -> Answer<Json<ListingView>> {
    call.read(listing, super::behind_the_counter).await
}

async fn create(
    Path(shop): Path<ShopKey>,
    Keyed(once, listing): Keyed<NewListing>,
) -> Answer<Created<ListingView>> {
    once.write(New { shop, listing }, super::create).await
}

async fn change(
    call: Call,
    Path(listing): Path<ListingId>,
    Json(change): Json<ListingChange>,
) -> Answer<Done<ListingView>> {
    call.write(Change { listing, change }, super::change).await
}

/// Which of a shop's listings.
#[derive(Deserialize, IntoParams)]
struct Wanted {
    /// Only those in this state.
    #[param(required = false, inline)]
    state: Option<State>,
}

async fn of_shop(
    call: Call,
    Path(shop): Path<ShopKey>,
    Query(wanted): Query<Wanted>,
    paging: Paging,
) -> Answer<List<ListingLine>> {
    call.list((shop, wanted.state, paging), super::seller_list).await
}

/// A category in one language.
#[derive(Serialize, ToSchema)]
struct CategoryView {
    /// Its word in addresses; never changes.
    slug: &'static str,
    /// The slug of the category above it.
    under: Option<&'static str>,
    /// Its name in the language asked for.
    name: &'static str,
    /// The number of Google's product taxonomy that means this.
    google: Option<u32>,
}

/// The whole tree: a parent before its children.
#[derive(Serialize, ToSchema)]
struct CategoryList {
    /// Every category.
    data: Vec<CategoryView>,
}

#[derive(Deserialize, IntoParams)]
struct Language {
    /// `en`, `zh-Hans` or `fil`; English where it is not said or not known.
    #[param(required = false)]
    language: Option<String>,
}

async fn tree(_: Call, Query(Language { language }): Query<Language>) -> Answer<Json<CategoryList>> {
    let language = language.as_deref().unwrap_or("en");
    let data = categories::all().iter().map(|category| CategoryView {
        slug: category.slug,
        under: category.parent().map(|above| above.slug),
        name: category.name(language),
        google: category.google.first().copied(),
    });
    Ok(Json(CategoryList { data: data.collect() }))
}

pub(crate) fn routes() -> Vec<Route> {
    let (look, keep) = (Access::SignedIn(Scope::ShopRead), Access::SignedIn(Scope::ShopWrite));
    vec![
        Route::get("/products", Access::Public, "Find what is for sale.", products),
        Route::get("/products/{listing}", Access::Public, "Show something that is for sale.", product),
        Route::get("/categories", Access::Public, "List the categories.", tree),
        Route::post("/shops/{shop}/listings", keep, "Make a listing.", create).body(MAX_BODY).refuses(&[
            "wrong_currency",
            "handle_taken",
            "text_length",
            "choice",
            "same_choice",
            "compare_at",
        ]),
        Route::get("/shops/{shop}/listings", look, "List a shop's own listings, drafts too.", of_shop),
        Route::get("/listings/{listing}", look, "Show a listing as its shop sees it.", listing),
        Route::patch("/listings/{listing}", keep, "Change, publish or archive a listing.", change)
            .refuses(&["wrong_currency", "text_length", "choice", "same_choice", "compare_at"]),
    ]
}
