use crate::{Csr, Scores};

/// A person whose past speaks for somebody else, and how strongly.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Acquaintance<'a> {
    /// Who it is.
    pub person: u32,
    /// Strength of the tie, above 0.
    pub weight: f32,
    /// The items that the acquaintance acted on, rising.
    pub past: &'a [u32],
}

/// The people around somebody: friends, and the friends of these.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Circle<'a> {
    /// People whom the person follows or is a friend of.
    pub friends: Vec<Acquaintance<'a>>,
    /// People two steps away and not nearer; the weight adds up over the ways there.
    pub second: Vec<Acquaintance<'a>>,
}

/// Most people two steps away that are listened to: beyond some hundreds they say what everybody says.
const SECOND_LIMIT: usize = 500;

impl<'a> Circle<'a> {
    /// The circle of a person in a graph whose row u holds whom u follows or befriends, with what each of
    /// them did. People without a past are left out, as they say nothing.
    ///
    /// A way over a friend with d friends counts `1 / ln(d + 2)` (Adamic and Adar 2003): whoever knows
    /// everybody connects nobody in particular. At most five hundred people are taken from the second
    /// step, the strongest first.
    ///
    /// ```
    /// use recsys::{Circle, Csr};
    /// let graph = Csr::from_pairs(3, 3, &[(0, 1), (1, 2)])?; // 0 follows 1, who follows 2
    /// let history = Csr::from_pairs(3, 2, &[(1, 0), (2, 1)])?;
    /// let circle = Circle::around(0, &graph, &history);
    /// assert_eq!(circle.friends[0].past, &[0]);
    /// assert_eq!(circle.second[0].person, 2);
    /// # Ok::<(), recsys::Error>(())
    /// ```
    pub fn around(person: u32, graph: &Csr, history: &'a Csr) -> Circle<'a> {
        let near = graph.row(person as usize);
        let mut reached: Vec<(u32, f32)> = Vec::new();
        for friend in near.iter().map(|tie| tie.0).filter(|&friend| friend != person) {
            let ties = graph.row(friend as usize);
            let way = 1.0 / (ties.len() as f32 + 2.0).ln();
            reached.extend(ties.columns.iter().map(|&second| (second, way)));
        }
        reached.retain(|&(second, _)| second != person && near.columns.binary_search(&second).is_err());
        reached.sort_by_key(|way| way.0);
        let speaks = |who: u32, weight: f32| {
            let past = history.row(who as usize).columns;
            (!past.is_empty()).then_some(Acquaintance { person: who, weight, past })
        };
        let mut second: Vec<Acquaintance<'a>> = reached
            .chunk_by(|left, right| left.0 == right.0)
            .filter_map(|ways| speaks(ways[0].0, ways.iter().map(|way| way.1).sum()))
            .collect();
        second
            .sort_by(|left, right| right.weight.total_cmp(&left.weight).then(left.person.cmp(&right.person)));
        second.truncate(SECOND_LIMIT);
        let friends =
            near.iter().filter(|tie| tie.0 != person).filter_map(|(who, weight)| speaks(who, weight));
        Circle { friends: friends.collect(), second }
    }

    /// Whether nobody in the circle did anything.
    pub fn is_empty(&self) -> bool {
        self.friends.is_empty() && self.second.is_empty()
    }
}

/// How much more a popular item counts when a friend has it: popularity to this power breaks the ties
/// between the many items that exactly one friend has.
const LIFT: f32 = 0.2;

/// The factor of each item in what acquaintances say, from the items' numbers of acts.
pub(crate) fn lifts(acts: &[f32]) -> Vec<f32> {
    acts.iter().map(|acts| acts.max(1.0).powf(LIFT)).collect()
}

/// Adds what a group of acquaintances did: the tie's weight times the item's lift for each act.
pub(crate) fn score_acquaintances(group: &[Acquaintance<'_>], lifts: &[f32], scores: &mut Scores) {
    for acquaintance in group {
        for &item in acquaintance.past {
            if let Some(lift) = lifts.get(item as usize) {
                scores.add(item, acquaintance.weight * lift);
            }
        }
    }
}
