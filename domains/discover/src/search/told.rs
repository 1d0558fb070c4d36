//! What is told and by whom: an index of posts, people and shops beside the one of what is for sale. Of each it holds
//! words to find it by; nothing in it is ever shown, and whoever reads what was found asks the database who may see it.
//!
//! What a post for a few says stands in fields of its own. Its words are looked for only for somebody who is signed in,
//! only among those who may have told them something, and never to guess what a stranger meant.

mod find;

use std::collections::BTreeSet;

use catalog::{ShopKey, ShopView, shops};
use db::{Broken, No, Rx};
use facts::Fact;
use kernel::{Cursor, Cx, Id, Limit, Uid};
use social::{Audience, posts};
use tantivy::schema::{FAST, Field, INDEXED, Schema, SchemaBuilder};
use tantivy::{Index, TantivyDocument, Term};
use web::Paging;

use super::fields::{ENGLISH, FILIPINO, NAMES, WORDS, halves, register, words};
use super::keep::{AT_ONCE, DIGEST, Subject, digest};

pub use find::{Ask, Found};

/// The processes whose facts may change what is found.
const POST: &str = "post";
const SHOP: &str = "shop";
const ACCOUNT: &str = "account";

/// What of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum What {
    /// What somebody tells.
    Post,
    /// Somebody.
    Person,
    /// A shop.
    Shop,
}

/// The fields. Those with words have a weight in `rank.rs`.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    /// The thing's id.
    id: Field,
    /// What a post says to everybody.
    pub text: Field,
    /// English stems of it.
    pub english: Field,
    /// Filipino roots of it.
    pub filipino: Field,
    /// What a post says to a few.
    pub few: Field,
    /// English stems of it.
    pub few_english: Field,
    /// Filipino roots of it.
    pub few_filipino: Field,
    /// A person's name and handle.
    pub person: Field,
    /// A shop's name and handle.
    pub shop: Field,
    /// What a shop tells of itself.
    pub story: Field,
    since: Field,
    high: Field,
    low: Field,
    voice_high: Field,
    voice_low: Field,
    digest: Field,
}

/// What the index is told of one thing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// What it is.
    pub what: What,
    /// Its id.
    pub id: Uid,
    /// Who tells it, or who it is.
    pub voice: Uid,
    /// A name and a handle; nothing of a post.
    pub name: String,
    /// What it says.
    pub text: String,
    /// Whether it is for everybody.
    pub is_open: bool,
    /// Microseconds since when it is; nothing of a name, which gets no better by being new.
    pub since: i64,
}

impl From<posts::Entry> for Entry {
    fn from(post: posts::Entry) -> Self {
        Self {
            what: What::Post,
            id: post.id.uid(),
            voice: post.voice.uid(),
            name: String::new(),
            text: post.text,
            is_open: post.audience == Audience::Everyone,
            since: post.published.micros(),
        }
    }
}

impl From<identity::PublicProfile> for Entry {
    fn from(person: identity::PublicProfile) -> Self {
        let id = person.id().uid();
        let name = format!("{} {}", person.name(), person.handle());
        Self { what: What::Person, id, voice: id, name, text: String::new(), is_open: true, since: 0 }
    }
}

impl From<ShopView> for Entry {
    fn from(shop: ShopView) -> Self {
        let (id, name) = (shop.id.uid(), format!("{} {}", shop.name, shop.handle));
        Self { what: What::Shop, id, voice: id, name, text: shop.story, is_open: true, since: 0 }
    }
}

/// How far all of them were read: shops, then people, then posts.
#[derive(Clone, Debug)]
pub enum Mark {
    /// The page of shops that begins here.
    Shops(Option<Cursor>),
    /// People behind this one.
    People(Uid),
    /// Posts behind this one.
    Posts(Uid),
}

impl Default for Mark {
    fn default() -> Self {
        Self::Shops(None)
    }
}

impl Subject for Told {
    type Key = (What, Uid);
    type Entry = Entry;
    type Mark = Mark;
    type Beside = ();
    const FOLDER: &'static str = "told-1";

