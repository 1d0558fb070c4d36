//! In which order: how much a word counts where, and what is added to it. Everything that moves a listing up or down
//! stands here. Nobody can pay for any of it.
//!
//! What has all of the words comes before what has some, and what can be bought before what is sold out. Within these, the score of the words (BM25 of each field by its
//! weight, summed) is raised by what is fresh: by at most 15%, half of it gone after 30 days. What is equal stands by
//! its id, the newer first.

use kernel::Time;
use tantivy::schema::Field;

use super::fields::Fields;
use super::plan::Kind;
use super::told::Told;

/// Where words are looked for, and how much a match counts there.
pub struct Wording {
    /// Fields with words.
    pub places: Vec<(Field, f32)>,
    /// A field with English stems.
    pub english: Option<(Field, f32)>,
    /// A field with Filipino roots: a light rule, a light weight.
    pub filipino: Option<(Field, f32)>,
    /// Whose words may be begun by what somebody typed, the whole word first.
    pub begins: Vec<Field>,
    /// Whose words may be meant by a mistyped one; none where no mistake is forgiven.
    pub nears: Vec<Field>,
    /// Whether another word for the same thing finds it: of a name it does not.
    pub same: bool,
}

impl Wording {
    /// Of what is for sale.
    pub fn things(fields: &Fields) -> Self {
        Self {
            places: vec![(fields.title, 3.0), (fields.about, 1.5), (fields.shelf, 0.5), (fields.text, 0.4)],
            english: Some((fields.english, 1.0)),
            filipino: Some((fields.filipino, 0.3)),
            begins: vec![fields.about, fields.shelf],
            nears: vec![fields.about, fields.shelf, fields.text],
            same: true,
        }
    }

    /// Of posts that everybody may read.
    pub fn posts(fields: &Told) -> Self {
        Self {
            places: vec![(fields.text, 1.0)],
            english: Some((fields.english, 0.7)),
            filipino: Some((fields.filipino, 0.3)),
            begins: vec![fields.text],
            nears: vec![fields.text],
            same: true,
        }
    }

    /// Of posts for a few. Nothing is guessed from their words: a guess would tell them to whoever may not read them.
    pub fn posts_for_a_few(fields: &Told) -> Self {
        Self {
            places: vec![(fields.few, 1.0)],
            english: Some((fields.few_english, 0.7)),
            filipino: Some((fields.few_filipino, 0.3)),
            begins: Vec::new(),
            nears: Vec::new(),
            same: true,
        }
    }

    /// Of people.
    pub fn people(fields: &Told) -> Self {
        Self::of_names(fields.person)
    }

    /// Of shops: by their names, and by what they tell of themselves.
    pub fn shops(fields: &Told) -> Self {
        Self {
            places: vec![(fields.shop, 3.0), (fields.story, 0.4)],
            nears: vec![fields.shop, fields.story],
            same: true,
            ..Self::of_names(fields.shop)
        }
    }

    /// Of shops by their names alone.
    pub fn shop_names(fields: &Told) -> Self {
        Self::of_names(fields.shop)
    }

    fn of_names(name: Field) -> Self {
        Self {
            places: vec![(name, 1.0)],
            english: None,
            filipino: None,
            begins: vec![name],
            nears: vec![name],
            same: false,
        }
    }
}

/// How much a way to say a thing counts beside what was typed.
pub const fn of_way(kind: Kind) -> f32 {
    match kind {
        Kind::Typed => 1.0,
        Kind::Same => 0.7,
        Kind::Near => 0.5,
    }
}

/// What freshness adds at most.
const FRESH: f32 = 0.15;
/// Days after which half of it is gone.
const HALF: f32 = 30.0;
/// The number that puts what can be bought before everything that cannot.
const IN_STOCK: i64 = 1 << 40;
/// The number that puts what has all of the words before everything that has some.
const WHOLE_FIRST: i64 = 1 << 41;
/// What is added to the score of a listing with all of the words, where the list goes on with those that have some.
pub const WHOLE: f32 = 100_000.0;
/// Steps of a score: a page's cursor names one, so they are whole.
const STEPS: f32 = 10_000.0;

/// Days in microseconds.
const DAY: i64 = 86_400_000_000;

/// The number that a list by words is ordered by, the highest first. Freshness goes by whole days, so that a list stays
/// as it is while somebody turns its pages.
pub fn number(score: f32, published: i64, in_stock: bool, now: Time) -> i64 {
    let days = (now.micros() / DAY - published / DAY).max(0) as f32;
    let fresh = 1.0 + FRESH * (-days / HALF * std::f32::consts::LN_2).exp();
    let is_whole = score >= WHOLE;
    let score = if is_whole { score - WHOLE } else { score };
    let number = (score * fresh * STEPS).round() as i64;
    number + if in_stock { IN_STOCK } else { 0 } + if is_whole { WHOLE_FIRST } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_bought_stands_first_then_what_fits_then_what_is_fresh() {
        let now = Time::from_micros(400 * DAY);
        let of = |score, days: i64, in_stock| number(score, (400 - days) * DAY, in_stock, now);
        assert!(of(1.0, 300, true) > of(50.0, 0, false));
        assert!(of(2.0, 300, true) > of(1.7, 0, true));
        assert!(of(2.0, 1, true) > of(2.0, 20, true));
        assert_eq!(of(1.0, 0, false), 11_500);
        assert_eq!(of(1.0, 30, false), 10_750);
    }
}
