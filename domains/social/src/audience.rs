//! Who may see a post. This is the one place: every statement that reads posts takes [`seen_by`], and nothing else
//! decides about it.

use std::str::FromStr;

use db::{Broken, FromVal, Val};
use kernel::{Cx, Uid};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The condition under which whoever `$who` names sees the post `p`. Nobody sees what was removed. Two of whom one
/// blocked the other see nothing of each other. What is for a circle is there for its members and for who wrote it,
/// and for nobody else: no staff, no operator, no shop.
macro_rules! seen_by {
    ($who:literal) => {
        concat!(
            "p.removed IS NULL
            AND (p.audience = 'everyone'
                OR p.writer = ",
            $who,
            "
                OR (p.audience = 'followers'
                    AND EXISTS (SELECT 1 FROM follow f WHERE f.follower = ",
            $who,
            " AND f.whom = p.voice))
                OR (p.audience = 'circle'
                    AND EXISTS (SELECT 1 FROM circle_member m WHERE m.circle = p.circle AND m.member = ",
            $who,
            ")))
            AND NOT EXISTS (SELECT 1 FROM block b WHERE b.blocker = ",
            $who,
            " AND b.whom = p.voice)
            AND NOT EXISTS (SELECT 1 FROM block c WHERE c.blocker = p.voice AND c.whom = ",
            $who,
            ")"
        )
    };
}
pub(crate) use seen_by;

/// Who looks, for [`seen_by`]: an account, or nobody, who is no account.
pub(crate) fn viewer(cx: &Cx) -> Uid {
    cx.actor.account().map_or(Uid::default(), |account| account.uid())
}

/// For whom a post is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Whoever comes by, signed in or not.
    #[default]
    Everyone,
    /// Those who follow its author.
    Followers,
    /// The members of one of the author's circles.
    Circle,
    /// Its author alone.
    Me,
}

impl Audience {
    /// Each of them, the widest first.
    pub const ALL: [Self; 4] = [Self::Everyone, Self::Followers, Self::Circle, Self::Me];

    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Everyone => "everyone",
            Self::Followers => "followers",
            Self::Circle => "circle",
            Self::Me => "me",
        }
    }
}

impl FromStr for Audience {
    type Err = Broken;
    fn from_str(word: &str) -> Result<Self, Broken> {
        let found = Self::ALL.into_iter().find(|one| one.word() == word);
        found.ok_or_else(|| Broken::Stored(format!("no audience is called `{word}`")))
    }
}

impl FromVal for Audience {
    fn from_val(val: Val) -> Option<Self> {
        String::from_val(val)?.parse().ok()
    }
}
