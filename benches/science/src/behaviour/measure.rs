//! Time and memory of this process.

/// What `work` answers, and the seconds that it took by the wall clock.
#[expect(clippy::disallowed_methods, reason = "a bench measures the machine's own time")]
pub fn seconds<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = std::time::Instant::now();
    let answer = work();
    (answer, start.elapsed().as_secs_f64())
}

/// The middle of the measures, the upper one if they are even in number; 0 of none.
pub fn median(measures: &mut [f64]) -> f64 {
    measures.sort_unstable_by(f64::total_cmp);
    measures.get(measures.len() / 2).copied().unwrap_or(0.0)
}

/// Memory of this process that is in RAM, in bytes; 0 where the system does not say.
pub fn resident_bytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) * 1024
}
