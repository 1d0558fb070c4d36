//! The life itself: who and what is there, and the loop that takes one errand after the other.

use std::collections::BTreeMap;
use std::sync::Arc;

use catalog::{ListingId, ShopId, VariantId};
use db::{Db, No, Tx};
use demo::world::World;
use identity::Hashed;
use kernel::clock::Manual;
use kernel::{Account, Actor, Cx, Id, Role, Scopes, Span, Time};
use orders::order::Order;
use payments::{Payment, Trouble};
use shipping::Parcel;

use crate::agenda::{Agenda, Errand};
use crate::calendar::midnight;
use crate::talking::{Shows, Talk};
use crate::{Practice, chance, recall};

/// The market that is lived in.
pub struct House {
    /// Opened by [`Db::alone`], with [`House::gateway`] wired as the market's own.
    pub db: Db,
    /// The clock that it goes by.
    pub clock: Arc<Manual>,
    /// Where its payers pay.
    pub gateway: Arc<Practice>,
    /// Its families.
    pub kinds: &'static [runner::Kind],
    /// Its jobs.
    pub jobs: jobs::Kinds,
    /// Who hears its log.
    pub listeners: Vec<facts::Listener>,
}

/// From when until when, and by which seed.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What decides everything.
    pub seed: u64,
    /// When the story began: the market's first day.
    pub first: Time,
    /// How many days the story of the world has: people join and shops open within them.
    pub story: u16,
    /// Where this life begins.
    pub from: Time,
    /// Where it ends.
    pub until: Time,
    /// Who can sign in, by handle.
    pub passwords: BTreeMap<String, Hashed>,
}

/// How far a life has come.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Progress {
    /// Which day it is, from one.
    pub day: i64,
    /// Of how many.
    pub days: i64,
    /// What was done so far.
    pub lived: Lived,
}

/// What was done.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Lived {
    /// Members and keepers.
    pub people: u64,
    /// Shops.
    pub shops: u64,
    /// Listings.
    pub listings: u64,
    /// Times that somebody looked in.
    pub visits: u64,
    /// Posts.
    pub posts: u64,
    /// Reactions to them.
    pub reactions: u64,
    /// Comments below them, answers too.
    pub comments: u64,
    /// Of the comments, what answers another.
    pub answers: u64,
    /// Things that were kept for another day.
    pub saves: u64,
    /// Orders that were placed.
    pub orders: u64,
    /// Commands.
    pub commands: u64,
    /// Jobs that were done.
    pub jobs: u64,
    /// What the market's rules refused, by code: some of it is the story, as a shelf that is empty.
    pub refused: BTreeMap<&'static str, u64>,
}

/// Why a life broke off.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The market's database.
    #[error("{0}")]
    Market(#[from] No),
    /// The gateway's file.
    #[error("the practice gateway: {0:?}")]
    Gateway(Trouble),
    /// A word of the world that the market does not know.
    #[error("the world says `{0}`, which this market does not know")]
    World(String),
}

/// A listing that is laid out.
#[derive(Clone, Debug)]
pub(crate) struct Shelf {
    pub id: ListingId,
    /// Its variants in the world's order: which, how many were sold since the shelf was last filled, whether it is empty.
    pub variants: Vec<(VariantId, u32, bool)>,
}

/// An order on its way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Way {
    pub shop: usize,
    pub person: usize,
    /// Something that is in it.
    pub listing: Option<usize>,
    pub at_the_door: bool,
    pub abroad: bool,
    /// Days on the way at most, as was promised.
    pub days: i64,
    pub parcel: Option<Id<Parcel>>,
}

pub(crate) struct Life<'a> {
    pub house: &'a House,
    pub plan: &'a Plan,
    pub world: &'a World,
    pub agenda: Agenda,
    pub accounts: Vec<Option<Id<Account>>>,
    pub shops: Vec<Option<ShopId>>,
    pub shelves: Vec<Option<Shelf>>,
    /// What is laid out, by craft.
    pub crafts: Vec<Vec<usize>>,
    /// The last shops that somebody bought from.
    pub familiar: Vec<Vec<usize>>,
    /// Which variant of which listing.
    pub goods: BTreeMap<VariantId, (usize, usize)>,
    pub orders: BTreeMap<Id<Order>, Way>,
    /// What is bought with one payment.
    pub paying: BTreeMap<Id<Payment>, Vec<Id<Order>>>,
    pub turn: facts::Turn,
    pub talk: Talk,
    pub drain_at: Option<Time>,
    pub swept_day: i64,
    pub lived: Lived,
    pub tell: Box<dyn FnMut(&Progress) + Send + 'a>,
}

