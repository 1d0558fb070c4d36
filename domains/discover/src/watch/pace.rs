//! How often somebody is told of what is new in their searches: never, once a day for each, or at once. It stands beside
//! the other topics of notices.

use db::{No, Rx, Tx, params, sql};
use kernel::{Account, Cx, Id, Scope, Time};
use maud::{Markup, Render as _, html};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::page::{Asked, Fields, Slot};
use web::parts::{Act, Button, OptionTile, Options};
use web::{Access, Answer, Call, Done, Json, PageRoute, Route, SeeOther, Visitor};

use super::A_DAY;

/// The stored word of who wants it at once.
pub(super) const AT_ONCE: &str = "at_once";
/// A search that is not looked at at all.
const NEVER: i64 = i64::MAX;

sql! {
    OF = "SELECT pace FROM search_pace WHERE account = $1";
    SET = "INSERT INTO search_pace (account, pace, changed) VALUES ($1, $2, $3)
        ON CONFLICT (account) DO UPDATE SET pace = excluded.pace, changed = excluded.changed";
    REST = "UPDATE saved_search SET due = $2 WHERE account = $1";
    /// What came while nobody wanted to hear of it is not told later.
    WAKE = "UPDATE saved_search SET since = $2 WHERE account = $1 AND due = $3";
    DAILY = "UPDATE saved_search SET due = told + $2 WHERE account = $1";
}

/// How often.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SearchPace)]
pub enum Pace {
    /// Nothing is told.
    Off,
    /// Each search once a day at most.
    #[default]
    Daily,
    /// Whenever something is new.
    AtOnce,
}

impl Pace {
    /// Each, in the order it is offered.
    pub const ALL: [Self; 3] = [Self::Off, Self::Daily, Self::AtOnce];

    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Daily => "daily",
            Self::AtOnce => AT_ONCE,
        }
    }
}

/// How often somebody is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SearchPaceChoice)]
pub struct Chosen {
    /// `off`, `daily`, `at_once`.
    pub pace: Pace,
}

fn of(rx: &mut Rx, account: Id<Account>) -> Result<Pace, No> {
    let word = rx.opt::<String>(&OF, &params![account])?;
    Ok(Pace::ALL.into_iter().find(|pace| Some(pace.word()) == word.as_deref()).unwrap_or_default())
}

/// When a search that somebody begins to keep is looked at first.
pub(crate) fn first_look(rx: &mut Rx, account: Id<Account>) -> Result<Time, No> {
    Ok(Time::from_micros(if of(rx, account)? == Pace::Off { NEVER } else { 0 }))
}

/// What whoever asks chose.
///
/// # Errors
/// Nobody is signed in.
pub fn pace(rx: &mut Rx, cx: &Cx, (): &()) -> Result<Chosen, No> {
    let me = cx.account(Scope::AccountRead)?;
    Ok(Chosen { pace: of(rx, me)? })
}

/// Says how often whoever asks wants to be told.
///
/// # Errors
/// Nobody is signed in.
pub fn choose(tx: &mut Tx, cx: &Cx, wanted: &Chosen) -> Result<Chosen, No> {
    let me = cx.account(Scope::AccountWrite)?;
    let family = tx.lock(cx, me.uid())?;
    tx.run(&SET, &params![me, wanted.pace.word(), family.at])?;
    if wanted.pace != Pace::Off {
        tx.run(&WAKE, &params![me, family.at, NEVER])?;
    }
    match wanted.pace {
        Pace::Off => tx.run(&REST, &params![me, NEVER])?,
        Pace::AtOnce => tx.run(&REST, &params![me, family.at])?,
        Pace::Daily => tx.run(&DAILY, &params![me, A_DAY.micros()])?,
    };
    // A later look may be planned already: this one is sooner.
    super::plan(tx, cx, family.at)?;
    Ok(*wanted)
}

async fn look(call: Call) -> Answer<Json<Chosen>> {
    call.read((), pace).await
}

async fn set(call: Call, Json(wanted): Json<Chosen>) -> Answer<Done<Chosen>> {
    call.write(wanted, choose).await
}

pub(crate) fn routes() -> Vec<Route> {
    let (own, write) = (Access::SignedIn(Scope::AccountRead), Access::SignedIn(Scope::AccountWrite));
    vec![
        Route::get("/search-pace", own, "Show how often you are told of what your searches find.", look),
        Route::put("/search-pace", write, "Say how often you are told of what your searches find.", set),
    ]
}

pub(crate) fn pages() -> Vec<PageRoute> {
    let write = Access::SignedIn(Scope::AccountWrite);
    vec![
        PageRoute::post("/settings/notices/searches", write, chosen).twice_is_once("sets a field to a value"),
    ]
}

/// Beside the other topics.
pub(crate) const TOPIC: Slot = Slot { place: "settings.notices", fill: topic };

fn topic(rx: &mut Rx, cx: &Cx, asked: &Asked) -> Result<Markup, No> {
    let Some(me) = cx.actor.account() else { return Ok(html! {}) };
    let (chosen, reader) = (of(rx, me)?, &asked.reader);
    let tile = |pace: Pace| OptionTile {
        value: pace.word().into(),
        title: reader.t(&format!("searches-pace-{}", pace.word())).into(),
        detail: reader.t(&format!("searches-pace-{}-what", pace.word())).into(),
        chosen: pace == chosen,
        ..OptionTile::default()
    };
    let options = Options {
        name: "pace".into(),
        legend: reader.t("searches-pace").into(),
        tiles: Pace::ALL.into_iter().map(tile).collect(),
        ..Options::default()
    };
    Ok(html! {
        form.stack.g3 method="post" action="/settings/notices/searches" {
            (options)
            (Button::plain(reader.t("searches-pace-save"), Act::Send).render())
        }
    })
}

async fn chosen(visitor: Visitor, Fields(wanted): Fields<Chosen>) -> Answer<SeeOther> {
    visitor.write(wanted, choose).await?;
    Ok(SeeOther::to("/settings/notices").saying("said-saved"))
}
