//! Did a score find the people whom the treatment moves? Qini and uplift curves on a randomised trial.
//!
//! ```
//! use stats::uplift::{Subject, qini};
//! // The treatment works only on those with a high score.
//! let subjects: Vec<Subject> = (0..400)
//!     .map(|k| {
//!         let (score, treated) = (f64::from(k / 4), k % 2 == 0);
//!         Subject { score, treated, responded: treated && k > 200 || k % 5 == 0 }
//!     })
//!     .collect();
//! assert!(qini(&subjects)? > 0.3);
//! # Ok::<(), stats::uplift::NoCurve>(())
//! ```

/// One person of a randomised trial.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Subject {
    /// Expected uplift; only its order counts.
    pub score: f64,
    /// Whether they were given the treatment, by chance.
    pub treated: bool,
    /// Whether they did what was hoped for.
    pub responded: bool,
}

/// There is nothing to compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoCurve {
    /// An arm is empty.
    #[error("both arms need people")]
    EmptyArm,
    /// No order of these people is better than another.
    #[error("no order of these people is better than another")]
    NothingToOrder,
}

/// A point of a curve: after treating the first `people` by score, `gain` responses more than without.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// People, from the highest score down.
    pub people: u64,
    /// Responses gained.
    pub gain: f64,
}

/// What has been counted from the highest score down.
#[derive(Debug, Clone, Copy, Default)]
struct Counted {
    treated: f64,
    control: f64,
    treated_responses: f64,
    control_responses: f64,
}

impl Counted {
    /// Radcliffe's gain (2007): treated responses less control's, scaled to as many people.
    fn qini(&self) -> f64 {
        self.treated_responses - if_any(self.control_responses * self.treated, self.control)
    }

    /// Difference of the response rates times all people counted.
    fn uplift(&self) -> f64 {
        let rates =
            if_any(self.treated_responses, self.treated) - if_any(self.control_responses, self.control);
        rates * (self.treated + self.control)
    }
}

fn if_any(sum: f64, count: f64) -> f64 {
    if count > 0.0 { sum / count } else { 0.0 }
}

/// The Qini curve, from (0, 0); people with equal scores come together.
pub fn qini_curve(subjects: &[Subject]) -> Vec<Point> {
    curve(subjects, |subject| subject.score, Counted::qini)
}

/// The cumulative uplift curve, from (0, 0); people with equal scores come together.
pub fn uplift_curve(subjects: &[Subject]) -> Vec<Point> {
    curve(subjects, |subject| subject.score, Counted::uplift)
}

/// The Qini coefficient: area between curve and diagonal over that of the best possible order. 0 is chance and
/// 1 perfect; it may be negative.
///
/// # Errors
/// An empty arm, or nothing to order.
pub fn qini(subjects: &[Subject]) -> Result<f64, NoCurve> {
    // Best first: treated who responded, then those without a response, control who responded last.
    let best = |subject: &Subject| match (subject.responded, subject.treated) {
        (true, true) => 1.0,
        (false, _) => 0.0,
        (true, false) => -1.0,
    };
    share_of_best(subjects, best, Counted::qini)
}

/// The same share for the uplift curve.
///
/// # Errors
/// As [`qini`].
pub fn uplift_auc(subjects: &[Subject]) -> Result<f64, NoCurve> {
    let count = |responded: bool, treated: bool| {
        subjects.iter().filter(|s| s.responded == responded && s.treated == treated).count()
    };
    // Those whose response agrees with their arm come first; ties among them and among the rest go to whichever
    // of responders and treated leaves the larger area.
    let by_response = count(true, false) > count(false, true);
    let best = |subject: &Subject| {
        let agrees = f64::from(u8::from(subject.responded == subject.treated));
        2.0 * agrees + f64::from(u8::from(if by_response { subject.responded } else { subject.treated }))
    };
    share_of_best(subjects, best, Counted::uplift)
}

/// Difference of the response rates among the `share` (0 to 1) with the highest scores; of equal scores the
/// later given come first.
///
/// # Errors
/// An arm is empty there.
pub fn uplift_at(subjects: &[Subject], share: f64) -> Result<f64, NoCurve> {
    let ordered = from_highest(subjects, |subject| subject.score);
    let first = (ordered.len() as f64 * share) as usize;
    let counted =
        ordered.iter().take(first).fold(Counted::default(), |counted, subject| counted.with(subject));
    if counted.treated == 0.0 || counted.control == 0.0 {
        return Err(NoCurve::EmptyArm);
    }
    Ok(counted.treated_responses / counted.treated - counted.control_responses / counted.control)
}

