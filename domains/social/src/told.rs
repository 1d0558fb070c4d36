//! What somebody may be told of others: readings for many at once, as whoever is told would find things now. A notice asks
//! here when it is written and again when it is read, so it never says more than the page it leads to.

use std::collections::{BTreeMap, BTreeSet};

use db::{Broken, No, Rx, Val, params, row, sql};
use kernel::{Account, Cx, Id, Uid};

use crate::audience::seen_by;
use crate::posts::PostId;
use crate::share::beginning;
use crate::target::Target;

/// Ids that one statement takes.
const AT_ONCE: usize = 25;

macro_rules! ids {
    () => {
        "($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
            $25, $26)"
    };
}

sql! {
    SEEN = concat!("SELECT p.id, p.language, p.text FROM post p WHERE p.id IN ", ids!(), " AND ", seen_by!("$1"));
    APART = concat!("SELECT b.whom FROM block b WHERE b.blocker = $1 AND b.whom IN ", ids!(), "
        UNION SELECT c.blocker FROM block c WHERE c.whom = $1 AND c.blocker IN ", ids!(), "
        UNION SELECT m.whom FROM mute m WHERE m.muter = $1 AND m.whom IN ", ids!());
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

/// One person and a slice of ids; places that none has are nobody's.
fn scope(person: Id<Account>, ids: &[Uid]) -> Vec<Val> {
    let mut values = params![person].to_vec();
    values.extend((0..AT_ONCE).map(|at| Val::from(ids.get(at).copied().unwrap_or_default())));
    values
}

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
    let mut found = BTreeMap::new();
    let posts: Vec<Uid> =
        things.iter().filter(|thing| matches!(thing, Target::Post(_))).map(|thing| thing.uid()).collect();
    for some in posts.chunks(AT_ONCE) {
        for PostRow { id, language, text } in rx.all::<PostRow>(&SEEN, &scope(person, some))? {
            let glimpse = Glimpse { beginning: beginning(&text), language: Some(language) };
            found.insert(Target::Post(id), glimpse);
        }
    }
    for thing in things {
        if let Target::Listing(listing) = *thing
            && let Some(card) = catalog::listings::card(rx, cx, listing)?
        {
            found.insert(*thing, Glimpse { beginning: card.title, language: None });
        }
    }
    Ok(found)
}

/// Of some people those whom a person blocked or muted, or who blocked them.
///
/// # Errors
/// What broke in the database.
pub fn kept_apart(
    rx: &mut Rx,
    person: Id<Account>,
    people: &BTreeSet<Id<Account>>,
) -> Result<BTreeSet<Id<Account>>, Broken> {
    let ids: Vec<Uid> = people.iter().map(|id| id.uid()).collect();
    let mut apart = BTreeSet::new();
    for some in ids.chunks(AT_ONCE) {
        apart.extend(rx.all::<Id<Account>>(&APART, &scope(person, some))?);
    }
    Ok(apart)
}
