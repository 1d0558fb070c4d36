//! `bucketing*`: hashes of units (mmh3, and Unleash's published vectors).

use super::super::file::{GoldenFile, Outcome};
use super::given::{count, elements, leading_number};
use stats::bucketing::{BUCKETS, bucket, hash, unleash_value};

/// Each row gives a group, an id, a seed and what they come to. A `bucket_…` of another number of buckets than
/// the library's is the hash modulo that.
pub fn check(file: &GoldenFile) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    for row in elements(file.expected()) {
        let (Some(group), Some(id)) = (row["group"].as_str(), row["id"].as_str()) else {
            return Err("a row names no group and id".to_owned());
        };
        let seed = u32::try_from(count(&row["seed"])?).map_err(|_| "a seed is too large".to_owned())?;
        let whole = hash(group, id, seed);
        for (name, want) in super::given::members(row) {
            let got = match name {
                "hash" => whole,
                "unleash_1_100" => unleash_value(group, id, seed),
                _ => match name.strip_prefix("bucket_").and_then(leading_number) {
                    Some(buckets) if buckets == f64::from(BUCKETS) => bucket(group, id, seed),
                    Some(buckets) if buckets >= 1.0 => whole % buckets as u32,
                    _ => continue,
                },
            };
            outcome.exact(&format!("{name} of {group}:{id} with seed {seed}"), u64::from(got), count(want)?);
        }
    }
    Ok(outcome)
}
