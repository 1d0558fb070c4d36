//! What people are told of what happened. The domains say in their tables which fact is told to whom; here each becomes a
//! row of somebody's inbox, once, with the reason why.

mod api;
mod data_map;
mod forget;
pub mod found;
mod inbox;
mod leave;
mod pages;
mod shown;
mod take_back;
mod tell;
pub mod topics;
mod write;

use db::{Migration, Sql};
use domain::{Class, Domain, Notice, Whom};
use facts::Fact;
use kernel::Kind;

pub use forget::{KEEP, forget};

/// A notice of somebody's.
pub struct Told;
impl Kind for Told {
    const PREFIX: &'static str = "ntc";
}

/// Somebody's inbox, watched by its owner: its id is the account's.
pub struct Inbox;
impl Kind for Inbox {
    const PREFIX: &'static str = "inb";
}

/// A line of a domain's table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Line {
    pub notice: Notice,
    /// Whether several facts about one thing are told as one while nobody has read it.
    pub grouped: bool,
}

/// What all domains tell people. `app` folds and wires it.
pub struct Tables(Vec<Line>);

const fn told(process: &'static str, event: &'static str, whom: Whom, key: &'static str) -> Notice {
    Notice { process, event, whom, class: Class::Update, key }
}

/// What people are told of people. The facts are `social`'s, which tells nobody by itself.
#[rustfmt::skip]
const NOTICES: &[Notice] = &[
    told("follow",   "followed", Whom::Owner,    "notice-followed"),
    told("follow",   "followed", Whom::Shop,     "notice-shop-followed"),
    told("comment",  "written",  Whom::Answered, "notice-answered"),        // rather than that their post was commented on
    told("comment",  "written",  Whom::Owner,    "notice-commented"),
    told("comment",  "written",  Whom::Shop,     "notice-shop-commented"),
    told("reaction", "given",    Whom::Owner,    "notice-liked"),
    told("reaction", "given",    Whom::Shop,     "notice-shop-liked"),
];

/// Facts of people about people, and what a search found: many of them about one thing are one notice.
const GROUPED: &[&str] = &["follow", "comment", "reaction", "saved_search"];

impl Tables {
    /// Of the domains' tables.
    pub fn of_domains(notices: impl IntoIterator<Item = Notice>) -> Self {
        let line = |notice: Notice| Line { notice, grouped: GROUPED.contains(&notice.process) };
        Self(notices.into_iter().map(line).collect())
    }

    /// The lines that tell of a fact.
    fn of(&self, fact: &Fact) -> impl Iterator<Item = &Line> {
        let tells = |line: &&Line| line.notice.process == fact.process && line.notice.event == fact.event;
        self.0.iter().filter(tells)
    }
}

/// The tables.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "growth/0001_notices", sql: include_str!("../migrations/0001_notices.sql") },
    Migration { name: "growth/0002_talk", sql: include_str!("../migrations/0002_talk.sql") },
    Migration { name: "growth/0003_leaving", sql: include_str!("../migrations/0003_leaving.sql") },
];

/// Every statement.
pub const STATEMENTS: &[&[&Sql]] = &[
    forget::STATEMENTS,
    found::STATEMENTS,
    inbox::STATEMENTS,
    leave::STATEMENTS,
    shown::STATEMENTS,
    take_back::STATEMENTS,
    write::STATEMENTS,
];

/// What `app` folds.
pub fn domain() -> Domain {
    Domain {
        migrations: MIGRATIONS,
        statements: STATEMENTS,
        routes: api::routes,
        pages: pages::pages,
        slots: pages::SLOTS,
        tabs: pages::TABS,
        live: pages::LIVE,
        listeners: write::LISTENERS,
        notices: NOTICES,
        texts: Some(locale::texts!("growth")),
        data_map: data_map::DATA_MAP,
        erase: Some(leave::erase),
        forgets: forget::FORGETS,
        ..Domain::named("growth")
    }
}
