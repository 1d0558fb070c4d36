//! What somebody may be told of others: readings for many at once, as whoever is told would find things now. A notice asks
//! here when it is written and again when it is read, so it never says more than the page it leads to.

use std::collections::{BTreeMap, BTreeSet};

use db::{Broken, No, Rx, Val, params, row, sql};
use kernel::{Account, Cx, Id, Uid};

use crate::audience::seen_by;
use crate::posts::PostId;
use crate::share::beginning;
use crate::target::Target;
use crate::voice::Voice;

sql! {
    SEEN = concat!("SELECT p.id, p.language, p.text FROM post p WHERE p.id = ANY($2) AND ", seen_by!("$1"));
    APART = "SELECT b.whom FROM block b WHERE b.blocker = $1 AND b.whom = ANY($2)
        UNION SELECT c.blocker FROM block c WHERE c.whom = $1 AND c.blocker = ANY($2)
        UNION SELECT m.whom FROM mute m WHERE m.muter = $1 AND m.whom = ANY($2)";
}

/// What somebody sees of a thing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Glimpse {
    /// How it begins, or what it is called; a post may have pictures alone.
    pub beginning: String,
    /// In which language it is, where that is known.
    pub language: Option<String>,
}

struct PostRow {
    id: PostId,
    language: String,
    text: String,
}
row!(PostRow { id, language, text });

/// Of some things those that a person sees now, by the same predicate as every page.
///
/// # Errors
/// What broke in the database.
pub fn seen(
    rx: &mut Rx,
    cx: &Cx,
    person: Id<Account>,
    things: &BTreeSet<Target>,
) -> Result<BTreeMap<Target, Glimpse>, No> {
    let (mut posts, mut listings) = (Vec::new(), BTreeSet::new());
    for thing in things {
        match *thing {
            Target::Post(post) => posts.push(post),
            Target::Listing(listing) => drop(listings.insert(listing)),
            Target::Shop(_) | Target::Person(_) => {}
        }
    }
    let mut found = BTreeMap::new();
    if !posts.is_empty() {
        for PostRow { id, language, text } in rx.all(&SEEN, &params![person, Val::list(posts)])? {
            let glimpse = Glimpse { beginning: beginning(&text), language: Some(language) };
            found.insert(Target::Post(id), glimpse);
        }
    }
    for (id, card) in catalog::listings::cards(rx, cx, &listings)? {
        found.insert(Target::Listing(id), Glimpse { beginning: card.title, language: None });
    }
    Ok(found)
}

/// Of some people and shops those whom a person blocked or muted, or who blocked them.
///
/// # Errors
/// What broke in the database.
pub fn kept_apart(
    rx: &mut Rx,
    person: Id<Account>,
    from: impl IntoIterator<Item = Voice>,
) -> Result<BTreeSet<Voice>, Broken> {
    let mut apart: BTreeSet<Voice> = from.into_iter().collect();
    if !apart.is_empty() {
        let asked = params![person, Val::list(apart.iter().map(|voice| voice.uid()))];
        let found: Vec<Uid> = rx.all(&APART, &asked)?;
        apart.retain(|voice| found.contains(&voice.uid()));
    }
    Ok(apart)
}