impl Counted {
    fn with(mut self, subject: &Subject) -> Self {
        let response = f64::from(u8::from(subject.responded));
        match subject.treated {
            true => {
                (self.treated, self.treated_responses) =
                    (self.treated + 1.0, self.treated_responses + response)
            }
            false => {
                (self.control, self.control_responses) =
                    (self.control + 1.0, self.control_responses + response)
            }
        }
        self
    }
}

fn from_highest(subjects: &[Subject], score: impl Fn(&Subject) -> f64) -> Vec<Subject> {
    let mut ordered = subjects.to_vec();
    ordered.sort_by(|one, other| score(one).total_cmp(&score(other)));
    ordered.reverse();
    ordered
}

fn curve(subjects: &[Subject], score: impl Fn(&Subject) -> f64, gain: fn(&Counted) -> f64) -> Vec<Point> {
    let ordered = from_highest(subjects, &score);
    let mut points = vec![Point { people: 0, gain: 0.0 }];
    let mut counted = Counted::default();
    for tied in ordered.chunk_by(|one, other| score(one) == score(other)) {
        counted = tied.iter().fold(counted, Counted::with);
        points.push(Point { people: (counted.treated + counted.control) as u64, gain: gain(&counted) });
    }
    points
}

fn share_of_best(
    subjects: &[Subject],
    best: impl Fn(&Subject) -> f64,
    gain: fn(&Counted) -> f64,
) -> Result<f64, NoCurve> {
    let treated = subjects.iter().filter(|subject| subject.treated).count();
    if treated == 0 || treated == subjects.len() {
        return Err(NoCurve::EmptyArm);
    }
    let (actual, perfect) = (curve(subjects, |subject| subject.score, gain), curve(subjects, best, gain));
    let diagonal = perfect.last().map_or(0.0, |end| 0.5 * end.people as f64 * end.gain);
    let most = area(&perfect) - diagonal;
    if most == 0.0 { Err(NoCurve::NothingToOrder) } else { Ok((area(&actual) - diagonal) / most) }
}

/// By trapezoids.
fn area(points: &[Point]) -> f64 {
    points
        .windows(2)
        .map(|pair| 0.5 * (pair[1].people - pair[0].people) as f64 * (pair[0].gain + pair[1].gain))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subjects() -> Vec<Subject> {
        (0..60_u32)
            .map(|k| Subject {
                score: f64::from(k * 37 % 19),
                treated: k % 2 == 0,
                responded: k * 7919 % 10 < if k % 2 == 0 { 5 } else { 3 },
            })
            .collect()
    }

    #[test]
    fn the_order_of_the_best_has_a_coefficient_of_one() {
        let best: Vec<Subject> = subjects()
            .iter()
            .map(|s| {
                let sign = if s.treated { 1.0 } else { -1.0 };
                Subject { score: sign * f64::from(u8::from(s.responded)), ..*s }
            })
            .collect();
        assert!((qini(&best).unwrap() - 1.0).abs() < 1e-15);
        assert!(qini(&subjects()).unwrap() < 1.0);
    }

    #[test]
    fn one_score_for_all_is_worth_nothing() {
        let same: Vec<Subject> = subjects().iter().map(|s| Subject { score: 1.0, ..*s }).collect();
        assert!(qini(&same).unwrap().abs() < 1e-15 && uplift_auc(&same).unwrap().abs() < 1e-15);
        assert_eq!(qini_curve(&same).len(), 2);
    }

    #[test]
    fn every_curve_ends_at_the_trial_s_own_effect() {
        let subjects = subjects();
        let all = uplift_at(&subjects, 1.0).unwrap();
        assert!((uplift_curve(&subjects).last().unwrap().gain / 60.0 - all).abs() < 1e-15);
        assert!((qini_curve(&subjects).last().unwrap().gain / 30.0 - all).abs() < 1e-15);
    }

    #[test]
    fn an_empty_arm_has_no_curve() {
        let treated: Vec<Subject> = subjects().into_iter().filter(|s| s.treated).collect();
        assert_eq!(qini(&treated).unwrap_err(), NoCurve::EmptyArm);
        assert_eq!(uplift_at(&subjects(), 0.0).unwrap_err(), NoCurve::EmptyArm);
        let silent: Vec<Subject> = subjects().iter().map(|s| Subject { responded: false, ..*s }).collect();
        assert_eq!(qini(&silent).unwrap_err(), NoCurve::NothingToOrder);
    }
}
