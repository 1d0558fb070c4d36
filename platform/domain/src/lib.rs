//! What each domain exports in one value: `domain() -> Domain`. `app` folds them and adds nothing of its own, so
//! `ls domains` is the product.

mod data_map;
mod forget;
mod leave;
mod notice;

pub use data_map::{Column, Erase, Keep, unmapped};
pub use forget::{Forget, Forgetting, unforgotten};
pub use leave::{Bar, Bars, Erasing, SLICE, again};
pub use notice::{Class, Notice, Whom};

use db::{Migration, No, Rx, Sql};
use kernel::{Cx, Digest, Time, Uid};

/// One recomputation of `rialto verify`: answers what does not recompute, in words.
#[derive(Clone, Copy)]
pub struct Check {
    /// What is recomputed, in words for the report.
    pub name: &'static str,
    /// Recomputes it.
    pub run: fn(&mut Rx, &Cx, &()) -> Result<Vec<String>, No>,
}

/// Where a [`Trail`] goes on from: it begins at the default.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Footprint {
    /// For what is in the order of numbers.
    pub number: i64,
    /// For what is in the order of ids.
    pub id: Uid,
}

/// Rows of a [`Trail`], each with its place and the digest of what it says.
pub type Steps = Vec<(Footprint, Digest)>;

/// How a [`Trail`] is followed: up to a thousand rows of what happened until an instant, behind a place.
pub type Follow = fn(&mut Rx, &Cx, &(Time, Footprint)) -> Result<Steps, No>;

/// What one history of the market is told apart from another by: its rows in an order that both engines agree on.
#[derive(Clone, Copy)]
pub struct Trail {
    /// What the rows are: `facts`.
    pub name: &'static str,
    /// Its rows.
    pub follow: Follow,
}

/// A domain's part of the `traffic` store: clicks and presence, beside the market's own durable one. Its columns
/// stand in the same data map.
#[derive(Clone, Copy)]
pub struct Traffic {
    /// Its schema there, step by step.
    pub migrations: &'static [Migration],
    /// Every statement that is meant for it.
    pub statements: &'static [&'static [&'static Sql]],
    /// What erasing a person does there.
    pub erase: Option<Erasing>,
    /// What goes there after its time.
    pub forgets: &'static [Forget],
}

/// One domain. Everything is a table or a function without state, so folding it needs no order but the floors'.
pub struct Domain {
    /// Its folder's name.
    pub name: &'static str,
    /// Its schema, step by step.
    pub migrations: &'static [Migration],
    /// Every statement, for the test that prepares them on both engines.
    pub statements: &'static [&'static [&'static Sql]],
    /// What it keeps in the second store, for what may be lost with the machine.
    pub traffic: Traffic,
    /// Its part of the API.
    pub routes: fn() -> Vec<web::Route>,
    /// Its pages.
    pub pages: fn() -> Vec<web::PageRoute>,
    /// What it puts into places of others' pages.
    pub slots: &'static [web::page::Slot],
    /// Its destinations in the frame of every page.
    pub tabs: &'static [web::page::Tab],
    /// What of its can be watched while it goes on.
    pub live: &'static [web::page::Live],
    /// The families it keeps.
    pub kinds: &'static [runner::Kind],
    /// What it does after a commit.
    pub jobs: &'static [jobs::Kind],
    /// What it hears of others.
    pub listeners: &'static [facts::Listener],
    /// What it tells people.
    pub notices: &'static [Notice],
    /// Its texts in the three languages.
    pub texts: Option<locale::Texts>,
    /// What it keeps about whom, why and how long.
    pub data_map: &'static [Column],
    /// What must end before a person can be erased.
    pub bars: Option<Bars>,
    /// What erasing a person does to its tables, as its data map says.
    pub erase: Option<Erasing>,
    /// What holds the times that data maps give.
    pub forgets: &'static [Forget],
    /// What can be recomputed.
    pub checks: &'static [Check],
    /// What tells its history apart from another.
    pub trails: &'static [Trail],
}

impl Domain {
    /// A domain that has nothing yet but its name: `Domain { routes, ..Domain::named("orders") }`.
    pub const fn named(name: &'static str) -> Self {
        Self {
            name,
            migrations: &[],
            statements: &[],
            traffic: Traffic { migrations: &[], statements: &[], erase: None, forgets: &[] },
            routes: Vec::new,
            pages: Vec::new,
            slots: &[],
            tabs: &[],
            live: &[],
            kinds: &[],
            jobs: &[],
            listeners: &[],
            notices: &[],
            texts: None,
            data_map: &[],
            bars: None,
            erase: None,
            forgets: &[],
            checks: &[],
            trails: &[],
        }
    }
}
