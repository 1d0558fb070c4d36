//! What people tell each other: whom they follow, what they post, and whom it makes want something.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use catalog::ListingId;
use db::{No, Tx};
use demo::words::{self, Mood, Shot};
use demo::world::seasons;
use kernel::{Actor, Chance, Cx, Id, Span, Time};
use orders::order::Order;
use social::circles::{CircleId, Membership, NewCircle};
use social::posts::{NewPost, PostId, TagWish};
use social::{About, Audience, Voice};

use crate::calendar::date;
use crate::chance::Draw as _;
use crate::opening::spoken;
use crate::town::{Failure, Life};

/// Of somebody's friends who are here already, so many are followed, and follow back.
const FRIENDS: f64 = 0.70;
const FOLLOW_BACK: f64 = 0.85;
/// Of the shops that somebody bought from, so many are followed.
const FOLLOWS_SHOP: f64 = 0.30;
/// Of the visits of the most talkative, so many end with a post; of a keeper's, with one by the shop.
const POSTS: f64 = 0.28;
const SHOP_POSTS: f64 = 0.22;
/// Of the posts of whoever made a circle, so many are for the circle alone.
const FOR_THE_CIRCLE: f64 = 0.15;
/// Of those who tell of what they were sent, so many let the product's page show it.
const LETS_IT_BE_SHOWN: f64 = 0.7;
/// Lines of an order that are looked through for what somebody tells of.
const LINES: u32 = 4;
/// Of the times that somebody means to buy, so often it is what a friend has shown within a week.
pub(crate) const INSPIRED: f64 = 0.24;
const FRESH: Span = Span::days(7);
/// So many posts of a circle are remembered, and so many of makers.
const REMEMBERED: usize = 24;
const REMEMBERED_OF_MAKERS: usize = 160;

/// A post, as those remember it who saw it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Told {
    pub post: PostId,
    pub person: usize,
    pub about: Option<usize>,
    /// Whether its maker speaks for the shop.
    pub by_maker: bool,
    pub at: Time,
}

/// A post that is to show pictures, once they are drawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shows {
    /// Which.
    pub post: PostId,
    /// What.
    pub pictures: Vec<Shot>,
    /// What it is about.
    pub listing: Option<ListingId>,
}

/// What is remembered of the talk.
#[derive(Default)]
pub(crate) struct Talk {
    /// By circle, the latest last.
    pub told: Vec<VecDeque<Told>>,
    /// What makers told everybody, the latest last.
    pub by_makers: VecDeque<Told>,
    /// Who has looked at which post: nobody looks twice.
    pub looked: BTreeSet<(usize, PostId)>,
    /// Who has which listing at home.
    pub owns: BTreeSet<(usize, usize)>,
    /// By person: what they were sent and have not told of yet.
    pub bought: Vec<Vec<usize>>,
    /// By person and listing: the order that it came with.
    pub came_with: BTreeMap<(usize, usize), Id<Order>>,
    /// The circles that were made.
    pub circles: Vec<Option<CircleId>>,
    /// What is to be shown with what was told.
    pub shows: Vec<Shows>,
    /// How many posts there were.
    pub posts: u64,
    /// How many comments.
    pub comments: u64,
}

impl Talk {
    pub fn of(people: usize, circles: usize) -> Self {
        Self {
            told: vec![VecDeque::new(); circles],
            bought: vec![Vec::new(); people],
            circles: vec![None; circles],
            ..Self::default()
        }
    }
}

fn make_circle(tx: &mut Tx, cx: &Cx, new: &NewCircle) -> Result<CircleId, No> {
    Ok(social::circles::make(tx, cx, new)?.id)
}

fn publish(tx: &mut Tx, cx: &Cx, new: &NewPost) -> Result<PostId, No> {
    Ok(social::posts::publish(tx, cx, new)?.id)
}

fn remember(all: &mut VecDeque<Told>, told: Told, most: usize) {
    all.push_back(told);
    if all.len() > most {
        all.pop_front();
    }
}

