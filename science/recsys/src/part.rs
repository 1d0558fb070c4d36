/// A source of scores that a blend may weigh.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Weighted co-counts, truncated to lists ([`crate::Lists`]).
    Lists,
    /// Lists re-weighted by local ridge regressions ([`crate::ridge_lists`]).
    Ridge,
    /// The exact linear model, where the problem is small enough ([`crate::Ease`]).
    Ease,
    /// Alternating least squares ([`crate::Factors`]).
    Factors,
    /// How many people act on an item, square root.
    Popular,
    /// What friends did.
    Friends,
    /// What friends of friends did.
    Second,
    /// What goes with what friends did: their acts sent through the lists.
    Echo,
    /// What friends did together, completed by the exact linear model where there is one.
    Company,
}

impl Part {
    /// All parts, in the order in which weights are stored.
    pub const ALL: [Part; 9] = [
        Part::Lists,
        Part::Ridge,
        Part::Ease,
        Part::Factors,
        Part::Popular,
        Part::Friends,
        Part::Second,
        Part::Echo,
        Part::Company,
    ];

    /// The part's name as benches and pages of operators print it.
    pub const fn name(self) -> &'static str {
        match self {
            Part::Lists => "lists",
            Part::Ridge => "ridge",
            Part::Ease => "ease",
            Part::Factors => "factors",
            Part::Popular => "popularity",
            Part::Friends => "friends",
            Part::Second => "friends_of_friends",
            Part::Echo => "echo",
            Part::Company => "company",
        }
    }

    /// Whether the part speaks from what the person did, so that it is silent for a newcomer.
    pub const fn from_past(self) -> bool {
        matches!(self, Part::Lists | Part::Ridge | Part::Ease | Part::Factors)
    }

    /// Whether the part speaks from what the person's circle did.
    pub const fn from_circle(self) -> bool {
        matches!(self, Part::Friends | Part::Second | Part::Echo | Part::Company)
    }
}

/// How much each part counts in a blend; each weight is at least 0.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Weights([f32; Part::ALL.len()]);

impl Weights {
    /// One part alone.
    pub fn only(part: Part) -> Weights {
        Weights::default().with(part, 1.0)
    }

    /// The same weights with one changed. What is below zero or not a number counts as zero.
    #[must_use]
    pub fn with(mut self, part: Part, weight: f32) -> Weights {
        self.0[part as usize] = weight.max(0.0);
        self
    }

    /// A part's weight.
    pub fn of(&self, part: Part) -> f32 {
        self.0[part as usize]
    }

    /// The parts that count, with their weights.
    pub fn active(&self) -> impl Iterator<Item = (Part, f32)> + '_ {
        Part::ALL.into_iter().map(|part| (part, self.of(part))).filter(|active| active.1 > 0.0)
    }
}
