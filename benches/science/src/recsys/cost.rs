use std::fs;
use std::time::Instant;

/// What a stretch of work cost.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// Processor seconds over all threads.
    pub cpu_s: f64,
    /// Most memory that the whole process held meanwhile, the set included, in megabytes of 10^6 bytes.
    pub peak_mb: f64,
}

impl Cost {
    /// Two stretches, one after the other.
    pub fn after(self, before: Cost) -> Cost {
        Cost { cpu_s: self.cpu_s + before.cpu_s, peak_mb: self.peak_mb.max(before.peak_mb) }
    }
}

/// Runs between start and stop.
pub struct Meter {
    cpu_s: f64,
}

impl Meter {
    /// Begins a stretch; the peak of memory is counted anew where the system allows it.
    pub fn start() -> Meter {
        // Linux: writing 5 resets the high-water mark of this process. Elsewhere the mark covers the whole run.
        let _ = fs::write("/proc/self/clear_refs", "5");
        Meter { cpu_s: cpu_seconds() }
    }

    /// Ends the stretch.
    pub fn stop(self) -> Cost {
        Cost { cpu_s: cpu_seconds() - self.cpu_s, peak_mb: peak_mb() }
    }
}

/// Processor time of all threads that live, from Linux's scheduler; wall time where there is none.
fn cpu_seconds() -> f64 {
    let tasks = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let spent = tasks.filter_map(|task| {
        let text = fs::read_to_string(task.path().join("schedstat")).ok()?;
        text.split_whitespace().next()?.parse::<f64>().ok()
    });
    let nanoseconds: f64 = spent.sum();
    if nanoseconds > 0.0 { nanoseconds / 1e9 } else { wall_seconds() }
}

#[expect(clippy::disallowed_methods, reason = "a bench measures the machine that it runs on")]
fn wall_seconds() -> f64 {
    use std::sync::OnceLock;
    static BEGIN: OnceLock<Instant> = OnceLock::new();
    BEGIN.get_or_init(Instant::now).elapsed().as_secs_f64()
}

fn peak_mb() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mark = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes = mark.and_then(|mark| mark.split_whitespace().next()?.parse::<f64>().ok());
    kibibytes.unwrap_or(0.0) * 1024.0 / 1e6
}