impl<'a> Life<'a> {
    pub async fn begin(
        house: &'a House,
        plan: &'a Plan,
        world: &'a World,
        tell: Box<dyn FnMut(&Progress) + Send + 'a>,
    ) -> Result<Self, Failure> {
        let mut life = Self {
            house,
            plan,
            world,
            agenda: Agenda::default(),
            accounts: vec![None; world.people.len()],
            shops: vec![None; world.shops.len()],
            shelves: vec![None; world.listings.len()],
            crafts: vec![Vec::new(); demo::world::CRAFTS.len()],
            familiar: vec![Vec::new(); world.people.len()],
            goods: BTreeMap::new(),
            orders: BTreeMap::new(),
            paying: BTreeMap::new(),
            turn: facts::Turn::default(),
            talk: Talk::of(world.people.len(), world.circles.len()),
            drain_at: None,
            swept_day: -1,
            lived: Lived::default(),
            tell,
        };
        house.clock.set(plan.from);
        if plan.from > plan.first {
            recall::recall(&mut life).await?;
        }
        life.opening();
        let mut day = midnight(plan.from);
        if day < plan.from {
            // What is left of a day that has begun belongs to the life that began it.
            day = day + Span::days(1);
            if plan.from == plan.first {
                life.agenda.write(plan.from, Errand::Dawn(0));
            }
        }
        if day < plan.until {
            life.agenda.write(day, Errand::Dawn(life.day(day)));
        }
        Ok(life)
    }

    /// Which day of the story an instant is on, the first being 0.
    pub fn day(&self, at: Time) -> i64 {
        (midnight(at) - midnight(self.plan.first)).micros() / Span::days(1).micros()
    }

    /// When a day of the world's story of 120 days is, in this plan's.
    pub fn on_day(&self, of_the_story: u16, hour: f64) -> Time {
        let share = f64::from(of_the_story) / 120.0 * f64::from(self.plan.story);
        self.plan.first + span_of_days(share.floor() + hour / 24.0)
    }

    pub async fn go(mut self) -> Result<(Lived, Vec<Shows>), Failure> {
        while let Some(at) = self.next_at().filter(|at| *at < self.plan.until) {
            // What was due while nobody lived here is done at once.
            let at = at.max(self.house.db.now());
            self.house.clock.set(at);
            if self.drain_at.is_some_and(|drain| drain <= at) {
                self.drain().await?;
                continue;
            }
            let Some((_, errand)) = self.agenda.take() else { break };
            self.does_errand(at, errand).await?;
        }
        self.house.clock.set(self.plan.until);
        self.come_to_rest().await?;
        Ok((self.lived, self.talk.shows))
    }

    fn next_at(&self) -> Option<Time> {
        match (self.agenda.next_at(), self.drain_at) {
            (Some(errand), Some(drain)) => Some(errand.min(drain)),
            (errand, drain) => errand.or(drain),
        }
    }

    async fn does_errand(&mut self, at: Time, errand: Errand) -> Result<(), Failure> {
        match errand {
            Errand::Dawn(day) => self.dawn(at, day).await,
            Errand::Opens(shop) => self.opens(at, shop).await,
            Errand::LaysOut(listing) => self.lays_out(at, listing).await,
            Errand::Joins(person) => self.joins(person).await,
            Errand::Visits(person, nth) => self.visits(at, person, nth).await,
            Errand::AtTheTill(till) => self.at_the_till(at, till).await,
            Errand::CallsOff(order) => self.calls_off(order).await,
            Errand::Sends(order) => self.sends(at, order).await,
            Errand::GivesUp(order) => self.gives_up(order).await,
            Errand::Despairs(order) => self.despairs(order).await,
            Errand::Arrives(order, parcel) => self.arrives(at, order, parcel).await,
            Errand::IsContent(order) => self.is_content(order).await,
            Errand::LooksLonger(order) => self.looks_longer(order).await,
            Errand::Complains(order) => self.complains(order).await,
            Errand::TakesBack(payment, person) => self.takes_back(payment, person).await,
            Errand::IsPaidOut(shop, id) => self.is_paid_out(shop, id).await,
            Errand::Restocks(listing) => self.restocks(listing).await,
            Errand::Answers(asked) => self.answers(asked).await,
        }
    }

    /// Does something as somebody. A refusal is a part of the story and is counted; anything else breaks the life off.
    pub async fn does<I, O>(
        &mut self,
        who: &Actor,
        input: I,
        command: fn(&mut Tx, &Cx, &I) -> Result<O, No>,
    ) -> Result<Option<O>, Failure>
    where
        I: Send + 'static,
        O: Send + 'static,
    {
        self.lived.commands += 1;
        match self.house.db.write(who, input, command).await {
            Ok(done) => Ok(Some(done)),
            Err(No::Refused(refusal)) => {
                tracing::debug!(code = refusal.code, detail = %refusal.detail, "refused");
                *self.lived.refused.entry(refusal.code).or_default() += 1;
                Ok(None)
            }
            Err(no) => Err(no.into()),
        }
    }

    /// Somebody who has joined, signed in.
    pub fn actor(&self, person: usize) -> Option<Actor> {
        self.accounts[person].map(|id| Actor::Account { id, role: Role::Member, scopes: Scopes::all() })
    }

    /// The keeper of a shop, signed in.
    pub fn keeper(&self, shop: usize) -> Option<Actor> {
        let keeper = self.world.people.iter().position(|person| person.keeps == Some(shop))?;
        self.actor(keeper)
    }

    /// Chance about something.
    pub fn chance(&self, what: &str, about: &[&[u8]]) -> kernel::Chance {
        chance::of(self.plan.seed, what, about)
    }
}

/// A span of so many days.
pub(crate) fn span_of_days(days: f64) -> Span {
    Span::from_micros((days * Span::days(1).micros() as f64) as i64)
}

/// A span of so many minutes.
pub(crate) fn span_of_minutes(minutes: f64) -> Span {
    span_of_days(minutes / 1_440.0)
}
