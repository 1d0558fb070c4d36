use crate::bytes::{Kind, Reader, Writer};
use crate::friends::{Circle, lifts, score_acquaintances};
use crate::{Csr, Ease, Factors, Lists, Part, Recipe, Result, Scored, Scores, Weights, ridge_lists};

const KIND: Kind = Kind { name: "recommender", code: 6, version: 2 };

/// Candidates that each part brings to the pool in which all parts are weighed.
pub(crate) const CANDIDATES: usize = 200;

/// The strongest items of a circle that are sent through the lists.
const ECHOED: usize = 100;

/// Whom to suggest something to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Query<'a> {
    /// What the person did: item and strength above 0 (one for a plain act, less for an old one). These
    /// items are never suggested.
    pub past: &'a [(u32, f32)],
    /// The person's row in the history that the recommender learned from, if there is one: it saves time
    /// where the past grew from that row, and changes nothing else.
    pub person: Option<u32>,
    /// The people around the person.
    pub circle: Option<&'a Circle<'a>>,
    /// Items that must not be suggested: hidden, sold out, from a blocked shop.
    pub without: &'a [u32],
}

/// Several families of suggestions and the weights with which they are blended.
///
/// Made by [`Recommender::learn`], which chooses everything by itself, or by [`Recommender::fit`] from a
/// recipe that was chosen before. It holds no clock and no people: a person is what a [`Query`] says.
///
/// ```
/// use recsys::{Csr, Query, Recommender, Room};
/// // Two crowds: people 0..20 like items 0..5, people 20..40 items 5..10.
/// let acts: Vec<(u32, u32)> = (0..40u32)
///     .flat_map(|person| (0..4).map(move |at| (person, person / 20 * 5 + (person + at) % 5)))
///     .collect();
/// let history = Csr::from_pairs(40, 10, &acts)?;
/// let recommender = Recommender::learn(&history, None, 1)?;
/// let query = Query { past: &[(0, 1.0), (1, 1.0)], ..Query::default() };
/// let shown = recommender.recommend(&query, 3, &mut Room::default())?;
/// assert!(shown.iter().all(|one| one.item < 5));
/// # Ok::<(), recsys::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Recommender {
    pub(crate) models: Models,
    recipe: Recipe,
}

/// The fitted parts; those that a recipe does not use are absent.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Models {
    /// Square roots of the numbers of acts; its length is the catalogue's size.
    pub(crate) popularity: Vec<f32>,
    /// What an item counts more because many act on it, in what friends say.
    pub(crate) lifts: Vec<f32>,
    pub(crate) most_popular: Vec<Scored>,
    pub(crate) lists: Option<Lists>,
    pub(crate) ridge: Option<Lists>,
    pub(crate) ease: Option<Ease>,
    pub(crate) factors: Option<Factors>,
}

/// Memory that one thread uses again for each answer.
#[derive(Debug, Default)]
pub struct Room {
    scores: Vec<Scores>,
    members: Members,
}

/// A set of items, a bit for each of the catalogue.
#[derive(Debug, Default)]
struct Members(Vec<u64>);

impl Members {
    fn new(items: usize) -> Members {
        Members(vec![0; items.div_ceil(64)])
    }

    fn capacity(&self) -> usize {
        self.0.len() * 64
    }

    fn add(&mut self, item: u32) {
        self.0[item as usize / 64] |= 1 << (item % 64);
    }

    /// Calls `each` with every member, items rising, and leaves none.
    fn drain(&mut self, mut each: impl FnMut(u32)) {
        for (word, bits) in self.0.iter_mut().enumerate() {
            while *bits != 0 {
                each(word as u32 * 64 + bits.trailing_zeros());
                *bits &= *bits - 1;
            }
        }
    }
}

