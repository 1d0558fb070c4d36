//! What people say of themselves: a few lines, each to whom they choose. Name and handle are the account's and public.

pub(crate) mod api;
pub mod height;
pub(crate) mod pages;

use db::{FromVal, No, Rx, Tx, Val, params, row, sql};
use kernel::{Account, Cx, Id, Scope};
use locale::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::audience::viewer;
use crate::follows::missing;
use crate::voice::Voice;
use crate::{apart, words};

sql! {
    /// The scope is here: a line is there for whom its writer chose, and friends are two who follow each other.
    SHOWN = "SELECT p.line, p.text, p.language, p.audience FROM profile_line p
        WHERE p.account = $1
            AND (p.audience = 'everyone'
                OR p.account = $2
                OR (p.audience = 'friends'
                    AND EXISTS (SELECT 1 FROM follow f WHERE f.follower = $2 AND f.whom = p.account)
                    AND EXISTS (SELECT 1 FROM follow g WHERE g.follower = p.account AND g.whom = $2)))
        ORDER BY p.line";
    KEEP = "INSERT INTO profile_line (account, line, text, language, audience, changed)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (account, line) DO UPDATE SET text = excluded.text, language = excluded.language,
            audience = excluded.audience, changed = excluded.changed";
    DROP = "DELETE FROM profile_line WHERE account = $1 AND line = $2";
}

/// What a line is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// In their own words.
    About,
    /// Where they are, as roughly as they like.
    City,
    /// The languages they speak, in their own words.
    Speaks,
}

impl About {
    /// Each of them, in the order of a page.
    pub const ALL: [Self; 3] = [Self::About, Self::City, Self::Speaks];

    /// The stored word, and the field that it comes in.
    pub const fn word(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::City => "city",
            Self::Speaks => "speaks",
        }
    }

    /// Characters at most.
    pub const fn longest(self) -> u16 {
        match self {
            Self::About => 400,
            Self::City => 60,
            Self::Speaks => 80,
        }
    }

    const fn field(self) -> &'static str {
        match self {
            Self::About => "/about",
            Self::City => "/city",
            Self::Speaks => "/speaks",
        }
    }
}

impl FromVal for About {
    fn from_val(val: Val) -> Option<Self> {
        let word = String::from_val(val)?;
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// Who reads a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ProfileReaders)]
pub enum Readers {
    /// Whoever comes by, signed in or not.
    Everyone,
    /// Those who follow the writer and are followed back.
    #[default]
    Friends,
    /// Nobody else.
    Me,
}

impl Readers {
    /// Each of them, the widest first.
    pub const ALL: [Self; 3] = [Self::Everyone, Self::Friends, Self::Me];

    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Everyone => "everyone",
            Self::Friends => "friends",
            Self::Me => "me",
        }
    }
}

impl FromVal for Readers {
    fn from_val(val: Val) -> Option<Self> {
        let word = String::from_val(val)?;
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// A line of a profile, to whoever may read it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = ProfileLine)]
pub struct Line {
    /// What it is about.
    pub line: About,
    /// What it says.
    pub text: String,
    /// The BCP 47 tag of the language that its writer read pages in.
    pub language: String,
    /// Who reads it.
    pub readers: Readers,
}
row!(Line { line, text, language, readers });

/// What a line is to say, and to whom. Without words the line is gone.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewProfileLine)]
pub struct Words {
    /// Without control characters.
    #[schema(max_length = 400)]
    pub text: String,
    /// Who reads it; friends, where nothing is said.
    #[serde(default)]
    pub readers: Readers,
}

/// A whole profile: what is not named is gone afterwards.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewProfile {
    /// The language of what is said.
    #[schema(value_type = String)]
    pub language: Language,
    /// In their own words, at most 400 characters.
    #[serde(default)]
    pub about: Words,
    /// Where they are, at most 60.
    #[serde(default)]
    pub city: Words,
    /// What they speak, at most 80.
    #[serde(default)]
    pub speaks: Words,
}

/// What somebody says of themselves to whoever asks.
///
/// # Errors
/// There is no such account for whoever asks.
pub fn of(rx: &mut Rx, cx: &Cx, whose: &Id<Account>) -> Result<Vec<Line>, No> {
    let voice = Voice::Person(*whose);
    voice.named(rx)?;
    if let Some(me) = cx.actor.account()
        && apart::are(rx, me, voice)?
    {
        return Err(missing(voice).into());
    }
    Ok(rx.all(&SHOWN, &params![*whose, viewer(cx)])?)
}

/// What whoever asks says of themselves.
///
/// # Errors
/// Nobody is signed in.
pub fn mine(rx: &mut Rx, cx: &Cx, (): &()) -> Result<Vec<Line>, No> {
    let me = cx.account(Scope::AccountRead)?;
    Ok(rx.all(&SHOWN, &params![me, me.uid()])?)
}

/// Says it anew.
///
/// # Errors
/// Nobody is signed in; `text_length`, with the field.
pub fn say(tx: &mut Tx, cx: &Cx, new: &NewProfile) -> Result<Vec<Line>, No> {
    let me = cx.account(Scope::AccountWrite)?;
    let said = [(About::About, &new.about), (About::City, &new.city), (About::Speaks, &new.speaks)];
    let mut kept = Vec::with_capacity(said.len());
    for (line, words) in said {
        kept.push((line, words::told(line.field(), &words.text, line.longest().into())?, words.readers));
    }
    let family = tx.lock(cx, me.uid())?;
    for (line, text, readers) in kept {
        if text.is_empty() {
            tx.run(&DROP, &params![me, line.word()])?;
        } else {
            let language = new.language.word();
            tx.run(&KEEP, &params![me, line.word(), text, language, readers.word(), family.at])?;
        }
    }
    Ok(tx.all(&SHOWN, &params![me, me.uid()])?)
}