impl Life<'_> {
    /// Who joins looks for friends and for shops of their taste.
    pub async fn finds_friends(&mut self, nth: usize) -> Result<(), Failure> {
        let person = &self.world.people[nth];
        let mut chance = self.chance("friends", &[person.handle.as_bytes()]);
        let circle = &self.world.circles[person.circle];
        for friend in circle.members.iter().copied().filter(|friend| *friend != nth) {
            if self.accounts[friend].is_some() && chance.happens(FRIENDS) {
                self.follows_person(nth, friend).await?;
                if chance.happens(FOLLOW_BACK) {
                    self.follows_person(friend, nth).await?;
                }
            }
        }
        for _ in 0..2 + chance.below(4) {
            let craft = chance.weighed(person.tastes.iter().map(|taste| f64::from(*taste)));
            let listing = craft.and_then(|craft| chance.pick(&self.crafts[craft]).copied());
            if let Some(listing) = listing {
                self.follows_shop(nth, self.world.listings[listing].shop).await?;
            }
        }
        if circle.members.first() == Some(&nth) && circle.members.len() > 2 {
            self.makes_circle(nth).await?;
        } else if let (Some(id), Some(member)) = (self.talk.circles[person.circle], self.accounts[nth])
            && let Some(maker) = circle.members.first().and_then(|maker| self.actor(*maker))
        {
            self.does(&maker, Membership { circle: id, member }, social::circles::add).await?;
        }
        Ok(())
    }

    async fn makes_circle(&mut self, nth: usize) -> Result<(), Failure> {
        let (Some(actor), number) = (self.actor(nth), self.world.people[nth].circle) else { return Ok(()) };
        let circle = &self.world.circles[number];
        let new = NewCircle { name: circle.name.clone() };
        let Some(id) = self.does(&actor, new, make_circle).await? else { return Ok(()) };
        self.talk.circles[number] = Some(id);
        for member in circle.members.iter().filter(|member| **member != nth) {
            if let Some(member) = self.accounts[*member] {
                self.does(&actor, Membership { circle: id, member }, social::circles::add).await?;
            }
        }
        Ok(())
    }

    async fn follows_person(&mut self, who: usize, whom: usize) -> Result<(), Failure> {
        let (Some(actor), Some(whom)) = (self.actor(who), self.accounts[whom]) else { return Ok(()) };
        self.does(&actor, Voice::Person(whom), social::follows::follow).await.map(|_| ())
    }

    async fn follows_shop(&mut self, who: usize, shop: usize) -> Result<(), Failure> {
        let (Some(actor), Some(shop)) = (self.actor(who), self.shops[shop]) else { return Ok(()) };
        self.does(&actor, Voice::Shop(shop), social::follows::follow).await.map(|_| ())
    }

    /// Who was sent something may follow whoever sent it, and tells of it one day.
    pub async fn has_got(
        &mut self,
        nth: usize,
        shop: usize,
        order: Id<Order>,
        listings: &[usize],
    ) -> Result<(), Failure> {
        self.talk.came_with.extend(listings.iter().map(|listing| ((nth, *listing), order)));
        self.talk.bought[nth].extend(listings);
        self.talk.owns.extend(listings.iter().map(|listing| (nth, *listing)));
        let person = &self.world.people[nth];
        let mut chance = self.chance("likes", &[person.handle.as_bytes(), &shop.to_be_bytes()]);
        if chance.happens(FOLLOWS_SHOP) {
            self.follows_shop(nth, shop).await?;
        }
        Ok(())
    }

    /// Whoever looks in may tell something.
    pub async fn talks(&mut self, at: Time, nth: usize, chance: &mut Chance) -> Result<(), Failure> {
        let person = &self.world.people[nth];
        if let Some(shop) = person.keeps
            && chance.happens(SHOP_POSTS)
        {
            let about = self.lately(shop, chance);
            let mood = match about {
                Some(_) if chance.happens(0.55) => Mood::Making,
                Some(listing) if self.world.listings[listing].laid_out > 0 => Mood::New,
                Some(_) => Mood::Back,
                None => Mood::Making,
            };
            self.posts(at, nth, Some(shop), about, mood, chance).await?;
        } else if chance.happens(POSTS * f64::from(person.talk)) {
            let (about, mood) = self.mood(at, nth, chance);
            self.posts(at, nth, None, about, mood, chance).await?;
        }
        Ok(())
    }

    /// Something of the shop's own shelf.
    fn lately(&self, shop: usize, chance: &mut Chance) -> Option<usize> {
        let there: Vec<usize> = self.world.shelf(shop).filter(|nth| self.shelves[*nth].is_some()).collect();
        chance.pick(&there).copied()
    }

    fn mood(&mut self, at: Time, nth: usize, chance: &mut Chance) -> (Option<usize>, Mood) {
        let bought = &mut self.talk.bought[nth];
        if !bought.is_empty() && chance.happens(0.7) {
            return (bought.pop(), Mood::Using);
        }
        let (today, country) = (date(at), self.world.people[nth].country);
        let seasons = seasons(country, today.month, today.day);
        match chance.pick(&seasons) {
            Some(season) if chance.happens(0.25) => (None, Mood::Season(*season)),
            _ => (None, Mood::Day),
        }
    }

    async fn posts(
        &mut self,
        at: Time,
        nth: usize,
        shop: Option<usize>,
        about: Option<usize>,
        mood: Mood,
        chance: &mut Chance,
    ) -> Result<(), Failure> {
        let Some(actor) = self.actor(nth) else { return Ok(()) };
        let (person, number) = (&self.world.people[nth], self.talk.posts);
        let said = words::post(self.world, nth, about, mood, number);
        let circle = &self.world.circles[person.circle];
        let is_maker = shop.is_none() && circle.members.first() == Some(&nth);
        let circle = self.talk.circles[person.circle].filter(|_| is_maker && chance.happens(FOR_THE_CIRCLE));
        let listing = about.and_then(|listing| self.shelves[listing].as_ref()).map(|shelf| shelf.id);
        let sent = match (about, listing) {
            (Some(about), Some(id)) if shop.is_none() => self.was_sent(&actor, (nth, about), id).await?,
            _ => None,
        };
        let lets = sent.is_some() && circle.is_none() && {
            let mut chance = self.chance("lets it be shown", &[&number.to_be_bytes()]);
            chance.happens(LETS_IT_BE_SHOWN)
        };
        let tag = |listing| TagWish { listing, variant: None, picture: None, x: None, y: None };
        let new = NewPost {
            shop: shop.and_then(|shop| self.shops[shop]),
            text: said.text,
            language: spoken(said.language),
            audience: if circle.is_some() { Audience::Circle } else { Audience::Everyone },
            circle,
            pictures: Vec::new(),
            tags: listing.map(tag).into_iter().collect(),
            about: sent,
            on_product: lets,
        };
        let Some(post) = self.does(&actor, new, publish).await? else { return Ok(()) };
        self.talk.posts += 1;
        self.lived.posts += 1;
        if !said.pictures.is_empty() {
            self.talk.shows.push(Shows { post, pictures: said.pictures, listing });
        }
        let told = Told { post, person: nth, about, by_maker: shop.is_some(), at };
        remember(&mut self.talk.told[person.circle], told, REMEMBERED);
        if shop.is_some() {
            remember(&mut self.talk.by_makers, told, REMEMBERED_OF_MAKERS);
        }
        Ok(())
    }

    /// The line of an order with which somebody was sent a listing, if it is theirs to show.
    async fn was_sent(
        &self,
        actor: &Actor,
        (nth, about): (usize, usize),
        listing: ListingId,
    ) -> Result<Option<About>, Failure> {
        let Some(order) = self.talk.came_with.get(&(nth, about)).copied() else { return Ok(None) };
        for line in 0..LINES {
            let got = self.house.db.read(actor, (order, i64::from(line)), orders::received).await?;
            if got.is_some_and(|(got, ..)| got == listing) {
                return Ok(Some(About { order: order.to_string(), line }));
            }
        }
        Ok(None)
    }

    /// What a friend has shown lately.
    pub fn was_shown(&self, nth: usize, at: Time, chance: &mut Chance) -> Option<usize> {
        let person = &self.world.people[nth];
        let told = self.talk.told[person.circle].iter();
        let fresh: Vec<usize> = told
            .filter(|told| told.person != nth && at - told.at < FRESH)
            .filter_map(|told| told.about)
            .filter(|listing| person.keeps != Some(self.world.listings[*listing].shop))
            .collect();
        chance.pick(&fresh).copied()
    }
}