/// The candidates of one query: each part's scores divided by the part's greatest, candidate by candidate.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pool {
    pub(crate) parts: Vec<Part>,
    pub(crate) items: Vec<u32>,
    /// `parts.len()` numbers for each item.
    pub(crate) cells: Vec<f32>,
    /// What each part was divided by.
    pub(crate) tops: Vec<f32>,
}

impl Recommender {
    /// Chooses a recipe on a part of the history that is held out, then fits it to the whole history.
    ///
    /// `graph` has a row for each person that names friends or people followed. The same history, graph
    /// and seed give the same recommender, whatever the number of threads.
    ///
    /// # Errors
    /// As [`Recipe::choose`] and [`Recommender::fit`].
    pub fn learn(history: &Csr, graph: Option<&Csr>, seed: u64) -> Result<Recommender> {
        let recipe = Recipe::choose(history, graph, seed)?;
        Self::fit(history, recipe)
    }

    /// Fits the parts that a recipe weighs.
    ///
    /// # Errors
    /// What the parts answer to settings out of their ranges.
    pub fn fit(history: &Csr, recipe: Recipe) -> Result<Recommender> {
        let needs = |part| recipe.warm.of(part) > 0.0 || (recipe.cold.of(part) > 0.0 && !part.from_past());
        let mut models = Models::counting(history);
        if needs(Part::Lists) || needs(Part::Echo) {
            models.lists = Some(Lists::fit(history, &recipe.weighting, recipe.keep)?);
        }
        if needs(Part::Ridge) {
            let neighbours = recipe.neighbours(history)?;
            models.ridge = Some(ridge_lists(history, &neighbours, &recipe.ridge)?);
        }
        if needs(Part::Ease) || needs(Part::Company) {
            models.ease = Some(Ease::fit(history, recipe.ease_ridge, usize::MAX)?);
        }
        if needs(Part::Factors) {
            models.factors = Some(Factors::fit(history, &recipe.factors)?);
        }
        Ok(Recommender { models, recipe })
    }

    /// What was chosen.
    pub fn recipe(&self) -> &Recipe {
        &self.recipe
    }

    /// The catalogue's size.
    pub fn items(&self) -> usize {
        self.models.popularity.len()
    }

    /// The best `keep` items for a query, best first. Where the parts know too few, popular items with a
    /// score of zero fill the rest.
    ///
    /// # Errors
    /// [`crate::Error::Singular`] when strengths of the past are not finite.
    pub fn recommend(&self, query: &Query<'_>, keep: usize, room: &mut Room) -> Result<Vec<Scored>> {
        let weights = self.weights(query);
        let pool = self.models.pool(query, &weights, candidates(&weights, keep), room)?;
        let scored = pool.items.iter().zip(pool.cells.chunks_exact(pool.parts.len().max(1)));
        let scored = scored.map(|(&item, cells)| Scored {
            item,
            score: pool.parts.iter().zip(cells).map(|(&part, cell)| weights.of(part) * cell).sum(),
        });
        let mut shown = crate::best(scored.filter(|one| one.score > 0.0).collect(), keep);
        if shown.len() < keep {
            let fill =
                self.models.popular_beside(query).filter(|item| pool.items.binary_search(item).is_err());
            let fill: Vec<u32> = fill.take(keep - shown.len()).collect();
            shown.extend(fill.into_iter().map(|item| Scored { item, score: 0.0 }));
        }
        Ok(shown)
    }

    /// The weights that hold for a query: a newcomer is served by other parts than a person with a past.
    pub fn weights(&self, query: &Query<'_>) -> Weights {
        let known = query.past.iter().any(|act| (act.0 as usize) < self.items());
        if known { self.recipe.warm } else { self.recipe.cold }
    }

