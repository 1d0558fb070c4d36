//! What somebody wants of their feed: how much each of four things counts, or no ranking at all, and when to rest.

use db::{FromRow, No, Row, Rx, Tx, params, sql};
use kernel::{Account, Cx, Id, Refusal, Scope, Span};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

sql! {
    OF = "SELECT followed, popular, fresh, newcomer, by_time, rest_after FROM feed_taste WHERE account = $1";
    SET = "INSERT INTO feed_taste (account, followed, popular, fresh, newcomer, by_time, rest_after, changed)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (account) DO UPDATE SET followed = excluded.followed, popular = excluded.popular,
            fresh = excluded.fresh, newcomer = excluded.newcomer, by_time = excluded.by_time,
            rest_after = excluded.rest_after, changed = excluded.changed";
}

/// The most that a thing counts.
pub const MOST: i64 = 100;

/// After how many minutes of looking somebody may ask to be reminded of a rest; 0 is never.
pub const RESTS: [i64; 4] = [0, 10, 20, 40];

/// How a feed is put together for one reader. Each weight is 0 to 100; what counts is their proportion.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FeedWeights)]
pub struct Taste {
    /// That you follow who tells it.
    #[schema(minimum = 0, maximum = 100)]
    pub followed: i64,
    /// That others answer it now.
    #[schema(minimum = 0, maximum = 100)]
    pub popular: i64,
    /// That it is new.
    #[schema(minimum = 0, maximum = 100)]
    pub fresh: i64,
    /// That its shop is.
    #[schema(minimum = 0, maximum = 100)]
    pub newcomer: i64,
    /// Newest first, and nothing else.
    pub by_time: bool,
    /// Minutes of looking after which a page says how long it has been: 0 for never, 10, 20 or 40.
    #[serde(default)]
    pub rest_after: i64,
}

impl Default for Taste {
    fn default() -> Self {
        Self { followed: 40, popular: 25, fresh: 25, newcomer: 10, by_time: false, rest_after: 0 }
    }
}

impl Taste {
    /// Whether nothing is ranked: so it was asked, or nothing counts.
    pub const fn is_plain(&self) -> bool {
        self.by_time || self.followed + self.popular + self.fresh + self.newcomer == 0
    }

    /// How long somebody has looked, where that is as long as they wanted to be told of.
    pub fn rest_due(&self, looked: Span) -> Option<Span> {
        (self.rest_after > 0 && looked >= Span::minutes(self.rest_after)).then_some(looked)
    }

    /// Itself, if each weight is one, and the rest one that there is.
    ///
    /// # Errors
    /// `weight`: which one is less than 0 or more than 100; `rest`.
    fn judged(self) -> Result<Self, Refusal> {
        let weights = [
            ("followed", self.followed),
            ("popular", self.popular),
            ("fresh", self.fresh),
            ("newcomer", self.newcomer),
        ];
        if !RESTS.contains(&self.rest_after) {
            let rule = "A rest is offered after 10, 20 or 40 minutes, or never: 0. Nothing was changed.";
            return Err(Refusal::field("rest_after", "rest", rule));
        }
        match weights.into_iter().find(|(_, weight)| !(0..=MOST).contains(weight)) {
            None => Ok(self),
            Some((field, weight)) => {
                let rule = format!("This counts 0 to {MOST}, not {weight}. Nothing was changed.");
                Err(Refusal::field(field, "weight", rule))
            }
        }
    }
}

impl FromRow for Taste {
    fn from_row(row: &mut Row) -> Result<Self, db::Broken> {
        Ok(Self {
            followed: row.take()?,
            popular: row.take()?,
            fresh: row.take()?,
            newcomer: row.take()?,
            by_time: row.take()?,
            rest_after: row.take()?,
        })
    }
}

/// What whoever asks wants; of nobody in particular, and of who never said, the usual.
///
/// # Errors
/// What broke in the database.
pub fn taste(rx: &mut Rx, cx: &Cx, (): &()) -> Result<Taste, No> {
    let Some(me) = cx.actor.account() else { return Ok(Taste::default()) };
    Ok(of(rx, me)?.unwrap_or_default())
}

fn of(rx: &mut Rx, account: Id<Account>) -> Result<Option<Taste>, No> {
    Ok(rx.opt(&OF, &params![account])?)
}

/// Says what whoever asks wants from now on.
///
/// # Errors
/// Nobody is signed in; `weight`, `rest`.
pub fn set(tx: &mut Tx, cx: &Cx, wanted: &Taste) -> Result<Taste, No> {
    let me = cx.account(Scope::AccountWrite)?;
    let Taste { followed, popular, fresh, newcomer, by_time, rest_after } = wanted.judged()?;
    tx.run(&SET, &params![me, followed, popular, fresh, newcomer, by_time, rest_after, cx.now])?;
    Ok(*wanted)
}
