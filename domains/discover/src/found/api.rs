//! The routes of the search over all kinds, and of words to go on with.

use catalog::ShopId;
use catalog::listings::Card;
use kernel::{Account, Id, Page, Refusal};
use media::{Portrait, PortraitView};
use serde::{Deserialize, Serialize};
use social::PostView;
use utoipa::{IntoParams, ToSchema};
use web::{Access, Answer, Call, Json, List, Paging, Query, Route, Visitor};

use super::{Counts, Thing, Wish};
use crate::search::told::What;

// Named, because utoipa's derive takes a written `Id<Account>` for a schema with a part of that name.
type AccountId = Id<Account>;

/// Among what.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SearchKind)]
enum Kind {
    /// What is for sale.
    Listings,
    /// What is told.
    Posts,
    /// People.
    People,
    /// Shops.
    Shops,
}

#[derive(Deserialize, IntoParams)]
struct Asked {
    /// Words as people type them, in any of the market's languages; small typing mistakes are forgiven.
    #[param(required = false, max_length = 200)]
    query: Option<String>,
    /// Among what: `listings` where it is not said.
    #[param(required = false, inline)]
    kind: Option<Kind>,
    /// Whether to take the words' letters as they are.
    #[param(required = false)]
    exactly: Option<bool>,
}

#[derive(Deserialize, IntoParams)]
pub(super) struct Typed {
    /// What somebody has typed so far.
    #[param(required = false, max_length = 200)]
    query: Option<String>,
}

/// Somebody who was found.
#[derive(Serialize, ToSchema)]
#[schema(as = FoundPerson)]
struct Person {
    /// Their id.
    id: AccountId,
    /// Their handle.
    handle: String,
    /// Their name.
    name: String,
    /// The picture beside it, if there is one.
    #[schema(value_type = Option<PortraitView>)]
    face: Option<Portrait>,
}

/// A shop that was found.
#[derive(Serialize, ToSchema)]
#[schema(as = FoundShop)]
struct Shop {
    /// Its id.
    id: ShopId,
    /// Its word in addresses.
    handle: String,
    /// Its name.
    name: String,
    /// The picture beside it, if there is one.
    #[schema(value_type = Option<PortraitView>)]
    face: Option<Portrait>,
}

/// Something that was found: of its four fields the one of the kind that was asked for.
#[derive(Default, Serialize, ToSchema)]
#[schema(as = SearchResult)]
struct Line {
    /// Something for sale.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    product: Option<Card>,
    /// A post.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    post: Option<PostView>,
    /// Somebody.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    person: Option<Person>,
    /// A shop.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    shop: Option<Shop>,
}

impl From<Thing> for Line {
    fn from(thing: Thing) -> Self {
        match thing {
            Thing::Post(post) => Self { post: Some(*post), ..Self::default() },
            Thing::Person(one) => {
                let person = Person { id: one.id, handle: one.handle, name: one.name, face: one.face };
                Self { person: Some(person), ..Self::default() }
            }
            Thing::Shop(one) => {
                let shop = Shop { id: one.id, handle: one.handle, name: one.name, face: one.face };
                Self { shop: Some(shop), ..Self::default() }
            }
        }
    }
}

/// How many of each kind have the words, for whoever asks; null while the index is being built.
#[derive(Serialize, ToSchema)]
#[schema(as = SearchCounts)]
struct Counted {
    /// Things for sale.
    listings: Option<u64>,
    /// Posts that are there for you.
    posts: Option<u64>,
    /// People.
    people: Option<u64>,
    /// Shops.
    shops: Option<u64>,
}

/// Words to go on with.
#[derive(Serialize, ToSchema)]
#[schema(as = SearchWords)]
pub(super) struct Words {
    /// Names of shelves, shops, people and things, the best first.
    data: Vec<String>,
}

async fn search(call: Call, Query(asked): Query<Asked>, paging: Paging) -> Answer<List<Line>> {
    call.list((asked, paging), look).await
}

fn look(rx: &mut db::Rx, cx: &kernel::Cx, (asked, paging): &(Asked, Paging)) -> Result<Page<Line>, db::No> {
    let words = words_of(asked.query.as_deref())?;
    let what = match asked.kind {
        Some(Kind::Posts) => What::Post,
        Some(Kind::People) => What::Person,
        Some(Kind::Shops) => What::Shop,
        Some(Kind::Listings) | None => {
            let found = catalog::listings::Search {
                query: Some(words.to_owned()),
                exactly: asked.exactly.unwrap_or_default(),
                sort: catalog::listings::Sort::usual(words),
                ..catalog::listings::Search::everything(paging.clone())
            };
            let page = catalog::listings::search(rx, cx, &found)?;
            let line = |card| Line { product: Some(card), ..Line::default() };
            return Ok(Page { data: page.data.into_iter().map(line).collect(), next: page.next });
        }
    };
    let exactly = asked.exactly.unwrap_or_default();
    let wish = Wish { what, words: words.to_owned(), exactly, paging: paging.clone() };
    let found = super::find(rx, cx, &wish)?;
    if !found.is_ready {
        return Err(not_yet().into());
    }
    Ok(Page { data: found.page.data.into_iter().map(Line::from).collect(), next: found.page.next })
}

/// # Errors
/// They are too long.
fn words_of(typed: Option<&str>) -> Result<&str, Refusal> {
    let words = typed.unwrap_or_default().trim();
    super::bounded(words)?;
    Ok(words)
}

fn not_yet() -> Refusal {
    let detail =
        "The search index is being built. Ask again in a minute; what is for sale is found meanwhile.";
    Refusal::new(kernel::RefusalKind::Unavailable, "search_not_ready", detail)
}

async fn counts(call: Call, Query(typed): Query<Typed>) -> Answer<Json<Counted>> {
    call.read(typed, |rx: &mut db::Rx, cx: &kernel::Cx, typed: &Typed| {
        let words = words_of(typed.query.as_deref())?;
        let counts = super::counts(rx, cx, words)?;
        let of = |count: fn(&Counts) -> u64| counts.as_ref().map(count);
        Ok(Counted {
            listings: super::listings(cx, words)?,
            posts: of(|counts| counts.posts),
            people: of(|counts| counts.people),
            shops: of(|counts| counts.shops),
        })
    })
    .await
}

fn go_on(rx: &mut db::Rx, cx: &kernel::Cx, typed: &Typed) -> Result<Words, db::No> {
    Ok(Words { data: super::begun(rx, cx, words_of(typed.query.as_deref())?)? })
}

async fn words(call: Call, Query(typed): Query<Typed>) -> Answer<Json<Words>> {
    call.read(typed, go_on).await
}

/// The same for the search field of a page, as whoever its cookie says.
pub(super) async fn words_here(visitor: Visitor, Query(typed): Query<Typed>) -> Answer<Json<Words>> {
    Ok(Json(visitor.read(typed, go_on).await?))
}

pub(crate) fn routes() -> Vec<Route> {
    let all = Access::Public;
    let mut routes = crate::saved::api::routes();
    routes.extend([
        Route::get("/search", all, "Find things, posts, people or shops by words.", search)
            .refuses(&["search_not_ready", "text_length"]),
        Route::get("/search/counts", all, "Count what has the words, by kind.", counts)
            .refuses(&["text_length"]),
        Route::get("/search/words", all, "Words to go on with, while somebody types.", words)
            .refuses(&["text_length"]),
    ]);
    routes
}
