use crate::bytes::{Reader, Writer};
use crate::choose;
use crate::{Csr, FactorSettings, Lists, Part, Result, RidgeSettings, Weighting, Weights};

/// Everything that a recommender is fitted with: settings of the parts, and how much each part counts.
///
/// [`Recipe::choose`] finds one for a history; it can be kept and fitted to tomorrow's history again.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recipe {
    /// How co-counts become weights.
    pub weighting: Weighting,
    /// Ties kept for each item.
    pub keep: usize,
    /// How the local regressions are solved.
    pub ridge: RidgeSettings,
    /// λ of the exact linear model.
    pub ease_ridge: f32,
    /// How factors are learned.
    pub factors: FactorSettings,
    /// What counts for a person with a past.
    pub warm: Weights,
    /// What counts for a newcomer.
    pub cold: Weights,
}

impl Default for Recipe {
    /// What is served where there is too little to choose by: lists beside a little popularity; for
    /// newcomers friends beside popularity.
    fn default() -> Self {
        Recipe {
            weighting: Weighting { person: 0.7, from: 0.5, to: 0.4, power: 1.0 },
            keep: 200,
            ridge: RidgeSettings { neighbours: 100, ridge: 5.0, person: 0.5, popular: 0.5 },
            ease_ridge: 100.0,
            factors: FactorSettings::default(),
            warm: Weights::only(Part::Lists).with(Part::Popular, 0.05),
            cold: Weights::only(Part::Popular).with(Part::Friends, 1.0),
        }
    }
}

impl Recipe {
    /// Chooses a recipe: a fifth of each person's acts is held out, every part is fitted to the rest
    /// under a few settings, and parts and weights are taken that rank the held-out acts best.
    ///
    /// A part enters the blend only when it raises the mean of Recall@20 and NDCG@20 by more than the
    /// standard error of its own gain, so a part that does not help has the weight zero. Where a history
    /// is so large that trying settings would take long, they are tried on a sample of people.
    ///
    /// # Errors
    /// [`crate::Error::Sizes`] when the graph has not a row for each person.
    pub fn choose(history: &Csr, graph: Option<&Csr>, seed: u64) -> Result<Recipe> {
        choose::choose(history, graph, seed)
    }

    /// The parts that can be fitted to a history in sensible time under this recipe, whether or not the
    /// blend weighs them.
    pub fn parts(&self, history: &Csr) -> Vec<Part> {
        Part::ALL.into_iter().filter(|&part| choose::affordable(part, history, &self.ridge)).collect()
    }

    /// The ties among which each item's regression looks: balanced between both items, since a list
    /// that favours popular items would explain every item by the same few.
    pub(crate) fn neighbours(&self, history: &Csr) -> Result<Lists> {
        let balanced = Weighting { person: 0.7, from: 0.4, to: 0.4, power: 1.0 };
        let lists = Lists::fit(history, &balanced, self.ridge.neighbours)?;
        Lists::from_rows(lists.rows().transposed())
    }

    pub(crate) fn write(&self, out: &mut Writer) {
        let Weighting { person, from, to, power } = self.weighting;
        [person, from, to, power].into_iter().for_each(|value| out.f32(value));
        out.u64(self.keep as u64);
        out.u64(self.ridge.neighbours as u64);
        [self.ridge.ridge, self.ridge.person, self.ridge.popular]
            .into_iter()
            .for_each(|value| out.f32(value));
        out.f32(self.ease_ridge);
        let FactorSettings { dimensions, epochs, unobserved, ridge, ridge_power, seed } = self.factors;
        [dimensions as u64, epochs as u64, seed].into_iter().for_each(|value| out.u64(value));
        [unobserved, ridge, ridge_power].into_iter().for_each(|value| out.f32(value));
        for weights in [self.warm, self.cold] {
            Part::ALL.into_iter().for_each(|part| out.f32(weights.of(part)));
        }
    }

    pub(crate) fn read(input: &mut Reader) -> Result<Recipe> {
        let weighting =
            Weighting { person: input.f32()?, from: input.f32()?, to: input.f32()?, power: input.f32()? };
        let keep = input.u64()? as usize;
        let neighbours = input.u64()? as usize;
        let ridge =
            RidgeSettings { neighbours, ridge: input.f32()?, person: input.f32()?, popular: input.f32()? };
        let ease_ridge = input.f32()?;
        let (dimensions, epochs, seed) = (input.u64()? as usize, input.u64()? as usize, input.u64()?);
        let (unobserved, factor_ridge, ridge_power) = (input.f32()?, input.f32()?, input.f32()?);
        let factors =
            FactorSettings { dimensions, epochs, unobserved, ridge: factor_ridge, ridge_power, seed };
        let mut weights = || {
            Part::ALL.into_iter().try_fold(Weights::default(), |weights, part| {
                Ok::<_, crate::Error>(weights.with(part, input.f32()?))
            })
        };
        let (warm, cold) = (weights()?, weights()?);
        Ok(Recipe { weighting, keep, ridge, ease_ridge, factors, warm, cold })
    }
}
