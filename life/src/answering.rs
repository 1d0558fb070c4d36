//! What people say back: reactions, comments and the answers to them, and what is kept for another day.

use std::collections::VecDeque;

use db::{No, Tx};
use demo::words::{self, Asks, Below, Topic};
use kernel::{Chance, Cx, Time};
use social::comments::{NewComment, Said};
use social::reactions::{Ask, Reaction};
use social::saves::{CollectionId, NewCollection, Save};
use social::{CommentId, Target};

use crate::agenda::{Asked, Errand};
use crate::chance::Draw as _;
use crate::opening::spoken;
use crate::talking::Told;
use crate::town::{Failure, Life, span_of_minutes};

/// At most so many of the posts that somebody sees on a visit are looked at longer.
const LOOKED_AT: u64 = 5;
/// So often one of the circle's rather than a maker's.
const OF_THE_CIRCLE: f64 = 0.55;
/// Of those, so many are given a reaction, a comment, a place among what is kept.
const REACTS: f64 = 0.58;
const COMMENTS: f64 = 0.075;
const KEEPS: f64 = 0.05;
/// Of what is kept, so much lies in a collection with a name, of which somebody has at most so many.
const IN_A_COLLECTION: f64 = 0.6;
const COLLECTIONS: u64 = 3;
/// Of the questions, so many are answered by who was asked; of kind words, so many are thanked for.
const ANSWERED: f64 = 0.8;
const THANKED: f64 = 0.25;

fn says(tx: &mut Tx, cx: &Cx, new: &NewComment) -> Result<CommentId, No> {
    Ok(social::comments::write(tx, cx, new)?.id)
}

fn reacts(tx: &mut Tx, cx: &Cx, ask: &Ask) -> Result<(), No> {
    social::reactions::give(tx, cx, ask).map(|_| ())
}

/// Keeps a thing in the collection of this name, which is made if it is not there yet; answers whether it is one more.
fn keeps(tx: &mut Tx, cx: &Cx, (thing, name): &(Target, Option<String>)) -> Result<bool, No> {
    if social::saves::kept_by(tx, cx, &[*thing])?.is_some_and(|kept| kept.contains(thing)) {
        return Ok(false);
    }
    let collection = name.as_ref().map(|name| called(tx, cx, name)).transpose()?;
    social::saves::save(tx, cx, &Save { thing: *thing, collection })?;
    Ok(true)
}

fn called(tx: &mut Tx, cx: &Cx, name: &str) -> Result<CollectionId, No> {
    let mine = social::saves::all(tx, cx, &())?;
    match mine.into_iter().find(|collection| collection.name == name) {
        Some(collection) => Ok(collection.id),
        None => Ok(social::saves::make(tx, cx, &NewCollection { name: name.to_owned() })?.id),
    }
}

