//! A page of notices as they are shown now: who is named, and how what they are about begins. Read for the whole page at
//! once; who is gone or kept apart is not named, and what its reader does not see any more is not there.

use std::collections::{BTreeMap, BTreeSet};

use db::{Broken, No, Rx, Val, params, row, sql};
use identity::PublicProfile;
use kernel::{Account, Cx, Id, Time};
use media::Portrait;
use social::told::{Glimpse, kept_apart, seen};
use social::{Target, Voice};

use crate::tell::{Filled, Words};
use crate::{Told, found};

/// Names that a notice says; the others are a number.
const NAMED: usize = 2;

sql! {
    /// The latest of those who caused each, enough to find two to be named among them, and how many there are in all.
    BY = "SELECT notice, who, total FROM (
            SELECT b.notice AS notice, b.who AS who,
                CAST(COUNT(*) OVER (PARTITION BY b.notice) AS BIGINT) AS total,
                ROW_NUMBER() OVER (PARTITION BY b.notice ORDER BY b.at DESC, b.who) AS nth
            FROM notice_by b JOIN notice n ON n.id = b.notice
            WHERE n.person = $1 AND n.id = ANY($2)) AS ranked
        WHERE nth <= 8
        ORDER BY notice, nth";
}

/// A notice as it is kept.
pub(crate) struct Stored {
    pub id: Id<Told>,
    pub topic: String,
    pub key: String,
    pub filled: String,
    pub link: String,
    pub why: String,
    pub pos: i64,
    pub at: Time,
    pub read_at: Option<Time>,
    pub thing: Option<String>,
}

row!(Stored { id, topic, key, filled, link, why, pos, at, read_at, thing });

impl Stored {
    fn thing(&self) -> Option<Target> {
        self.thing.as_deref().and_then(|text| text.parse().ok())
    }
}

/// Who caused a notice last, as they stand beside it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Beside {
    pub who: Id<Account>,
    pub name: String,
    pub face: Option<Portrait>,
}

/// A notice as its person sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Notice {
    pub id: Id<Told>,
    pub topic: String,
    /// Its words' locale key.
    pub key: String,
    pub words: Words,
    /// Who caused it last, where it is grouped: at most two names.
    pub by: Vec<String>,
    /// The first of them; nobody where it is of something, not of somebody.
    pub beside: Option<Beside>,
    /// How many caused it.
    pub people: i64,
    /// How what it is about begins.
    pub glimpse: Option<Glimpse>,
    pub link: String,
    pub why: String,
    pub pos: i64,
    pub at: Time,
    pub read: bool,
}

struct Cause {
    notice: Id<Told>,
    who: Id<Account>,
    total: i64,
}
row!(Cause { notice, who, total });

fn causes(rx: &mut Rx, me: Id<Account>, rows: &[Stored]) -> Result<Vec<Cause>, Broken> {
    rx.all(&BY, &params![me, Val::list(rows.iter().map(|one| one.id))])
}

/// Rows of somebody's inbox, as they are to be shown to them.
///
/// # Errors
/// What broke in the database.
pub(crate) fn shown(rx: &mut Rx, cx: &Cx, me: Id<Account>, rows: Vec<Stored>) -> Result<Vec<Notice>, No> {
    let causes = causes(rx, me, &rows)?;
    let people: BTreeSet<Id<Account>> = causes.iter().map(|cause| cause.who).collect();
    let apart = kept_apart(rx, me, people.iter().copied().map(Voice::Person))?;
    let mut names = identity::public_profiles(rx, &people)?;
    names.retain(|id, _| !apart.contains(&Voice::Person(*id)));
    let things = rows.iter().filter_map(Stored::thing).collect();
    let glimpses = seen(rx, cx, me, &things)?;
    let searches = rows.iter().filter(|row| row.topic == found::TOPIC).map(|row| row.id);
    let found = found::counts(rx, cx, me, &searches.collect::<Vec<_>>())?;
    let mut by: BTreeMap<Id<Told>, (i64, Vec<&PublicProfile>)> = BTreeMap::new();
    for cause in &causes {
        let (total, named) = by.entry(cause.notice).or_insert((cause.total, Vec::new()));
        match names.get(&cause.who) {
            Some(found) => named.push(found),
            None => *total -= 1,
        }
    }
    let mut notices = Vec::with_capacity(rows.len());
    for stored in rows {
        let thing = stored.thing();
        let glimpse = thing.and_then(|thing| glimpses.get(&thing).cloned());
        let (people, named) = by.remove(&stored.id).map_or((0, None), |(total, named)| (total, Some(named)));
        // What one does not see, and what only people caused who are gone or kept apart, is not there.
        if (stored.thing.is_some() && glimpse.is_none()) || named.as_ref().is_some_and(Vec::is_empty) {
            continue;
        }
        let by: Vec<String> = named.iter().flatten().take(NAMED).map(|one| one.name().to_owned()).collect();
        let beside = named.iter().flatten().next();
        let beside = beside.map(|one| Beside { who: one.id(), name: one.name().into(), face: one.face() });
        let mut words: Words =
            serde_json::from_str(&stored.filled).map_err(|error| Broken::Stored(error.to_string()))?;
        if stored.topic == found::TOPIC {
            let Some(count) = found.get(&stored.id) else { continue };
            words.insert(found::COUNT.into(), Filled::Number(*count));
        }
        let Stored { id, topic, key, link, why, pos, at, read_at, .. } = stored;
        let read = read_at.is_some();
        notices.push(Notice { id, topic, key, words, by, beside, people, glimpse, link, why, pos, at, read });
    }
    Ok(notices)
}
