//! What is found besides what is for sale: posts, people, shops. The index says which may fit; each is then read from
//! the database as whoever asks, so that nobody finds what is not for them.

pub(crate) mod api;
pub(crate) mod pages;

use std::collections::{BTreeMap, BTreeSet};

use catalog::ShopView;
use catalog::listings::finder::{Finder as _, Meant, Sought};
use db::{No, Rx};
use identity::PublicProfile;
use kernel::{Cursor, Cx, Id, Page, Refusal, Uid};
use social::{PostView, apart, posts};
use web::Paging;

use crate::search::Searching;
use crate::search::told::{Ask, What};

/// Characters of a query.
const MAX_QUERY: usize = catalog::listings::MAX_QUERY;

/// Of what is told to a few, how many posts are looked at: the best ones by their words.
const MOST_FOR_A_FEW: usize = 50;

/// How often the index is asked again for a page on which too much was gone already.
const ROUNDS: usize = 3;

/// A thing's place in an order, and which it is.
type Key = (i64, Uid);

/// What somebody looks for.
#[derive(Clone, Debug)]
pub struct Wish {
    /// Among what.
    pub what: What,
    /// As typed.
    pub words: String,
    /// Whether no mistake is forgiven.
    pub exactly: bool,
    /// Which page.
    pub paging: Paging,
}

/// Something that was found.
#[derive(Clone, Debug)]
pub enum Thing {
    /// What somebody tells.
    Post(Box<PostView>),
    /// Somebody.
    Person(Named),
    /// A shop.
    Shop(Box<ShopView>),
}

/// Somebody by name.
#[derive(Clone, Debug)]
pub struct Named {
    /// Their id.
    pub id: Id<kernel::Account>,
    /// Their handle.
    pub handle: String,
    /// Their name.
    pub name: String,
    /// The picture beside it.
    pub face: Option<media::Portrait>,
}

/// How many there are of what; nothing where the index cannot say.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Posts.
    pub posts: u64,
    /// People.
    pub people: u64,
    /// Shops.
    pub shops: u64,
}

/// A page of what was found, and what is known around it.
#[derive(Clone, Debug)]
pub struct Found {
    /// In order.
    pub page: Page<Thing>,
    /// How many there are in all.
    pub total: u64,
    /// What was looked for instead of a word that is nowhere.
    pub meant: Vec<Meant>,
    /// How many have all of the words, where the list goes on with those that have some.
    pub whole: Option<u64>,
    /// Whether there is an index that answers.
    pub is_ready: bool,
}

/// Of whom somebody sees nothing, and whose posts for a few there may be for them.
struct Sight {
    without: BTreeSet<Uid>,
    among: BTreeSet<Uid>,
}

impl Sight {
    fn of(rx: &mut Rx, cx: &Cx, what: What) -> Result<Self, No> {
        let among = if what == What::Post { posts::reach(rx, cx)? } else { Vec::new() };
        Ok(Self {
            without: apart::all_from(rx, cx)?.into_iter().collect(),
            among: among.into_iter().collect(),
        })
    }
}

fn bounded(words: &str) -> Result<(), Refusal> {
    if words.chars().count() <= MAX_QUERY {
        return Ok(());
    }
    let rule = format!("A query has at most {MAX_QUERY} characters.");
    Err(Refusal::field("query", "text_length", rule))
}

/// What fits the words, as whoever asks.
///
/// # Errors
/// Words that are too long; a cursor of another list.
pub fn find(rx: &mut Rx, cx: &Cx, wish: &Wish) -> Result<Found, No> {
    bounded(&wish.words)?;
    let after = wish.paging.after.as_ref().map(Cursor::parts).transpose();
    let after = after.map_err(|_| {
        Refusal::field("after", "cursor", "`after` takes the `next` of the page before, unchanged.")
    })?;
    let sight = Sight::of(rx, cx, wish.what)?;
    let probe = wish.paging.limit.rows() + 1;
    let mut ask = Ask {
        exactly: wish.exactly,
        without: sight.without.clone(),
        after,
        most: probe,
        ..Ask::of(wish.what, &wish.words, cx.now)
    };
    let Searching(search) = cx.wired::<Searching>()?;
    let mut things: Vec<(Key, Thing)> = Vec::new();
    let mut first = None;
    for _ in 0..ROUNDS {
        let Some(found) = search.told(&ask) else { break };
        let last = found.first.last().copied().filter(|_| found.first.len() == probe);
        things.extend(read(rx, cx, wish.what, &found.first)?);
        first.get_or_insert(found);
        match last {
            Some(last) if things.len() < probe => ask.after = Some(last),
            _ => break,
        }
    }
    let is_ready = first.is_some();
    let first = first.unwrap_or_default();
    let few = for_a_few(rx, cx, wish.what, &wish.words, wish.exactly, &sight)?;
    let total = first.total + u64::try_from(few.len()).unwrap_or(u64::MAX);
    let few: Vec<Key> = few.into_iter().filter(|key| after.is_none_or(|after| *key < after)).collect();
    things.extend(read(rx, cx, wish.what, &few)?);
    things.sort_by(|(one, _), (other, _)| other.cmp(one));
    things.truncate(probe);
    let page = Page::cut(things, wish.paging.limit, |((key, id), _)| Cursor::of(*key, *id));
    let page = Page { data: page.data.into_iter().map(|(_, thing)| thing).collect(), next: page.next };
    Ok(Found { page, total, meant: first.meant, whole: first.whole, is_ready })
}