    /// The recommender as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::new(KIND);
        self.recipe.write(&mut out);
        out.f32s(&self.models.popularity);
        for lists in [&self.models.lists, &self.models.ridge] {
            out.u8(lists.is_some().into());
            lists.iter().for_each(|lists| lists.write(&mut out));
        }
        out.u8(self.models.ease.is_some().into());
        self.models.ease.iter().for_each(|ease| ease.write(&mut out));
        out.u8(self.models.factors.is_some().into());
        self.models.factors.iter().for_each(|factors| factors.write(&mut out));
        out.finish()
    }

    /// The recommender from bytes of [`Recommender::to_bytes`].
    ///
    /// # Errors
    /// [`crate::Error::NotAModel`] or [`crate::Error::Version`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Recommender> {
        let mut input = Reader::new(bytes, KIND)?;
        let recipe = Recipe::read(&mut input)?;
        let mut models = Models::with_popularity(input.f32s()?);
        models.lists = input.u8()?.eq(&1).then(|| Lists::read(&mut input)).transpose()?;
        models.ridge = input.u8()?.eq(&1).then(|| Lists::read(&mut input)).transpose()?;
        models.ease = input.u8()?.eq(&1).then(|| Ease::read(&mut input)).transpose()?;
        models.factors = input.u8()?.eq(&1).then(|| Factors::read(&mut input)).transpose()?;
        let items = models.popularity.len();
        let sizes = [
            models.lists.as_ref().map(Lists::items),
            models.ridge.as_ref().map(Lists::items),
            models.ease.as_ref().map(Ease::items),
            models.factors.as_ref().map(Factors::items),
        ];
        if sizes.into_iter().flatten().any(|size| size != items) {
            return Err(input.broken());
        }
        input.end()?;
        Ok(Recommender { models, recipe })
    }
}

impl Models {
    pub(crate) fn counting(history: &Csr) -> Models {
        Self::with_popularity(history.column_sums().into_iter().map(|sum| sum.max(0.0).sqrt()).collect())
    }

    fn with_popularity(popularity: Vec<f32>) -> Models {
        let scored = popularity.iter().enumerate().map(|(item, &score)| Scored { item: item as u32, score });
        // A person may have done most of what is popular already, hence some room to spare.
        let most_popular = crate::best(scored.filter(|one| one.score > 0.0).collect(), 2_000);
        let acts: Vec<f32> = popularity.iter().map(|root| root * root).collect();
        Models { popularity, most_popular, lifts: lifts(&acts), ..Models::default() }
    }

    /// Gathers the candidates of all active parts and every active part's score of each.
    pub(crate) fn pool(
        &self,
        query: &Query<'_>,
        weights: &Weights,
        keep: usize,
        room: &mut Room,
    ) -> Result<Pool> {
        let parts: Vec<Part> = weights.active().map(|active| active.0).collect();
        let items = self.popularity.len();
        room.prepare(items, parts.len());
        let taste = match &self.factors {
            Some(factors) if parts.contains(&Part::Factors) => Some(factors.taste(query.past)?),
            _ => None,
        };
        let alone = !parts.iter().any(|part| matches!(part, Part::Lists | Part::Ridge | Part::Ease));
        for (&part, scores) in parts.iter().zip(&mut room.scores) {
            match (part, &self.factors, &taste) {
                (Part::Factors, Some(factors), Some(taste)) if alone => factors.score_into(taste, scores),
                _ => self.retrieve(part, query, scores),
            }
        }
        let Room { scores: by_part, members } = room;
        let by_part = &mut by_part[..parts.len()];
        for scores in by_part.iter_mut() {
            query.past.iter().for_each(|act| scores.forbid(act.0));
            query.without.iter().for_each(|&item| scores.forbid(item));
            scores.best(keep).into_iter().for_each(|one| members.add(one.item));
        }
        if parts.contains(&Part::Popular) {
            self.popular_beside(query).take(keep).for_each(|item| members.add(item));
        }
        let width = parts.len();
        let mut pool = Pool { parts, tops: vec![0.0; width], ..Pool::default() };
        members.drain(|item| pool.items.push(item));
        pool.cells.resize(pool.items.len() * width, 0.0);
        for (at, (&part, scores)) in pool.parts.iter().zip(by_part).enumerate() {
            let cells = pool.cells.iter_mut().skip(at).step_by(width);
            match (part, &self.factors, &taste) {
                (Part::Popular, ..) => {
                    cells.zip(&pool.items).for_each(|(cell, &item)| *cell = self.popularity[item as usize]);
                }
                (Part::Factors, Some(factors), Some(taste)) => factors.score_some(taste, &pool.items, cells),
                _ => cells.zip(&pool.items).for_each(|(cell, &item)| *cell = scores.get(item)),
            }
            scores.clear();
        }
        pool.normalise();
        Ok(pool)
    }

