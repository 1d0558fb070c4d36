//! Whom a fact is told, with which words filled in, and where it leads: one function for each kind of thing that the
//! domains' tables of notices name.

use std::collections::{BTreeMap, BTreeSet};

use db::{No, Rx};
use domain::{Notice, Whom};
use facts::Fact;
use kernel::{Account, Currency, Cx, Id, Money, Time, Uid};
use locale::Arg;
use serde::{Deserialize, Serialize};
use social::told::seen;
use social::{Target, Voice};

use crate::{found, take_back};

/// What is put into a notice's words, as it is kept.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Filled {
    /// A reference, a name of a thing.
    Text(String),
    /// Microseconds.
    Time(i64),
    /// In the smallest unit, and of which currency.
    Money(i64, String),
    /// A count.
    Number(i64),
}

/// The words that are filled in, by their names.
pub(crate) type Words = BTreeMap<String, Filled>;

impl Filled {
    /// For a text. An amount in a currency that nobody knows is its number.
    pub fn arg(&self) -> Arg<'_> {
        match self {
            Self::Text(text) => Arg::Text(text),
            Self::Time(micros) => Arg::Time(Time::from_micros(*micros)),
            Self::Money(n, code) => match code.parse::<Currency>() {
                Ok(currency) => Arg::Money(Money::new(*n, currency)),
                Err(_) => Arg::Number(*n),
            },
            Self::Number(n) => Arg::Number(*n),
        }
    }
}

/// What one line of a table becomes for a fact.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Told {
    /// Whom.
    pub people: Vec<Id<Account>>,
    /// With what.
    pub words: Words,
    /// Where it leads: a path of ours.
    pub link: String,
    /// What its reader must see for it to be told.
    pub thing: Option<Target>,
    /// What facts are grouped by, where that is not what they are about.
    pub group: Option<Uid>,
    /// By what it was caused, where that can be taken back.
    pub cause: Option<String>,
    /// What was found, each of which may be gone before it is read.
    pub found: Vec<String>,
}

fn money(amount: Money) -> Filled {
    Filled::Money(amount.amount, amount.currency.code().into())
}

/// A number that the fact's note carries.
fn noted(fact: &Fact, name: &str) -> Option<i64> {
    fact.note.get(name)?.parse().ok()
}

fn words<const N: usize>(words: [(&str, Filled); N]) -> Words {
    words.into_iter().map(|(name, word)| (name.to_owned(), word)).collect()
}

/// Whom a line tells of a fact; nobody where the thing is gone or its kind is not known here.
///
/// # Errors
/// What broke in the database.
pub(crate) fn told(rx: &mut Rx, cx: &Cx, fact: &Fact, notice: &Notice) -> Result<Told, No> {
    let told = match notice.process {
        "order" => of_order(rx, cx, fact, notice)?,
        "payment" | "refund" | "payout" => of_money(rx, cx, fact, notice)?,
        "payout_destination" => {
            let at =
                fact.note.get("usable_from").and_then(|text| text.parse::<Time>().ok()).unwrap_or(fact.at);
            of_shop(rx, fact.id, words([("usable_from", Filled::Time(at.micros()))]), "money")?
        }
        "import" => {
            let count = |name| Filled::Number(noted(fact, name).unwrap_or(0));
            let words = words([("listings", count("listings")), ("refused", count("refused"))]);
            of_shop(rx, fact.root, words, "listings")?
        }
        "shop" => {
            let noted = fact.note.iter().map(|(name, text)| (name.clone(), Filled::Text(text.clone())));
            of_shop(rx, fact.id, noted.collect(), "settings")?
        }
        "account" => Some(Told {
            people: vec![Id::from_uid(fact.id)],
            link: match fact.event.as_str() {
                "leaving_asked" => "/settings/privacy",
                "face_taken" => "/settings/profile",
                _ => "/settings/security",
            }
            .into(),
            words: fact.note.iter().map(|(name, text)| (name.clone(), Filled::Text(text.clone()))).collect(),
            ..Told::default()
        }),
        "follow" => of_follow(rx, fact, notice)?,
        "saved_search" => found::told(rx, cx, fact)?,
        "comment" => of_comment(rx, cx, fact, notice)?,
        "reaction" => of_reaction(rx, cx, fact, notice)?,
        _ => None,
    };
    Ok(told.unwrap_or_default())
}

/// Somebody follows a person, or a shop: each has a line of its own.
fn of_follow(rx: &mut Rx, fact: &Fact, notice: &Notice) -> Result<Option<Told>, No> {
    let Some(whom) = fact.note.get("whom").and_then(|text| text.parse::<Voice>().ok()) else {
        return Ok(None);
    };
    let people = match (whom, notice.whom) {
        (Voice::Person(person), Whom::Owner) => vec![person],
        (Voice::Shop(shop), Whom::Shop) => catalog::keepers(rx, shop)?,
        _ => return Ok(None),
    };
    let Ok(by) = fact.actor.parse::<Id<Account>>() else { return Ok(None) };
    let link = match Voice::Person(by).named(rx) {
        Ok(named) => named.path,
        Err(no) if no.is_missing() => return Ok(None), // gone meanwhile
        Err(no) => return Err(no),
    };
    Ok(Some(Told { people, link, ..Told::default() }))
}

/// What a fact of talk names: what is talked of, whose that is, and who did it.
struct Talk {
    about: Target,
    voice: Voice,
    by: Id<Account>,
}

impl Talk {
    fn of(fact: &Fact, by: &str) -> Option<Self> {
        let about = fact.note.get("about")?.parse().ok()?;
        let voice = fact.note.get("voice")?.parse().ok()?;
        Some(Self { about, voice, by: fact.note.get(by)?.parse().ok()? })
    }

