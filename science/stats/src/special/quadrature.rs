//! Adaptive quadrature: Gauss's 7 points inside Kronrod's 15.

/// Kronrod's nodes on [0, 1] of the symmetric rule, outermost first; every second is Gauss's.
const NODES: [f64; 8] = [
    0.991_455_371_120_812_6,
    0.949_107_912_342_758_5,
    0.864_864_423_359_769_1,
    0.741_531_185_599_394_4,
    0.586_087_235_467_691_1,
    0.405_845_151_377_397_2,
    0.207_784_955_007_898_47,
    0.0,
];
const KRONROD: [f64; 8] = [
    0.022_935_322_010_529_224,
    0.063_092_092_629_978_55,
    0.104_790_010_322_250_18,
    0.140_653_259_715_525_92,
    0.169_004_726_639_267_9,
    0.190_350_578_064_785_4,
    0.204_432_940_075_298_9,
    0.209_482_141_084_727_83,
];
const GAUSS: [f64; 4] =
    [0.129_484_966_168_869_7, 0.279_705_391_489_276_64, 0.381_830_050_505_118_9, 0.417_959_183_673_469_4];

/// ∫ f from `low` to `high`, split at `marks` (places where f turns sharply) and then wherever the two rules
/// differ by more than their share of `tolerance` (absolute, on the whole integral).
///
/// ```
/// let area = stats::special::integrate(|x| x * x, 0.0, 3.0, &[], 1e-12);
/// assert!((area - 9.0).abs() < 1e-12);
/// ```
pub fn integrate(f: impl Fn(f64) -> f64, low: f64, high: f64, marks: &[f64], tolerance: f64) -> f64 {
    let mut edges: Vec<f64> = marks.iter().copied().filter(|mark| *mark > low && *mark < high).collect();
    edges.extend([low, high]);
    edges.sort_by(f64::total_cmp);
    let share = tolerance / (edges.len().max(2) - 1) as f64;
    edges.windows(2).map(|panel| adapt(&f, panel[0], panel[1], share, MOST_HALVINGS)).sum()
}

/// A panel of 2⁻⁴⁰ of the range is as fine as it gets.
const MOST_HALVINGS: u32 = 40;

fn adapt(f: &impl Fn(f64) -> f64, low: f64, high: f64, tolerance: f64, halvings: u32) -> f64 {
    let (coarse, fine) = panel(f, low, high);
    if (coarse - fine).abs() <= tolerance || halvings == 0 || high <= low {
        return fine;
    }
    let middle = 0.5 * (low + high);
    let half = 0.5 * tolerance;
    adapt(f, low, middle, half, halvings - 1) + adapt(f, middle, high, half, halvings - 1)
}

/// Gauss's and Kronrod's value of one panel.
fn panel(f: &impl Fn(f64) -> f64, low: f64, high: f64) -> (f64, f64) {
    let (centre, reach) = (0.5 * (low + high), 0.5 * (high - low));
    let (mut coarse, mut fine) = (0.0, 0.0);
    for (place, (node, weight)) in NODES.iter().zip(KRONROD).enumerate() {
        let both = if *node == 0.0 { f(centre) } else { f(centre - reach * node) + f(centre + reach * node) };
        fine += weight * both;
        if place % 2 == 1 {
            coarse += GAUSS[place / 2] * both;
        }
    }
    (coarse * reach, fine * reach)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_is_exact_for_a_polynomial_of_degree_22() {
        let (_, fine) = panel(&|x: f64| x.powi(22), 0.0, 1.0);
        assert!((fine * 23.0 - 1.0).abs() < 1e-14);
        let (coarse, _) = panel(&|x: f64| x.powi(12), 0.0, 1.0);
        assert!((coarse * 13.0 - 1.0).abs() < 1e-14);
    }

    #[test]
    fn a_narrow_peak_is_found_by_marks_on_its_shoulders() {
        let peak = |x: f64| super::super::normal_density((x - 0.3) / 1e-5) / 1e-5;
        assert!((integrate(peak, 0.0, 1.0, &[0.3 - 8e-5, 0.3 + 8e-5], 1e-12) - 1.0).abs() < 1e-11);
    }
}