    /// Fills the scores of a part that brings its own candidates. Beside lists, factors only judge what
    /// these bring, so that no answer walks the whole catalogue.
    fn retrieve(&self, part: Part, query: &Query<'_>, scores: &mut Scores) {
        match part {
            Part::Lists => self.lists.iter().for_each(|lists| lists.score(query.past, scores)),
            Part::Ridge => self.ridge.iter().for_each(|ridge| ridge.score(query.past, scores)),
            Part::Ease => self.ease.iter().for_each(|ease| ease.score(query.past, query.person, scores)),
            Part::Factors | Part::Popular => {}
            Part::Friends => {
                query
                    .circle
                    .iter()
                    .for_each(|circle| score_acquaintances(&circle.friends, &self.lifts, scores));
            }
            Part::Second => {
                query
                    .circle
                    .iter()
                    .for_each(|circle| score_acquaintances(&circle.second, &self.lifts, scores));
            }
            Part::Echo => {
                if let (Some(lists), Some(circle)) = (&self.lists, query.circle) {
                    lists.score(&echoed(circle, &self.lifts, scores), scores);
                }
            }
            Part::Company => {
                if let (Some(ease), Some(circle)) = (&self.ease, query.circle) {
                    ease.score_group(&circle.friends, scores);
                }
            }
        }
    }

    /// What is popular and neither in the past nor forbidden.
    fn popular_beside<'a>(&'a self, query: &'a Query<'_>) -> impl Iterator<Item = u32> + 'a {
        let allowed =
            |item: &u32| !query.past.iter().any(|act| act.0 == *item) && !query.without.contains(item);
        self.most_popular.iter().map(|one| one.item).filter(allowed)
    }
}

/// How many candidates each part brings for an answer of `keep`: one part alone brings the answer.
pub(crate) fn candidates(weights: &Weights, keep: usize) -> usize {
    if weights.active().count() > 1 { CANDIDATES.max(2 * keep) } else { keep }
}

/// The strongest items of a circle's friends as a past of its own. `scores` is used and left zero.
pub(crate) fn echoed(circle: &Circle<'_>, lifts: &[f32], scores: &mut Scores) -> Vec<(u32, f32)> {
    score_acquaintances(&circle.friends, lifts, scores);
    scores.take_best(ECHOED).into_iter().map(|one| (one.item, one.score)).collect()
}

impl Room {
    fn prepare(&mut self, items: usize, parts: usize) {
        if self.members.capacity() < items {
            *self = Room { scores: Vec::new(), members: Members::new(items) };
        }
        while self.scores.len() < parts {
            self.scores.push(Scores::new(items));
        }
    }
}

impl Pool {
    /// Finds each part's greatest score and divides by it, so that weights mean the same for everybody: a person
    /// with many acts has larger sums. A part without a positive score is silent.
    fn normalise(&mut self) {
        let width = self.parts.len().max(1);
        for cells in self.cells.chunks_exact(width) {
            self.tops.iter_mut().zip(cells).for_each(|(top, &cell)| *top = top.max(cell));
        }
        for cells in self.cells.chunks_exact_mut(width) {
            for (cell, &top) in cells.iter_mut().zip(&self.tops) {
                *cell = if top > 0.0 { *cell / top } else { 0.0 };
            }
        }
    }
}