    /// Those to whom what is talked of belongs.
    fn owners(&self, rx: &mut Rx, whom: Whom) -> Result<Vec<Id<Account>>, No> {
        Ok(match (self.voice, whom) {
            (Voice::Person(person), Whom::Owner) => vec![person],
            (Voice::Shop(shop), Whom::Shop) => catalog::keepers(rx, shop)?,
            _ => Vec::new(),
        })
    }

    /// Of these people those who see what is talked of now, without whoever did it.
    fn to(
        self,
        rx: &mut Rx,
        cx: &Cx,
        mut people: Vec<Id<Account>>,
        link: String,
        cause: String,
    ) -> Result<Told, No> {
        let things = BTreeSet::from([self.about]);
        let mut told = Vec::new();
        people.retain(|person| *person != self.by);
        for person in people {
            if !seen(rx, cx, person, &things)?.is_empty() {
                told.push(person);
            }
        }
        let (thing, cause) = (Some(self.about), Some(cause));
        Ok(Told { people: told, link, thing, cause, group: Some(self.about.uid()), ..Told::default() })
    }
}

/// Where what is said of something stands.
fn page_of(about: Target, said: bool) -> String {
    match about {
        Target::Post(post) if said => format!("/posts/{post}/comments"),
        Target::Post(post) => format!("/posts/{post}"),
        other if said => format!("/p/{other}/comments"),
        other => format!("/p/{other}"),
    }
}

/// Who was answered is told that; who wrote or keeps what is talked of, of everybody else's comments.
fn of_comment(rx: &mut Rx, cx: &Cx, fact: &Fact, notice: &Notice) -> Result<Option<Told>, No> {
    let Some(talk) = Talk::of(fact, "writer") else { return Ok(None) };
    let answered = fact.note.get("answered").and_then(|text| text.parse::<Id<Account>>().ok());
    let (link, cause) = (page_of(talk.about, true), take_back::comment(fact.id));
    if notice.whom == Whom::Answered {
        let comment = fact.note.get("answers").and_then(|text| text.parse::<social::CommentId>().ok());
        let told = talk.to(rx, cx, answered.into_iter().collect(), link, cause)?;
        return Ok(Some(Told { group: comment.map(Id::uid), ..told }));
    }
    let mut people = talk.owners(rx, notice.whom)?;
    people.retain(|person| Some(*person) != answered);
    Ok(Some(talk.to(rx, cx, people, link, cause)?))
}

fn of_reaction(rx: &mut Rx, cx: &Cx, fact: &Fact, notice: &Notice) -> Result<Option<Told>, No> {
    let Some(talk) = Talk::of(fact, "who") else { return Ok(None) };
    let kind = fact.note.get("kind").map(String::as_str).unwrap_or_default();
    let (link, cause) = (page_of(talk.about, false), take_back::reaction(kind, &talk.about.to_string()));
    let people = talk.owners(rx, notice.whom)?;
    Ok(Some(talk.to(rx, cx, people, link, cause)?))
}

fn of_shop(rx: &mut Rx, shop: Uid, words: Words, room: &str) -> Result<Option<Told>, No> {
    let shop: Id<catalog::Shop> = Id::from_uid(shop);
    let people = catalog::keepers(rx, shop)?;
    Ok(Some(Told { people, words, link: format!("/studio/{shop}/{room}"), ..Told::default() }))
}

fn of_order(rx: &mut Rx, cx: &Cx, fact: &Fact, notice: &Notice) -> Result<Option<Told>, No> {
    let id: Id<orders::order::Order> = Id::from_uid(fact.id);
    let Some(order) = orders::told(rx, cx, &(id, fact.at))? else { return Ok(None) };
    let taken = noted(fact, "amount").map_or(order.total, |n| Money::new(n, order.total.currency));
    let words = words([
        ("number", Filled::Text(order.number)),
        ("ship_by", Filled::Time(order.ship_by.micros())),
        ("look_until", Filled::Time(order.look_until.micros())),
        ("amount", money(taken)),
    ]);
    let (people, link) = match notice.whom {
        Whom::Buyer | Whom::Owner | Whom::Answered => {
            (order.buyer.into_iter().collect(), format!("/orders/{id}"))
        }
        Whom::Shop => (catalog::keepers(rx, order.shop)?, format!("/studio/orders/{id}")),
        Whom::Staff => (identity::staff_accounts(rx)?, format!("/operator/orders/{id}")),
    };
    Ok(Some(Told { people, words, link, ..Told::default() }))
}

fn of_money(rx: &mut Rx, cx: &Cx, fact: &Fact, notice: &Notice) -> Result<Option<Told>, No> {
    let Some(told) = payments::money_told(rx, cx, &(notice.process, fact.id))? else { return Ok(None) };
    let amount = noted(fact, "amount").map_or(told.amount, |n| Money::new(n, told.amount.currency));
    let words = words([("amount", money(amount))]);
    Ok(match (notice.whom, told.shop, told.payment) {
        (Whom::Staff, shop, _) => {
            let link = if shop.is_some() { "/operator/payouts" } else { "/operator/ledger" };
            Some(Told { people: identity::staff_accounts(rx)?, words, link: link.into(), ..Told::default() })
        }
        (Whom::Shop, Some(shop), _) => of_shop(rx, shop, words, "money")?,
        (_, _, Some(payment)) => {
            let payment: Id<payments::Payment> = Id::from_uid(payment);
            Some(Told {
                people: told.payer.into_iter().collect(),
                words,
                link: format!("/payments/{payment}"),
                ..Told::default()
            })
        }
        _ => None,
    })
}