    fn schema() -> (Schema, Self) {
        let mut schema = SchemaBuilder::new();
        let fields = Self {
            id: schema.add_bytes_field("id", INDEXED),
            text: words(&mut schema, "text", WORDS),
            english: words(&mut schema, "english", ENGLISH),
            filipino: words(&mut schema, "filipino", FILIPINO),
            few: words(&mut schema, "few", WORDS),
            few_english: words(&mut schema, "few_english", ENGLISH),
            few_filipino: words(&mut schema, "few_filipino", FILIPINO),
            person: words(&mut schema, "person", NAMES),
            shop: words(&mut schema, "shop", NAMES),
            story: words(&mut schema, "story", WORDS),
            since: schema.add_i64_field("since", FAST),
            high: schema.add_u64_field("high", FAST),
            low: schema.add_u64_field("low", FAST),
            voice_high: schema.add_u64_field("voice_high", FAST),
            voice_low: schema.add_u64_field("voice_low", FAST),
            digest: schema.add_u64_field(DIGEST, FAST),
        };
        (schema.build(), fields)
    }

    fn register(index: &Index) {
        register(index);
    }

    fn named(&self, (_, id): (What, Uid)) -> Term {
        Term::from_field_bytes(self.id, &id.0)
    }

    fn document(&self, entry: &Entry) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_bytes(self.id, &entry.id.0);
        match entry.what {
            What::Post => {
                let fields = match entry.is_open {
                    true => [self.text, self.english, self.filipino],
                    false => [self.few, self.few_english, self.few_filipino],
                };
                fields.into_iter().for_each(|field| document.add_text(field, &entry.text));
            }
            What::Person => document.add_text(self.person, &entry.name),
            What::Shop => {
                document.add_text(self.shop, &entry.name);
                document.add_text(self.story, &entry.text);
            }
        }
        document.add_i64(self.since, entry.since);
        let ((high, low), (voice_high, voice_low)) = (halves(entry.id), halves(entry.voice));
        document.add_u64(self.high, high);
        document.add_u64(self.low, low);
        document.add_u64(self.voice_high, voice_high);
        document.add_u64(self.voice_low, voice_low);
        document.add_u64(self.digest, digest(entry));
        document
    }

    fn read_on(rx: &mut Rx, cx: &Cx, after: &Mark) -> Result<(Vec<Entry>, Mark), No> {
        let mut mark = after.clone();
        loop {
            let (entries, next) = match &mark {
                Mark::Shops(after) => {
                    let limit = Limit::new(Limit::MOST).unwrap_or(Limit::DEFAULT);
                    let page = shops::all(rx, cx, &Paging { limit, after: after.clone() })?;
                    let next = page.next.as_deref().and_then(|text| Cursor::parse(text).ok());
                    let next = next.map_or(Mark::People(Uid::default()), |cursor| Mark::Shops(Some(cursor)));
                    (page.data.into_iter().map(Entry::from).collect::<Vec<_>>(), next)
                }
                Mark::People(after) => {
                    let people = identity::findable_after(rx, *after, AT_ONCE)?;
                    let next = people.last().map(|last| Mark::People(last.id().uid()));
                    (
                        people.into_iter().map(Entry::from).collect(),
                        next.unwrap_or(Mark::Posts(Uid::default())),
                    )
                }
                Mark::Posts(after) => {
                    let found = posts::entries(rx, *after, AT_ONCE)?;
                    let Some(last) = found.last() else { return Ok((Vec::new(), mark)) };
                    let next = Mark::Posts(last.id.uid());
                    (found.into_iter().map(Entry::from).collect(), next)
                }
            };
            mark = next;
            if !entries.is_empty() {
                return Ok((entries, mark));
            }
        }
    }

    fn touched(_: &mut Rx, fact: &Fact) -> Result<Vec<(What, Uid)>, Broken> {
        let what = match fact.process.as_str() {
            POST => What::Post,
            SHOP => What::Shop,
            ACCOUNT => What::Person,
            _ => return Ok(Vec::new()),
        };
        Ok(vec![(what, fact.id)])
    }

    fn entry(rx: &mut Rx, cx: &Cx, (what, id): (What, Uid)) -> Result<Option<Entry>, No> {
        Ok(match what {
            What::Post => posts::entry(rx, Id::from_uid(id))?.map(Entry::from),
            What::Person => {
                identity::findable(rx, &BTreeSet::from([Id::from_uid(id)]))?.pop().map(Entry::from)
            }
            What::Shop => match catalog::shop(rx, cx, &ShopKey::Id(Id::from_uid(id))) {
                Ok(shop) => Some(shop.into()),
                Err(no) if no.is_missing() => None,
                Err(no) => return Err(no),
            },
        })
    }
}