/// Posts for a few that fit and are there for whoever asks: the database says which. In order.
fn for_a_few(
    rx: &mut Rx,
    cx: &Cx,
    what: What,
    words: &str,
    exactly: bool,
    sight: &Sight,
) -> Result<Vec<Key>, No> {
    if what != What::Post || sight.among.is_empty() {
        return Ok(Vec::new());
    }
    let Searching(search) = cx.wired::<Searching>()?;
    let ask = Ask {
        exactly,
        without: sight.without.clone(),
        among: Some(sight.among.clone()),
        most: MOST_FOR_A_FEW,
        ..Ask::of(what, words, cx.now)
    };
    let mut found = search.told(&ask).unwrap_or_default().first;
    let seen = posts::seen(rx, cx, &found.iter().map(|(_, id)| Id::from_uid(*id)).collect())?;
    found.retain(|(_, id)| seen.contains(&Id::from_uid(*id)));
    Ok(found)
}

/// Those of these things that there are now for whoever asks, in their order.
fn read(rx: &mut Rx, cx: &Cx, what: What, keys: &[Key]) -> Result<Vec<(Key, Thing)>, No> {
    let ids = keys.iter().map(|(_, id)| *id);
    let mut found: BTreeMap<Uid, Thing> = match what {
        What::Post => {
            let posts = posts::these(rx, cx, &ids.map(Id::from_uid).collect())?;
            posts.into_values().map(|post| (post.id.uid(), Thing::Post(Box::new(post)))).collect()
        }
        What::Person => {
            let people = identity::findable(rx, &ids.map(Id::from_uid).collect())?;
            people.into_iter().map(|one| (one.id().uid(), Thing::Person(one.into()))).collect()
        }
        What::Shop => {
            let shops = catalog::shops::by_ids(rx, &ids.map(Id::from_uid).collect())?;
            shops.into_values().map(|shop| (shop.id.uid(), Thing::Shop(Box::new(shop)))).collect()
        }
    };
    Ok(keys.iter().filter_map(|key| Some((*key, found.remove(&key.1)?))).collect())
}

impl From<PublicProfile> for Named {
    fn from(one: PublicProfile) -> Self {
        Self { id: one.id(), handle: one.handle().to_owned(), name: one.name().to_owned(), face: one.face() }
    }
}

/// How many posts, people and shops there are for whoever asks; nothing while the index is being built. Things for sale
/// are counted by [`listings`].
///
/// # Errors
/// What broke in the database.
pub fn counts(rx: &mut Rx, cx: &Cx, words: &str) -> Result<Option<Counts>, No> {
    let Searching(search) = cx.wired::<Searching>()?;
    let sight = Sight::of(rx, cx, What::Post)?;
    let of = |what| {
        let ask = Ask { without: sight.without.clone(), ..Ask::of(what, words, cx.now) };
        search.told(&ask).map(|found| found.total)
    };
    let (Some(posts), Some(people), Some(shops)) = (of(What::Post), of(What::Person), of(What::Shop)) else {
        return Ok(None);
    };
    let few = for_a_few(rx, cx, What::Post, words, false, &sight)?.len();
    Ok(Some(Counts { posts: posts + u64::try_from(few).unwrap_or(u64::MAX), people, shops }))
}

/// How many things for sale have the words; nothing while the index is being built.
///
/// # Errors
/// No search is wired.
pub fn listings(cx: &Cx, words: &str) -> Result<Option<u64>, No> {
    let Searching(search) = cx.wired::<Searching>()?;
    Ok(search.find(&Sought::by(words, 0, cx.now)).map(|hits| hits.counts.total))
}

/// Names of things, shops and people that begin as somebody types, each once.
///
/// # Errors
/// Words that are too long.
pub fn begun(rx: &mut Rx, cx: &Cx, words: &str) -> Result<Vec<String>, No> {
    /// Of shops and people together as many again.
    const THINGS: usize = 5;
    const NAMES: usize = 2;
    bounded(words)?;
    let Searching(search) = cx.wired::<Searching>()?;
    let without: BTreeSet<Uid> = apart::all_from(rx, cx)?.into_iter().collect();
    // Of things alike some have the same name.
    let begun = search.begun(words, &without, THINGS * 2, cx.now);
    let mut names: Vec<String> = shelves(words);
    let keys = |ids: Vec<Uid>| -> Vec<Key> { ids.into_iter().map(|id| (0, id)).collect() };
    let name = |(_, thing): (Key, Thing)| match thing {
        Thing::Post(_) => None,
        Thing::Person(person) => Some(person.name),
        Thing::Shop(shop) => Some(shop.name),
    };
    let shops = read(rx, cx, What::Shop, &keys(begun.shops))?.into_iter().filter_map(name).collect();
    let people = read(rx, cx, What::Person, &keys(begun.people))?.into_iter().filter_map(name).collect();
    let mut cards = catalog::listings::cards(rx, cx, &begun.listings.iter().copied().collect())?;
    let things = begun.listings.iter().filter_map(|id| Some(cards.remove(id)?.title)).collect();
    let found: [(Vec<String>, usize); 3] = [(shops, NAMES), (people, NAMES), (things, THINGS)];
    for (found, most) in found {
        let full = names.len() + most;
        for name in found {
            if names.len() < full && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    Ok(names)
}

/// Shelves whose name begins so in any of the market's languages, in the language that somebody types.
fn shelves(words: &str) -> Vec<String> {
    const SHELVES: usize = 2;
    let typed = catalog::listings::fold(words.trim());
    let all = catalog::categories::all().iter();
    let names = all.flat_map(|one| [one.english, one.chinese, one.filipino]);
    let mut found: Vec<String> = Vec::new();
    for name in names.filter(|name| !typed.is_empty() && catalog::listings::fold(name).starts_with(&typed)) {
        if found.len() < SHELVES && !found.iter().any(|known| known == name) {
            found.push(name.to_owned());
        }
    }
    found
}
