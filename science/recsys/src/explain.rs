use crate::friends::Acquaintance;
use crate::recommender::{candidates, echoed};
use crate::{Part, Query, Recommender, Result, Room, Scores};

/// Who or what speaks for an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// An item of the person's own past.
    Past(u32),
    /// A friend.
    Friend(u32),
    /// A friend of a friend.
    FriendOfFriend(u32),
    /// Many people.
    Popular,
}

/// How much one reason carries, and by which part of the blend.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Carried {
    /// The reason.
    pub reason: Reason,
    /// The part that it speaks through.
    pub part: Part,
    /// Its share of the score; below zero where it speaks against the item.
    pub amount: f32,
}

/// Why an item stands where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The item's score in the blend.
    pub score: f32,
    /// All reasons, the strongest first. Their amounts sum to the score.
    pub carried: Vec<Carried>,
}

impl Recommender {
    /// Takes an item's score apart. Every part is a sum over past acts or over people, and the blend is a
    /// sum of parts, so nothing is approximated. `None` when the item was no candidate for this query.
    ///
    /// `keep` must be the number that was asked of [`Recommender::recommend`], since candidates depend on it.
    ///
    /// # Errors
    /// As [`Recommender::recommend`].
    pub fn explain(
        &self,
        query: &Query<'_>,
        item: u32,
        keep: usize,
        room: &mut Room,
    ) -> Result<Option<Explanation>> {
        let weights = self.weights(query);
        let pool = self.models.pool(query, &weights, candidates(&weights, keep), room)?;
        let Ok(at) = pool.items.binary_search(&item) else { return Ok(None) };
        let cells = &pool.cells[at * pool.parts.len()..];
        let mut explanation = Explanation { score: 0.0, carried: Vec::new() };
        for ((&part, &top), cell) in pool.parts.iter().zip(&pool.tops).zip(cells) {
            if top > 0.0 {
                explanation.score += weights.of(part) * cell;
                let scale = weights.of(part) / top;
                let reasons = self.reasons(part, query, item)?;
                let heard = reasons.into_iter().filter(|reason| reason.1 != 0.0);
                explanation.carried.extend(heard.map(|(reason, amount)| Carried {
                    reason,
                    part,
                    amount: scale * amount,
                }));
            }
        }
        explanation.carried.sort_by(|left, right| {
            right
                .amount
                .total_cmp(&left.amount)
                .then(left.reason.cmp(&right.reason))
                .then(left.part.cmp(&right.part))
        });
        Ok(Some(explanation))
    }

    /// One part's score of an item, before it is scaled, by reason.
    fn reasons(&self, part: Part, query: &Query<'_>, item: u32) -> Result<Vec<(Reason, f32)>> {
        let past = |weight: &dyn Fn(u32) -> f32| -> Vec<(Reason, f32)> {
            query.past.iter().map(|&(from, strength)| (Reason::Past(from), strength * weight(from))).collect()
        };
        let models = &self.models;
        let lift = models.lifts[item as usize];
        Ok(match part {
            Part::Lists => {
                models.lists.as_ref().map_or(Vec::new(), |lists| past(&|from| lists.weight(from, item)))
            }
            Part::Ridge => {
                models.ridge.as_ref().map_or(Vec::new(), |ridge| past(&|from| ridge.weight(from, item)))
            }
            Part::Ease => {
                models.ease.as_ref().map_or(Vec::new(), |ease| past(&|from| ease.weight(from, item)))
            }
            Part::Factors => match &models.factors {
                Some(factors) => {
                    let carried = factors.reasons(query.past, item)?;
                    carried.into_iter().map(|(from, amount)| (Reason::Past(from), amount)).collect()
                }
                None => Vec::new(),
            },
            Part::Popular => vec![(Reason::Popular, models.popularity[item as usize])],
            Part::Friends => {
                spoken(query.circle.map_or(&[], |circle| &circle.friends), Reason::Friend, |one| {
                    lift * f32::from(one.past.contains(&item))
                })
            }
            Part::Second => {
                spoken(query.circle.map_or(&[], |circle| &circle.second), Reason::FriendOfFriend, |one| {
                    lift * f32::from(one.past.contains(&item))
                })
            }
            Part::Echo => match (&models.lists, query.circle) {
                (Some(lists), Some(circle)) => {
                    let heard = echoed(circle, &models.lifts, &mut Scores::new(self.items()));
                    spoken(&circle.friends, Reason::Friend, |one| {
                        let own = heard.iter().filter(|act| one.past.contains(&act.0));
                        own.map(|act| models.lifts[act.0 as usize] * lists.weight(act.0, item)).sum()
                    })
                }
                _ => Vec::new(),
            },
            Part::Company => match (&models.ease, query.circle) {
                (Some(ease), Some(circle)) => {
                    let heard = |one: &Acquaintance<'_>| ease.group_reason(one, item);
                    circle.friends.iter().map(|one| (Reason::Friend(one.person), heard(one))).collect()
                }
                _ => Vec::new(),
            },
        })
    }
}

fn spoken(
    group: &[Acquaintance<'_>],
    reason: impl Fn(u32) -> Reason,
    times: impl Fn(&Acquaintance<'_>) -> f32,
) -> Vec<(Reason, f32)> {
    group.iter().map(|one| (reason(one.person), one.weight * times(one))).collect()
}