impl Life<'_> {
    /// Whoever looks in looks at what was told lately.
    pub async fn looks_around(&mut self, at: Time, nth: usize, visit: u64) -> Result<(), Failure> {
        let (handle, day) = (self.world.people[nth].handle.as_bytes(), self.day(at).to_be_bytes());
        let mut chance = self.chance("looks around", &[handle, &day, &visit.to_be_bytes()]);
        for _ in 0..chance.below(LOOKED_AT + 1) {
            let Some(told) = self.sees(nth, &mut chance) else { return Ok(()) };
            if chance.happens(REACTS) {
                self.reacts(nth, told, &mut chance).await?;
            }
            if chance.happens(COMMENTS) {
                self.comments(at, nth, told, &mut chance).await?;
            }
            if chance.happens(KEEPS) {
                self.keeps(nth, told, &mut chance).await?;
            }
        }
        Ok(())
    }

    /// A post of the circle, or one that a maker told everybody, the latest sooner; who likes its craft stops at it.
    fn sees(&mut self, nth: usize, chance: &mut Chance) -> Option<Told> {
        let person = &self.world.people[nth];
        for _ in 0..6 {
            let is_near = chance.happens(OF_THE_CIRCLE);
            let told = if is_near { &self.talk.told[person.circle] } else { &self.talk.by_makers };
            let Some(told) = latest(told, chance).filter(|told| told.person != nth) else { continue };
            let craft = told.about.map(|listing| self.world.listings[listing].craft.nth());
            let likes = craft.map_or(0.5, |craft| (0.15 + 2.5 * f64::from(person.tastes[craft])).min(1.0));
            if chance.happens(likes) && self.talk.looked.insert((nth, told.post)) {
                return Some(told);
            }
        }
        None
    }

    async fn reacts(&mut self, nth: usize, told: Told, chance: &mut Chance) -> Result<(), Failure> {
        let Some(actor) = self.actor(nth) else { return Ok(()) };
        // What a maker tells is of use; what a friend tells of a day makes one laugh.
        let weights = match (told.by_maker, told.about) {
            (true, _) => [0.50, 0.28, 0.02, 0.20],
            (false, Some(_)) => [0.52, 0.34, 0.05, 0.09],
            (false, None) => [0.50, 0.26, 0.22, 0.02],
        };
        let kind = Reaction::ALL[chance.weighed(weights.into_iter()).unwrap_or(0)];
        let done = self.does(&actor, Ask { about: Target::Post(told.post), kind }, reacts).await?;
        self.lived.reactions += u64::from(done.is_some());
        Ok(())
    }

    async fn comments(
        &mut self,
        at: Time,
        nth: usize,
        told: Told,
        chance: &mut Chance,
    ) -> Result<(), Failure> {
        let person = &self.world.people[nth];
        let shop = told.about.map(|listing| self.world.listings[listing].shop);
        if shop.is_some() && person.keeps == shop {
            // A maker finds what they made at somebody's home.
            return self.says(nth, told, Asks::nothing(Topic::Owner), None).await;
        }
        let Some(actor) = self.actor(nth) else { return Ok(()) };
        let owns = told.about.is_some_and(|listing| self.talk.owns.contains(&(nth, listing)));
        let below = Below { about: told.about, by_maker: told.by_maker };
        let comment = words::comment(self.world, nth, below, owns, self.talk.comments);
        let said = Said { text: comment.text, language: spoken(person.language), answers: None };
        let about = Target::Post(told.post);
        let Some(id) = self.does(&actor, NewComment { about, said }, says).await? else { return Ok(()) };
        self.talk.comments += 1;
        self.lived.comments += 1;
        let share = if comment.asks.topic.is_question() { ANSWERED } else { THANKED };
        if chance.happens(share) {
            let asked = Asked { told, comment: id, person: nth, asks: comment.asks };
            let soon = at + span_of_minutes(12.0 + 900.0 * chance.share().powi(2));
            self.agenda.write(soon, Errand::Answers(asked));
        }
        Ok(())
    }

    /// Whoever was asked says it.
    pub async fn answers(&mut self, asked: Asked) -> Result<(), Failure> {
        self.says(asked.told.person, asked.told, asked.asks, Some(asked)).await
    }

    async fn says(
        &mut self,
        nth: usize,
        told: Told,
        asks: Asks,
        asked: Option<Asked>,
    ) -> Result<(), Failure> {
        let Some(actor) = self.actor(nth) else { return Ok(()) };
        let other = asked.map_or(told.person, |asked| asked.person);
        let (text, language) = words::reply(self.world, (nth, other), told.about, asks, self.talk.comments);
        let said = Said { text, language: spoken(language), answers: asked.map(|asked| asked.comment) };
        let new = NewComment { about: Target::Post(told.post), said };
        if self.does(&actor, new, says).await?.is_some() {
            self.talk.comments += 1;
            self.lived.comments += 1;
            self.lived.answers += u64::from(asked.is_some());
        }
        Ok(())
    }

    /// What is for sale is kept itself, of the rest the post.
    async fn keeps(&mut self, nth: usize, told: Told, chance: &mut Chance) -> Result<(), Failure> {
        let Some(actor) = self.actor(nth) else { return Ok(()) };
        let shelf = told.about.and_then(|listing| self.shelves[listing].as_ref());
        let thing = shelf.map_or(Target::Post(told.post), |shelf| Target::Listing(shelf.id));
        let number = nth as u64 + chance.below(COLLECTIONS);
        let name = words::collection(self.world.people[nth].language, number);
        let name = Some(name).filter(|_| chance.happens(IN_A_COLLECTION));
        let done = self.does(&actor, (thing, name), keeps).await?;
        self.lived.saves += u64::from(done == Some(true));
        Ok(())
    }
}

/// One of what was told, the latest sooner.
fn latest(told: &VecDeque<Told>, chance: &mut Chance) -> Option<Told> {
    let back = (chance.share().powi(2) * told.len() as f64) as usize;
    told.get(told.len().checked_sub(back + 1)?).copied()
}
