//! What else the machine was doing, and whether its disk is a disk: figures without these say little.

use std::fmt::Write as _;
use std::path::Path;

/// One line for people: cores, load, and a warning where the folder is memory.
pub fn line(folder: &Path) -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().filter(|text| !text.is_empty()).unwrap_or("unknown");
    let mut line = format!("machine: {cores} cores, load {load}");
    if load.parse::<f64>().is_ok_and(|load| load > cores as f64 / 2.0) {
        line.push_str(" (busy with other work: trust the ratios, not the absolutes)");
    }
    let mounts = std::fs::read_to_string("/proc/mounts").unwrap_or_default();
    if is_memory(&mounts, &folder.display().to_string()) {
        // Writing to a String cannot fail.
        let _ = write!(line, "; {} is memory, not a disk: name one with TMPDIR", folder.display());
    }
    line
}

/// Whether the innermost mount that holds the folder is memory.
fn is_memory(mounts: &str, folder: &str) -> bool {
    let mounts = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        Some((words.next()?, words.next()?))
    });
    let holds = |place: &str| {
        folder
            .strip_prefix(place.trim_end_matches('/'))
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let innermost = mounts.filter(|(place, _)| holds(place)).max_by_key(|(place, _)| place.len());
    innermost.is_some_and(|(_, kind)| matches!(kind, "tmpfs" | "ramfs"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_mount_decides_whether_a_folder_is_memory() {
        let mounts = "/dev/vda / ext4 rw 0 0\ntmpfs /tmp tmpfs rw 0 0\n/dev/vdb /tmp/disk ext4 rw 0 0\n";
        assert!(is_memory(mounts, "/tmp"));
        assert!(is_memory(mounts, "/tmp/rialto-1"));
        assert!(!is_memory(mounts, "/tmp/disk/rialto-1"));
        assert!(!is_memory(mounts, "/tmpfolder"));
        assert!(!is_memory(mounts, "/home"));
    }
}
