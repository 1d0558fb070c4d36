//! How tall somebody says they are: a range, to whom they choose, and only if they say so. Pictures of what they bought can
//! be looked through by it, by those alone who may know.

use db::{FromVal, No, Rx, Tx, Val, params, row, sql};
use kernel::{Account, Cx, Id, Scope};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Readers;

sql! {
    OF = "SELECT height, audience FROM profile_height WHERE account = $1";
    KEEP = "INSERT INTO profile_height (account, height, audience, changed) VALUES ($1, $2, $3, $4)
        ON CONFLICT (account) DO UPDATE SET height = excluded.height, audience = excluded.audience,
            changed = excluded.changed";
    DROP = "DELETE FROM profile_height WHERE account = $1";
}

/// The condition under which whoever `$who` names may know the height `h`.
macro_rules! known_to {
    ($who:literal) => {
        concat!(
            "(h.audience = 'everyone' OR h.account = ",
            $who,
            " OR (h.audience = 'friends'
                AND EXISTS (SELECT 1 FROM follow hf WHERE hf.follower = ",
            $who,
            " AND hf.whom = h.account)
                AND EXISTS (SELECT 1 FROM follow hg WHERE hg.follower = h.account AND hg.whom = ",
            $who,
            ")))"
        )
    };
}
pub(crate) use known_to;

/// A range, in centimetres.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, ToSchema)]
pub enum Height {
    /// Less than 150.
    #[serde(rename = "below_150")]
    Below150,
    /// 150 to 159.
    #[serde(rename = "150_159")]
    From150,
    /// 160 to 169.
    #[serde(rename = "160_169")]
    From160,
    /// 170 to 179.
    #[serde(rename = "170_179")]
    From170,
    /// 180 and more.
    #[serde(rename = "180_up")]
    From180,
}

impl Height {
    /// Each, the least first.
    pub const ALL: [Self; 5] = [Self::Below150, Self::From150, Self::From160, Self::From170, Self::From180];

    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Below150 => "below_150",
            Self::From150 => "150_159",
            Self::From160 => "160_169",
            Self::From170 => "170_179",
            Self::From180 => "180_up",
        }
    }

    /// The range of this word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

impl FromVal for Height {
    fn from_val(val: Val) -> Option<Self> {
        Self::named(&String::from_val(val)?)
    }
}

/// What somebody says of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProfileHeight)]
pub struct Said {
    /// How tall; null where nothing is said.
    pub height: Option<Height>,
    /// Who may know; friends, where nothing is said.
    #[serde(default)]
    pub readers: Readers,
}

struct Kept {
    height: Height,
    audience: Readers,
}
row!(Kept { height, audience });

pub(crate) fn of(rx: &mut Rx, account: Id<Account>) -> Result<Said, No> {
    let kept = rx.opt::<Kept>(&OF, &params![account])?;
    Ok(kept.map_or(Said { height: None, readers: Readers::default() }, |kept| Said {
        height: Some(kept.height),
        readers: kept.audience,
    }))
}

/// What whoever asks says of their own.
///
/// # Errors
/// Nobody is signed in.
pub fn mine(rx: &mut Rx, cx: &Cx, (): &()) -> Result<Said, No> {
    let me = cx.account(Scope::AccountRead)?;
    of(rx, me)
}

/// Says it anew.
///
/// # Errors
/// Nobody is signed in.
pub fn say(tx: &mut Tx, cx: &Cx, said: &Said) -> Result<Said, No> {
    let me = cx.account(Scope::AccountWrite)?;
    match said.height {
        Some(height) => tx.run(&KEEP, &params![me, height.word(), said.readers.word(), cx.now])?,
        None => tx.run(&DROP, &params![me])?,
    };
    of(tx, me)
}
