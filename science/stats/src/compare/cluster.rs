//! Arms made of whole clusters (shops, rooms, groups): the cluster, not the person, was given its arm by chance.

use super::{Arm, Effect, Joint, Test};
use crate::Invalid;
use crate::special::{normal_sf, student_sf};

/// Fewer clusters than this in an arm cannot decide anything.
pub const LEAST_CLUSTERS: u64 = 30;

/// A cluster's sums.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClusterTotals {
    /// Whether it was given the treatment.
    pub treated: bool,
    /// People in it.
    pub people: u64,
    /// Σ y over them.
    pub sum: f64,
    /// Σ y².
    pub sum_squares: f64,
}

/// The comparison of people's means, with the honest error beside the usual wrong ones.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Clustered {
    /// Treatment minus control over people, as a ratio of cluster totals (delta method): use this one.
    pub effect: Effect,
    /// Standard error as if people had been drawn (ordinary least squares). Too small; shown to be compared.
    pub naive_error: f64,
    /// Its p by Student's t.
    pub naive_p: f64,
    /// Heteroscedasticity-consistent HC1 error, still by people.
    pub hc1_error: f64,
    /// Cluster-robust CR0 error.
    pub cr0_error: f64,
    /// Cluster-robust CR1 error, with G/(G−1)·(N−1)/(N−2) (Liang & Zeger 1986).
    pub cr1_error: f64,
    /// p of the difference by the CR1 error and the normal distribution.
    pub cr1_p: f64,
    /// (CR1/naive)²: by how much people in a cluster are alike.
    pub design_effect: f64,
    /// Clusters in the smaller arm.
    pub clusters_in_smaller_arm: u64,
}

impl Clustered {
    /// Welch's test with the cluster as the unit.
    ///
    /// # Errors
    /// `alpha` outside (0, 1).
    pub fn fixed(&self, alpha: f64) -> Result<Test, Invalid> {
        self.effect.fixed(alpha)
    }

    /// Whether there are clusters enough to decide anything.
    pub fn enough(&self) -> bool {
        self.clusters_in_smaller_arm >= LEAST_CLUSTERS
    }
}

/// An arm's sums over people and over clusters.
struct ArmSums {
    joint: Joint,
    people: f64,
    mean: f64,
    /// Σ (y − ȳ)² over people.
    residual: f64,
    /// Σ (Σ (y − ȳ) in the cluster)² over clusters.
    between: f64,
}

impl ArmSums {
    fn of(clusters: &[ClusterTotals], treated: bool) -> Self {
        let chosen = || clusters.iter().filter(move |cluster| cluster.treated == treated);
        let people: f64 = chosen().map(|cluster| cluster.people as f64).sum();
        let sum: f64 = chosen().map(|cluster| cluster.sum).sum();
        let mean = sum / people;
        Self {
            joint: chosen().map(|cluster| (cluster.sum, cluster.people as f64)).collect(),
            people,
            mean,
            residual: chosen().map(|cluster| cluster.sum_squares).sum::<f64>() - sum * mean,
            between: chosen().map(|cluster| (cluster.sum - cluster.people as f64 * mean).powi(2)).sum(),
        }
    }
}

/// Compares arms of whole clusters.
///
/// # Errors
/// Fewer than two clusters in an arm, or none that varies.
pub fn compare_clusters(clusters: &[ClusterTotals]) -> Result<Clustered, Invalid> {
    let (control, treatment) = (ArmSums::of(clusters, false), ArmSums::of(clusters, true));
    let effect = Effect::absolute(&Arm::ratio(&control.joint)?, &Arm::ratio(&treatment.joint)?)?;
    let difference = treatment.mean - control.mean;
    let people = control.people + treatment.people;
    let count = clusters.len() as f64;
    let by_square = |of: fn(&ArmSums) -> f64| -> f64 {
        [&control, &treatment].iter().map(|arm| of(arm) / (arm.people * arm.people)).sum()
    };
    let naive_error = ((control.residual + treatment.residual) / (people - 2.0)
        * (1.0 / control.people + 1.0 / treatment.people))
        .sqrt();
    let cr0_error = by_square(|arm| arm.between).sqrt();
    let cr1_error = cr0_error * (count / (count - 1.0) * (people - 1.0) / (people - 2.0)).sqrt();
    Ok(Clustered {
        effect,
        naive_error,
        naive_p: 2.0 * student_sf(difference.abs() / naive_error, people - 2.0),
        hc1_error: (by_square(|arm| arm.residual) * people / (people - 2.0)).sqrt(),
        cr0_error,
        cr1_error,
        cr1_p: 2.0 * normal_sf(difference.abs() / cr1_error),
        design_effect: (cr1_error / naive_error).powi(2),
        clusters_in_smaller_arm: control.joint.n().min(treatment.joint.n()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Clusters of ten people who all do the same.
    fn alike(count: u32) -> Vec<ClusterTotals> {
        (0..count)
            .map(|k| {
                let y = f64::from(k * 7919 % 13);
                ClusterTotals { treated: k % 2 == 0, people: 10, sum: 10.0 * y, sum_squares: 10.0 * y * y }
            })
            .collect()
    }

    #[test]
    fn people_who_all_do_the_same_count_once_a_cluster() {
        let clustered = compare_clusters(&alike(60)).unwrap();
        assert!((clustered.design_effect - 10.0).abs() < 0.4);
        let means: Vec<f64> =
            alike(60).iter().filter(|cluster| cluster.treated).map(|cluster| cluster.sum / 10.0).collect();
        assert!(
            (clustered.effect.estimate
                - (means.iter().sum::<f64>() / 30.0
                    - alike(60).iter().filter(|c| !c.treated).map(|c| c.sum / 10.0).sum::<f64>() / 30.0))
                .abs()
                < 1e-12
        );
        assert!(clustered.naive_p < clustered.cr1_p);
    }

    #[test]
    fn clusters_of_one_person_are_people() {
        let single: Vec<ClusterTotals> = alike(80)
            .iter()
            .map(|c| ClusterTotals { people: 1, sum: c.sum / 10.0, sum_squares: c.sum_squares / 10.0, ..*c })
            .collect();
        let clustered = compare_clusters(&single).unwrap();
        assert!((clustered.hc1_error / clustered.cr0_error - f64::sqrt(80.0 / 78.0)).abs() < 1e-12);
    }

    #[test]
    fn thirty_clusters_in_each_arm_are_enough_and_twenty_nine_are_not() {
        assert!(compare_clusters(&alike(60)).unwrap().enough());
        assert!(!compare_clusters(&alike(59)).unwrap().enough());
        assert!(compare_clusters(&alike(3)).is_err());
    }
}
